package org.wirewatch.job.poll;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsSplitReassignmentOnRecovery;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.feed.FeedsFolder;
import org.wirewatch.feed.Move;
import org.wirewatch.feed.PollMemory;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.feed.PublisherHints;
import org.wirewatch.feed.Rhythm;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.job.operator.FeedDocuments;
import org.wirewatch.job.operator.NewEntries;
import org.wirewatch.job.operator.SideOutputs;
import org.wirewatch.job.stream.FeedReport;
import org.wirewatch.job.stream.SeenEntry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Validators;

/**
 * The first stages of the monitor job (source, new entries, health documents) in a process of its own, with a ledger
 * behind them that counts each entry in checkpointed state. See {@link FeedLoad}.
 */
final class FeedLoadJob {

    /** Every second since the start of the process. */
    private static final AtomicLongArray POLLS = new AtomicLongArray(3_600);

    /** Until then the job has started, even on a busy machine. */
    private static final long WARM_UP_MILLIS = 20_000;

    private static final AtomicLong STARTED = new AtomicLong();

    private FeedLoadJob() {}

    /** {@code FOLDER SECONDS steady|fresh [RESTORE]} */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int seconds = Integer.parseInt(args[1]);
        ConfigErrors errors = new ConfigErrors();
        List<Feed> feeds = new FeedsFolder(folder, PollSettings.defaults()).read(errors);
        errors.throwIfAny();

