package org.wirewatch.job.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.wirewatch.fetch.FetchFault;
import org.wirewatch.fetch.FetchOutcome;
import org.wirewatch.fetch.FetchRequest;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.fetch.PaceSettings;
import org.wirewatch.job.stream.PageResult;
import org.wirewatch.job.stream.PageWork;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Page;
import org.wirewatch.model.Validators;

/** One host's queue at its pace: one request a second, two at once. */
class FetchPagesTest {

    private static final int MAX_PARALLELISM = 16;
    private static final Feed FEED = new Feed("f", "https://f.example/feed", null, null, null, null, List.of(), 1, 1);

    private final HeldWeb web = new HeldWeb(UUID.randomUUID().toString());

    @Test
    void aHostIsAskedOnceASecondAndTwiceAtOnce() throws Exception {
        try (var fetch = open(web)) {
            at(fetch, 1_000);
            for (int i = 0; i < 5; i++) {
                put(fetch, page("a.example", i));
            }
            assertThat(web.waiting()).hasSize(1);
            at(fetch, 2_000);
            assertThat(web.waiting()).hasSize(1);
            at(fetch, 2_001);
            assertThat(web.waiting()).hasSize(2);
            at(fetch, 9_000);
            assertThat(web.waiting()).hasSize(2);
            web.answer(web.waiting().get(0));
            OutboxTest.runMails(fetch);
            assertThat(web.waiting()).hasSize(2);
            assertThat(web.asked()).isEqualTo(3);
        }
    }

    @Test
    void theNewestPageComesFirst() throws Exception {
        try (var fetch = open(web)) {
            at(fetch, 1_000);
            put(fetch, page("a.example", 0));
            put(fetch, page("a.example", 1));
            put(fetch, page("a.example", 2));
            at(fetch, 2_001);
            assertThat(web.waiting()).containsExactly("https://a.example/0", "https://a.example/2");
        }
    }

    @Test
    void aHostThatDoesNotAnswerDelaysNoOther() throws Exception {
        try (var fetch = open(web)) {
            at(fetch, 1_000);
            put(fetch, page("slow.example", 0));
            put(fetch, page("quick.example", 0));
            web.answer("https://quick.example/0");
            OutboxTest.runMails(fetch);
            assertThat(fetch.extractOutputValues())
                    .extracting(result -> result.work().host())
                    .containsExactly("quick.example");
        }
    }

    @Test
    void aPassingFailureIsTriedAgainBehindFreshPagesAndGivenUpInTheEnd() throws Exception {
        try (var fetch = open(web)) {
            long now = 1_000;
            at(fetch, now);
            put(fetch, page("a.example", 0));
            int tries = 0;
            while (fetch.extractOutputValues().isEmpty()) {
                if (!web.waiting().isEmpty()) {
                    tries++;
                    web.fail(web.waiting().get(0));
                    OutboxTest.runMails(fetch);
                }
                now += 60_000;
                at(fetch, now);
            }
            assertThat(tries).isEqualTo(PaceSettings.defaults().attempts());
            PageResult result = fetch.extractOutputValues().get(0);
            assertThat(result.problem().kind()).isEqualTo("timeout");
            assertThat(result.problem().attempts()).isEqualTo(tries);
            assertThat(result.problem().feedId()).isEqualTo("f");
        }
    }

