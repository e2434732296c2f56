package org.wirewatch.job.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wirewatch.job.MonitorConfig;
import org.wirewatch.job.MonitorJob;

/**
 * The monitor job in this process, for as long as it is open.
 *
 * <p>It starts from the newest checkpoint or savepoint under the state folder; where the job does not run from that one,
 * from the next older one, and says so. It stops with a savepoint and without draining: what waits for a host is in the
 * savepoint. A start claims nothing of what it started from and deletes older runs' folders once it has two checkpoints
 * of its own.
 *
 * <p>The cluster is Flink's own {@code MiniCluster}, the one behind its local environments, which only here tells
 * whether all tasks run and which checkpoints were completed.
 */
public final class LocalRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** A restored job that fails this often before all its tasks run has a checkpoint that cannot be read. */
    private static final long RESTARTS_BEFORE_RUNNING = 3;

    private final MiniCluster cluster;
    private final JobID job;
    private final RestorePoints points;
    private final Path stopFolder;
    private final Optional<Path> restoredFrom;
    private volatile boolean closed;

    private LocalRun(
            MiniCluster cluster, JobID job, RestorePoints points, Path stopFolder, Optional<Path> restoredFrom) {
        this.cluster = cluster;
        this.job = job;
        this.points = points;
        this.stopFolder = stopFolder;
        this.restoredFrom = restoredFrom;
    }

    /**
     * How the job runs here.
     *
     * @param state folder for checkpoints; made if it does not exist
     * @param parallelism of every stage, at least 1
     * @param checkpointEvery the time between two checkpoints
     * @param webPort of Flink's web page on loopback; 0 for any that is free
     */
    public record Options(Path state, int parallelism, Duration checkpointEvery, int webPort) {}

    /**
     * Starts the job and returns once all its tasks run.
     *
     * @throws LocalRunException when it does not start, with what to do
     */
    public static LocalRun start(MonitorConfig config, Options options) throws LocalRunException, InterruptedException {
        Path checkpoints = options.state().toAbsolutePath().normalize().resolve("checkpoints");
        RestorePoints points = new RestorePoints(checkpoints);
        List<Path> candidates;
        try {
            Files.createDirectories(checkpoints);
            candidates = points.newestFirst();
        } catch (IOException failure) {
            throw new LocalRunException(
                    "The state folder " + options.state() + " cannot be used: " + failure
                            + ". Give another one with --state, or mend its permissions.",
                    failure);
        }
        if (candidates.isEmpty()) {
            return startFrom(Optional.empty(), config, options, checkpoints, points);
        }
        for (Path candidate : candidates) {
            try {
                return startFrom(Optional.of(candidate), config, options, checkpoints, points);
            } catch (LocalRunException failure) {
                LOG.warn("The job does not start from {}; trying the one before it.", candidate, failure);
            }
        }
        throw new LocalRunException(
                "The job starts from none of the " + candidates.size() + " checkpoints in " + checkpoints
                        + "; the log says why. To begin anew, which raises the alerts of what feeds show now again,"
                        + " move that folder away.",
                null);
    }

    private static LocalRun startFrom(
            Optional<Path> point, MonitorConfig config, Options options, Path checkpoints, RestorePoints points)
            throws LocalRunException, InterruptedException {
        Configuration flink = configuration(checkpoints, options);
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink);
        MonitorJob.build(env, config);
        StreamGraph stream = env.getStreamGraph();
        stream.setJobName(MonitorJob.NAME);
        JobGraph graph = stream.getJobGraph();
        point.ifPresent(path -> graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(path.toUri().toString())));
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(options.parallelism())
                .build());
        LocalRun run = new LocalRun(cluster, graph.getJobID(), points, checkpoints.resolve(RestorePoints.STOP), point);
        try {
            cluster.start();
            cluster.submitJob(graph).get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            run.awaitRunning();
            return run;
        } catch (LocalRunException | InterruptedException failure) {
            run.abandon();
            throw failure;
        } catch (Exception failure) {
            run.abandon();
            throw new LocalRunException("The local Flink does not start the job: " + failure, failure);
        }
    }

    private static Configuration configuration(Path checkpoints, Options options) {
        Configuration flink = new Configuration();
        flink.set(CoreOptions.DEFAULT_PARALLELISM, options.parallelism());
        flink.set(RestOptions.ADDRESS, "localhost");
        flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        flink.set(RestOptions.BIND_PORT, Integer.toString(options.webPort()));
        flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpointEvery());
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        return flink;
    }

    private void awaitRunning() throws LocalRunException, InterruptedException {
        long end = System.nanoTime() + START_PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            AccessExecutionGraph graph = graph();
            if (graph.getState().isGloballyTerminalState()) {
                throw ended(graph);
            }
            boolean allRun = graph.getState() == JobStatus.RUNNING
                    && graph.getAllVertices().values().stream()
                            .allMatch(vertex -> vertex.getAggregateState() == ExecutionState.RUNNING);
            if (allRun) {
                return;
            }
            if (restarts(graph) >= RESTARTS_BEFORE_RUNNING) {
                throw new LocalRunException("The job fails again and again before it runs" + reason(graph), null);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
        throw new LocalRunException(
                "The job does not run after " + START_PATIENCE.toSeconds() + " s" + reason(graph()), null);
    }

    /** How often the job was restarted: each attempt of a task beyond its first. */
    private static long restarts(AccessExecutionGraph graph) {
        long most = 0;
        for (var vertex : graph.getAllExecutionVertices()) {
            most = Math.max(most, vertex.getCurrentExecutionAttempt().getAttemptNumber());
        }
        return most;
    }

    private static String reason(AccessExecutionGraph graph) {
        ErrorInfo failure = graph.getFailureInfo();
        return failure == null ? "" : ": " + failure.getExceptionAsString();
    }

    private static LocalRunException ended(AccessExecutionGraph graph) {
        return new LocalRunException("The job ended (" + graph.getState() + ")" + reason(graph), null);
    }

    private AccessExecutionGraph graph() {
        try {
            return cluster.getExecutionGraph(job).get(ANSWER_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException("the local Flink does not tell how its job is", failure);
        }
    }

    /** What it started from; empty at a first start. */
    public Optional<Path> restoredFrom() {
        return restoredFrom;
    }

    /** Flink's web page. */
    public URI webPage() {
        return cluster.getRestAddress().join();
    }

    /** Checkpoints completed since the start. */
    public long completedCheckpoints() {
        CheckpointStatsSnapshot stats = graph().getCheckpointStatsSnapshot();
        return stats == null ? 0 : stats.getCounts().getNumberOfCompletedCheckpoints();
    }

    /** How often the running job failed and was restarted by Flink. */
    public long restarts() {
        return restarts(graph());
    }

    /**
     * Waits until this is closed, and meanwhile deletes what older runs left.
     *
     * @throws LocalRunException why the job ended by itself, which it does only when it fails for good
     */
    public void await() throws LocalRunException, InterruptedException {
        boolean pruned = false;
        while (!closed) {
            Optional<AccessExecutionGraph> graph = graphUnlessClosed();
            if (graph.isPresent() && graph.get().getState().isGloballyTerminalState() && !closed) {
                throw ended(graph.get());
            }
            pruned = pruned || prune();
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
    }

    /** A cluster that is being closed by another thread no longer answers. */
    private Optional<AccessExecutionGraph> graphUnlessClosed() {
        try {
            return Optional.of(graph());
        } catch (IllegalStateException unanswered) {
            if (closed) {
                return Optional.empty();
            }
            throw unanswered;
        }
    }

    private boolean prune() {
        try {
            return points.pruneOlderThan(job.toString());
        } catch (IOException failure) {
            LOG.warn("Checkpoints of older runs cannot be deleted; they take space and harm nothing.", failure);
            return true;
        }
    }

    /** Stops with a savepoint; where that fails, the last checkpoint remains to start from. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!graph().getState().isGloballyTerminalState()) {
                cluster.stopWithSavepoint(job, stopFolder.toUri().toString(), false, SavepointFormatType.NATIVE)
                        .get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (Exception failure) {
            LOG.warn("The job stops without a savepoint; the next start uses its last checkpoint.", failure);
        }
        closeCluster();
    }

    private void abandon() {
        closed = true;
        closeCluster();
    }

    private void closeCluster() {
        try {
            cluster.closeAsync().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception failure) {
            LOG.warn("The local Flink does not stop in {} s.", STOP_PATIENCE.toSeconds(), failure);
        }
    }
}