        Configuration flink = new Configuration();
        flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("state").toUri().toString());
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        if (args.length > 3) {
            flink.set(StateRecoveryOptions.SAVEPOINT_PATH, args[3]);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, flink);
        FeedSource source = new FeedSource(
                feeds,
                HttpSettings.defaults().withAllowNetworks(List.of("127.0.0.0/8")),
                PollSettings.defaults(),
                folder,
                Duration.ofSeconds(2));
        build(env, args[2].equals("steady") ? new SteadySource(source, feeds) : source, folder.resolve("ledger"));
        STARTED.set(System.currentTimeMillis());
        JobClient job = env.executeAsync("feed load");
        report(job, seconds);
        System.exit(0);
    }

    private static void build(
            StreamExecutionEnvironment env, Source<FeedReport, FeedSplit, Collection<FeedSplit>> source, Path ledger) {
        SingleOutputStreamOperator<SeenEntry> entries = env.fromSource(
                        source, WatermarkStrategy.noWatermarks(), "feeds", Types.POJO(FeedReport.class))
                .uid("feeds")
                .map(new Counted())
                .returns(Types.POJO(FeedReport.class))
                .keyBy(FeedReport::key)
                .process(new NewEntries(PollSettings.defaults()))
                .uid("new-entries");
        entries.getSideOutput(SideOutputs.FEEDS).map(new FeedDocuments("load")).sinkTo(new DiscardingSink<>());
        entries.getSideOutput(SideOutputs.PROBLEMS)
                .map(problem -> problem.kind() + " " + problem.message())
                .map(new Written(ledger.resolveSibling("problems").toString()))
                .sinkTo(new DiscardingSink<>());
        entries.keyBy(SeenEntry::url)
                .process(new Ledger())
                .uid("ledger")
                .map(new Written(ledger.toString()))
                .sinkTo(new DiscardingSink<>());
    }

    private static void report(JobClient job, int seconds) throws Exception {
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        int warmUp = seconds * 2 / 5;
        Thread.sleep(1_000L * warmUp);
        int from = second();
        long cpu = machine.getProcessCpuTime();
        long began = System.nanoTime();
        Thread.sleep(1_000L * (seconds - warmUp));
        double took = System.nanoTime() - began;
        cpu = machine.getProcessCpuTime() - cpu;
        int until = second();
        long polls = 0;
        long busiest = 0;
        for (int second = from; second < until; second++) {
            polls += POLLS.get(second);
            long ten = 0;
            for (int i = second; i < Math.min(second + 10, until); i++) {
                ten += POLLS.get(i);
            }
            busiest = Math.max(busiest, ten);
        }
        double mean = polls / (double) (until - from);
        System.gc();
        System.out.printf(
                java.util.Locale.ROOT,
                "job: %d polls in %.0f s, %.1f a second; busiest 10 s %.2f times the mean; CPU %.1f %% of one core,"
                        + " %.2f ms a poll; heap in use %d MB of %d MB; %s%n",
                polls,
                took / 1e9,
                mean,
                busiest / 10.0 / mean,
                100 * cpu / took,
                cpu / 1e6 / polls,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax() >> 20,
                job.getJobStatus().get() == JobStatus.RUNNING ? "running" : "NOT RUNNING");
    }

    private static int second() {
        return (int) ((System.currentTimeMillis() - STARTED.get()) / 1_000);
    }

    private static final class Counted extends RichMapFunction<FeedReport, FeedReport> {
        private static final long serialVersionUID = 1;

        @Override
        public FeedReport map(FeedReport report) {
            POLLS.incrementAndGet(second());
            return report;
        }
    }

    /** How often each entry has come, in checkpointed state. */
    private static final class Ledger extends KeyedProcessFunction<String, SeenEntry, String> {
        private static final long serialVersionUID = 1;

        private transient ValueState<Integer> times;

        @Override
        public void open(OpenContext context) {
            times = getRuntimeContext()
                    .getState(new ValueStateDescriptor<>("times", TypeInformation.of(Integer.class)));
        }

        @Override
        public void processElement(SeenEntry entry, Context context, Collector<String> out) throws Exception {
            int now = (times.value() == null ? 0 : times.value()) + 1;
            times.update(now);
            out.collect(entry.url() + " " + now);
        }
    }

    /** Appends lines to a file, each at once. */
    private static final class Written extends RichMapFunction<String, String> {
        private static final long serialVersionUID = 1;

        private final String file;
        private transient BufferedWriter out;

        Written(String file) {
            this.file = file;
        }

        @Override
        public void open(OpenContext context) throws IOException {
            out = Files.newBufferedWriter(
                    Path.of(file + "-" + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }

        @Override
        public String map(String line) throws IOException {
            out.write(line);
            out.newLine();
            out.flush();
            return line;
        }
    }

    /** The source as it is after hours: every feed was polled within its interval and is due some time within it. */
    private static final class SteadySource
            implements Source<FeedReport, FeedSplit, Collection<FeedSplit>>, SupportsSplitReassignmentOnRecovery {
        private static final long serialVersionUID = 1;

        private final FeedSource source;
        private final ArrayList<Feed> feeds;

        SteadySource(FeedSource source, List<Feed> feeds) {
            this.source = source;
            this.feeds = new ArrayList<>(feeds);
        }

        @Override
        public SplitEnumerator<FeedSplit, Collection<FeedSplit>> createEnumerator(
                SplitEnumeratorContext<FeedSplit> context) {
            Instant now = InstantSource.system().instant();
            Random random = new Random(1);
            List<FeedSplit> splits = feeds.stream()
                    .map(feed -> new FeedSplit(feed.id(), polled(feed, now, random)))
                    .toList();
            return source.restoreEnumerator(context, splits);
        }

        private static PollMemory polled(Feed feed, Instant now, Random random) {
            long at = now.toEpochMilli();
            return new PollMemory(
                    feed.pollMaxMillis(),
                    at + WARM_UP_MILLIS + random.nextLong(feed.pollMaxMillis()),
                    at,
                    at,
                    100,
                    0,
                    1,
                    random.nextLong(),
                    random.nextLong(),
                    at,
                    new Validators("\"v" + FeedLoadServer.SHOWN + "\"", "Wed, 25 Nov 2026 12:00:00 GMT"),
                    false,
                    PublisherHints.NONE,
                    Rhythm.UNKNOWN,
                    Move.NONE,
                    false);
        }

        @Override
        public SplitEnumerator<FeedSplit, Collection<FeedSplit>> restoreEnumerator(
                SplitEnumeratorContext<FeedSplit> context, Collection<FeedSplit> unassigned) {
            return source.restoreEnumerator(context, unassigned);
        }

        @Override
        public Boundedness getBoundedness() {
            return source.getBoundedness();
        }

        @Override
        public SourceReader<FeedReport, FeedSplit> createReader(SourceReaderContext context) {
            return source.createReader(context);
        }

        @Override
        public SimpleVersionedSerializer<FeedSplit> getSplitSerializer() {
            return source.getSplitSerializer();
        }

        @Override
        public SimpleVersionedSerializer<Collection<FeedSplit>> getEnumeratorCheckpointSerializer() {
            return source.getEnumeratorCheckpointSerializer();
        }
    }
}
