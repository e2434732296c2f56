package org.wirewatch.job;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.wirewatch.config.ConfigException;

/** The monitor job as Flink starts it: {@code flink run wirewatch-job.jar --config DIR}. */
public final class MonitorJob {

    public static final String NAME = "wirewatch-monitor";

    private MonitorJob() {}

    /**
     * Reads the configuration where the job is submitted and builds the graph.
     *
     * @throws ConfigException with all that is wrong in the configuration; nothing is submitted then
     * @throws IllegalArgumentException for other arguments than {@code --config DIR}
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 2 || !args[0].equals("--config")) {
            throw new IllegalArgumentException("usage: --config DIR, the folder that holds wirewatch.yaml, feeds.yaml"
                    + " and topics/, at the same path on every machine of the cluster");
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build(env, MonitorConfig.load(Path.of(args[1])));
        env.execute(NAME);
    }

    /**
     * Builds the graph. What makes it right is set here; what makes it fit a machine (parallelism, state backend,
     * checkpoint storage and interval) comes from Flink's configuration.
     */
    public static void build(StreamExecutionEnvironment env, MonitorConfig config) {
        Configuration right = new Configuration();
        right.set(PipelineOptions.GENERIC_TYPES, false);
        right.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        right.set(PipelineOptions.OBJECT_REUSE, true);
        right.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
        right.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofSeconds(1));
        right.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        right.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        env.configure(right, MonitorJob.class.getClassLoader());
        new MonitorGraph(config).build(env);
    }
}