    @Test
    void aRestoredHostIsNotAskedBeforeAWholePauseHasPassed() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var fetch = open(web)) {
            at(fetch, 1_000);
            put(fetch, page("a.example", 0));
            checkpoint = fetch.snapshot(1, 1_000);
        }
        HeldWeb later = new HeldWeb(UUID.randomUUID().toString());
        try (var restored = harness(later, 1, 0)) {
            restored.setProcessingTime(1_100);
            restored.initializeState(checkpoint);
            restored.open();
            assertThat(later.waiting()).isEmpty();
            at(restored, 2_050);
            assertThat(later.waiting()).isEmpty();
            at(restored, 2_100);
            assertThat(later.waiting()).containsExactly("https://a.example/0");
        }
    }

    @Test
    void atTwoAndThreeSubtasksEachHostIsStillAskedByOneAndNothingIsLost() throws Exception {
        OperatorSubtaskState state;
        try (var fetch = open(web)) {
            at(fetch, 1_000);
            for (int host = 0; host < 20; host++) {
                put(fetch, page("h" + host + ".example", 0));
                put(fetch, page("h" + host + ".example", 1));
            }
            state = fetch.snapshot(1, 1_000);
        }
        for (int parallelism = 2; parallelism <= 3; parallelism++) {
            long now = parallelism * 10_000L;
            List<OperatorSubtaskState> parts = new ArrayList<>();
            List<String> askedNow = new ArrayList<>();
            List<String> askedLater = new ArrayList<>();
            for (int subtask = 0; subtask < parallelism; subtask++) {
                HeldWeb later = new HeldWeb(UUID.randomUUID().toString());
                try (var part = harness(later, parallelism, subtask)) {
                    part.setProcessingTime(now);
                    part.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            state, MAX_PARALLELISM, parallelism - 1, parallelism, subtask));
                    part.open();
                    at(part, now + 1_000);
                    askedNow.addAll(later.waiting());
                    at(part, now + 2_001);
                    askedLater.addAll(later.waiting());
                    parts.add(part.snapshot(2, 2));
                }
            }
            assertThat(askedNow).hasSize(20).doesNotHaveDuplicates();
            assertThat(askedLater).hasSize(40).doesNotHaveDuplicates();
            state = AbstractStreamOperatorTestHarness.repackageState(parts.toArray(OperatorSubtaskState[]::new));
        }
    }

    private static PageWork page(String host, int number) {
        Entry entry = new Entry(
                "g" + number,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                null);
        return new PageWork(
                host + number, "https://" + host + "/" + number, host, FEED, entry, Instant.ofEpochMilli(1), true);
    }

    private static void put(KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> fetch, PageWork work)
            throws Exception {
        fetch.processElement(work, 0);
        OutboxTest.runMails(fetch);
    }

    private static void at(KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> fetch, long millis)
            throws Exception {
        fetch.setProcessingTime(millis);
        OutboxTest.runMails(fetch);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> open(HeldWeb web)
            throws Exception {
        var harness = harness(web, 1, 0);
        harness.open();
        return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> harness(
            HeldWeb web, int parallelism, int subtask) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new OutboxFactory<>(
                        FetchPages.class, parameters -> new FetchPages(parameters, HttpSettings.defaults(), web)),
                PageWork::host,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }

    /** Holds requests until the test answers them. */
    private static final class HeldWeb implements FetchPages.Calls, java.io.Serializable {

        private static final long serialVersionUID = 1;
        private static final Map<String, HeldWeb> WEBS = new ConcurrentHashMap<>();

        private final String name;
        private final transient Map<String, CompletableFuture<FetchOutcome>> held = new LinkedHashMap<>();
        private transient int asked;

        HeldWeb(String name) {
            this.name = name;
            WEBS.put(name, this);
        }

        private Object readResolve() {
            return WEBS.get(name);
        }

        @Override
        public CompletableFuture<FetchOutcome> fetch(FetchRequest request, Runnable sending) {
            sending.run();
            asked++;
            CompletableFuture<FetchOutcome> outcome = new CompletableFuture<>();
            held.put(request.url(), outcome);
            return outcome;
        }

        List<String> waiting() {
            return List.copyOf(held.keySet());
        }

        int asked() {
            return asked;
        }

        void answer(String url) {
            Page page = new Page(url, url, 200, Map.of(), null, new byte[0], false, Instant.ofEpochMilli(1));
            held.remove(url).complete(new FetchOutcome.Fetched(page, Validators.NONE, Duration.ZERO, null));
        }

        void fail(String url) {
            held.remove(url).complete(FetchFault.TIMEOUT.failed(url, "no answer", Instant.ofEpochMilli(1)));
        }

        @Override
        public void passedOn(FetchOutcome outcome) {}

        @Override
        public void close() {}
    }
}
