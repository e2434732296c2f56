package org.wirewatch.job.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An outbox whose answers come at once, in front of a stage that takes its time. */
class OutboxBackpressureTest {

    private static final int LETTERS = 4_000;
    private static final int MAX_CALLS = 8;
    private static final String LONG = "x".repeat(4_000);

    private static final AtomicInteger SENT = new AtomicInteger();
    private static final AtomicInteger TAKEN = new AtomicInteger();
    private static final AtomicInteger CHECKPOINTS = new AtomicInteger();

    @BeforeEach
    void reset() {
        SENT.set(0);
        TAKEN.set(0);
        CHECKPOINTS.set(0);
    }

    @Test
    void checkpointsGoOnAndNoMoreIsAskedForThanCanBePassedOn() throws Exception {
        Configuration flink = new Configuration();
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        flink.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, flink);
        env.fromSequence(1, LETTERS)
                .map(i -> "p" + i + ": " + LONG)
                .returns(Types.STRING)
                .keyBy(LetterOutbox::person)
                .transform("outbox", Types.STRING, LetterOutbox.factory(new QuickPost(), MAX_CALLS, LETTERS))
                .rebalance()
                .map(new SlowStage())
                .startNewChain()
                .sinkTo(new DiscardingSink<>());
        JobClient job = env.executeAsync("backpressure");
        await("checkpoints under backpressure").atMost(Duration.ofSeconds(60)).until(() -> CHECKPOINTS.get() >= 5);
        assertThat(TAKEN.get()).isLessThan(LETTERS / 2);
        assertThat(SENT.get() - TAKEN.get()).isLessThan(LETTERS / 2);
        job.cancel().get(30, TimeUnit.SECONDS);
    }

    private static final class QuickPost implements LetterOutbox.Post {
        private static final long serialVersionUID = 1;

        @Override
        public CompletableFuture<String> send(String letter) {
            SENT.incrementAndGet();
            return CompletableFuture.completedFuture("answer to " + letter);
        }
    }

    private static final class SlowStage extends RichMapFunction<String, String> implements CheckpointListener {
        private static final long serialVersionUID = 1;

        @Override
        public String map(String answer) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(10); // the slowness is what is tested
            TAKEN.incrementAndGet();
            return answer;
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            CHECKPOINTS.incrementAndGet();
        }
    }
}
