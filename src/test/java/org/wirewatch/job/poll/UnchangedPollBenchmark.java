package org.wirewatch.job.poll;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.wirewatch.feed.PollMemory;
import org.wirewatch.feed.PollPolicy;
import org.wirewatch.feed.PollResult;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.index.DocumentWriter;
import org.wirewatch.job.operator.NewEntries;
import org.wirewatch.job.operator.SideOutputs;
import org.wirewatch.job.stream.FeedReport;
import org.wirewatch.job.stream.Poll;
import org.wirewatch.job.stream.PollPlan;
import org.wirewatch.job.stream.SeenEntry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.FeedHealth;
import org.wirewatch.model.Validators;

/**
 * What a feed that has not changed costs besides HTTP: the decision when to ask again, the step in keyed state and the
 * health document; with a body, recognising it besides. To run it:
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
 * java -cp target/test-classes:target/classes:$(cat target/test.classpath) org.openjdk.jmh.Main UnchangedPollBenchmark
 * </pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class UnchangedPollBenchmark {

    private static final int BODY_BYTES = 50_000;
    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    private static final Feed FEED = new Feed(
            "regional-paper",
            "https://news.example/feed",
            "The Paper",
            "en",
            "DE",
            null,
            List.of("world"),
            60_000,
            21_600_000);

    private final PollPolicy policy = new PollPolicy(PollSettings.defaults());
    private final DocumentWriter writer = new DocumentWriter("bench");
    private final byte[] body = new byte[BODY_BYTES];
    private KeyedOneInputStreamOperatorTestHarness<String, FeedReport, SeenEntry> harness;
    private PollMemory memory = policy.start(FEED, START, START);
    private Instant now = START;

    @Setup
    public void open() throws Exception {
        new Random(1).nextBytes(body);
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new NewEntries(PollSettings.defaults())), FeedReport::key, Types.STRING);
        harness.open();
    }

    @TearDown
    public void close() throws Exception {
        harness.close();
    }

    @Benchmark
    public Object notModified() throws Exception {
        return unchanged(0);
    }

    @Benchmark
    public Object sameBodyOf50Kilobytes() throws Exception {
        policy.sameBody(memory, PollPolicy.bodyHash(body));
        return unchanged(BODY_BYTES);
    }

    private Object unchanged(int bytes) throws Exception {
        Validators sent = policy.validators(memory, now);
        memory = policy.after(FEED, memory, new PollResult.Unchanged(sent, null, bytes, null), now);
        Poll poll = new Poll(
                FEED,
                now,
                Poll.Answer.UNCHANGED,
                List.of(),
                List.of(),
                null,
                bytes,
                new PollPlan(
                        memory.nextPoll(),
                        memory.intervalMillis(),
                        policy.usualInterval(FEED, memory).toMillis(),
                        memory.rhythm().perDay(),
                        0,
                        null,
                        true,
                        false));
        now = memory.nextPoll();
        harness.processElement(new StreamRecord<>(FeedReport.of(poll)));
        FeedHealth health = harness.getSideOutput(SideOutputs.FEEDS).remove().getValue();
        harness.getSideOutput(SideOutputs.TALLIES).clear();
        return writer.feed(health, now.toEpochMilli());
    }
}
