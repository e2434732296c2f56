package org.wirewatch.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.job.stream.FeedReport;
import org.wirewatch.job.stream.Poll;
import org.wirewatch.job.stream.PollPlan;
import org.wirewatch.job.stream.SeenEntry;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.FeedHealth;
import org.wirewatch.model.Precision;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;

class NewEntriesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Feed FEED =
            new Feed("f", "https://news.example/feed", null, null, null, null, List.of(), 60_000, 3_600_000);

    private KeyedOneInputStreamOperatorTestHarness<String, FeedReport, SeenEntry> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, FeedReport, SeenEntry> harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new NewEntries(PollSettings.defaults())), FeedReport::key, Types.STRING);
    }

    private static Entry entry(String name, Instant published) {
        return new Entry(
                name,
                "https://news.example/" + name,
                name,
                null,
                null,
                List.of(),
                published,
                Precision.SECOND,
                null,
                null,
                List.of(),
                null,
                List.of(),
                null);
    }

    private static PollPlan plan(Instant at, int failures, @Nullable String movedTo, boolean gone) {
        return new PollPlan(at.plusSeconds(60), 60_000, 90_000, 24, failures, movedTo, true, gone);
    }

    private void changed(Instant at, Entry... entries) throws Exception {
        take(new Poll(
                FEED, at, Poll.Answer.CHANGED, List.of(entries), List.of(), null, 1_000, plan(at, 0, null, false)));
    }

    private void unchanged(Instant at, @Nullable String movedTo) throws Exception {
        take(new Poll(FEED, at, Poll.Answer.UNCHANGED, List.of(), List.of(), null, 0, plan(at, 0, movedTo, false)));
    }

    private void failed(Instant at, boolean gone) throws Exception {
        Problem problem = new Problem(Stage.FEED, "timeout", FEED.url(), null, "no answer", "wait", 1, at);
        take(new Poll(FEED, at, Poll.Answer.FAILED, List.of(), List.of(), problem, 0, plan(at, 3, null, gone)));
    }

    private void take(Poll poll) throws Exception {
        harness.processElement(new StreamRecord<>(FeedReport.of(poll)));
    }

    private <T> List<T> side(OutputTag<T> tag) {
        var records = harness.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    private FeedHealth health() {
        List<FeedHealth> all = side(SideOutputs.FEEDS);
        return all.get(all.size() - 1);
    }

    private List<String> problems() {
        return side(SideOutputs.PROBLEMS).stream().map(Problem::kind).toList();
    }

    private List<String> entries() {
        return harness.extractOutputValues().stream()
                .map(seen -> seen.entry().guid())
                .toList();
    }

    @Test
    void anEntryIsPassedOnOnceAlsoAcrossARestore() throws Exception {
        changed(NOW, entry("a", NOW));
        var snapshot = harness.snapshot(1, 1);
        changed(NOW.plusSeconds(60), entry("b", NOW), entry("a", NOW));
        assertThat(entries()).containsExactly("a", "b");
        harness.close();

        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        changed(NOW.plusSeconds(90), entry("c", NOW), entry("b", NOW), entry("a", NOW));
        assertThat(entries()).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void aProblemWithTheListOfFeedsPassesThrough() throws Exception {
        harness.processElement(new StreamRecord<>(FeedReport.of(
                new Problem(Stage.FEED, "feeds-refused", null, null, "feeds.yaml:3:5: no", "mend it", 1, NOW))));

        assertThat(problems()).containsExactly("feeds-refused");
        assertThat(side(SideOutputs.FEEDS)).isEmpty();
    }

    @Nested
    class Health {

        @Test
        void itTellsTheMedianLagOfTimelyEntriesAndTheBytes() throws Exception {
            changed(NOW, entry("old", NOW.minusSeconds(50_000)));
            assertThat(health().lagMillis()).isNull();

            changed(NOW.plusSeconds(100), entry("a", NOW.plusSeconds(90)), entry("b", NOW.plusSeconds(80)));
            changed(NOW.plusSeconds(200), entry("c", NOW.plusSeconds(100)));

            assertThat(health().lagMillis()).isEqualTo(20_000);
            assertThat(health().bodyBytes()).isEqualTo(1_000);
            assertThat(health().bytes()).isEqualTo(3_000);
            assertThat(health().entriesPerDay()).isEqualTo(24);
            assertThat(health().usualIntervalMillis()).isEqualTo(90_000);
        }

        @Test
        void aFeedThatFailsSaysHowOftenAndWhy() throws Exception {
            changed(NOW, entry("a", NOW));
            failed(NOW.plusSeconds(60), false);

            assertThat(health().state()).isEqualTo(FeedHealth.State.FAILING);
            assertThat(health().failures()).isEqualTo(3);
            assertThat(health().lastProblem()).isEqualTo("timeout");
            assertThat(health().lastMessage()).isEqualTo("no answer");
            assertThat(health().lastSuccess()).isEqualTo(NOW);
        }

        @Test
        void aFeedThatIsGoneSaysSo() throws Exception {
            failed(NOW, true);

            assertThat(health().state()).isEqualTo(FeedHealth.State.GONE);
        }

        @Test
        void aMoveIsToldOnceAndTheIdStays() throws Exception {
            unchanged(NOW, null);
            unchanged(NOW.plusSeconds(60), "https://new.example/feed");
            unchanged(NOW.plusSeconds(120), "https://new.example/feed");

            assertThat(problems()).containsExactly("feed-moved");
            assertThat(health().movedTo()).isEqualTo("https://new.example/feed");
            assertThat(health().feed()).isEqualTo(FEED);
        }
    }

    @Nested
    class Silence {

        private Instant busyDays() throws Exception {
            List<Entry> shown = new ArrayList<>(IntStream.range(0, 30)
                    .mapToObj(i -> entry("past" + i, NOW.minus(Duration.ofHours(i))))
                    .toList());
            changed(NOW, shown.toArray(Entry[]::new));
            Instant now = NOW;
            for (int hour = 1; hour <= 24 * 9; hour++) {
                now = NOW.plus(Duration.ofHours(hour));
                shown.add(0, entry("e" + hour, now));
                changed(now, shown.subList(0, 30).toArray(Entry[]::new));
            }
            return now;
        }

        @Test
        void itIsToldOnceAndEndsWithTheNextEntry() throws Exception {
            Instant last = busyDays();
            unchanged(last.plus(Duration.ofHours(11)), null);
            assertThat(health().state()).isEqualTo(FeedHealth.State.LIVE);
            assertThat(problems()).isEmpty();

            unchanged(last.plus(Duration.ofHours(13)), null);
            unchanged(last.plus(Duration.ofHours(14)), null);
            assertThat(health().state()).isEqualTo(FeedHealth.State.SILENT);
            assertThat(problems()).containsExactly("feed-silent");
            assertThat(side(SideOutputs.PROBLEMS).get(0).message()).contains("nothing new for 13.0 h", "1.0 h");

            changed(last.plus(Duration.ofHours(15)), entry("back", last.plus(Duration.ofHours(15))));
            assertThat(health().state()).isEqualTo(FeedHealth.State.LIVE);

            unchanged(last.plus(Duration.ofHours(15 + 4 * 15 + 1)), null);
            assertThat(problems()).containsExactly("feed-silent", "feed-silent");
        }

        @Test
        void itIsStillTheSameSilenceAfterARestore() throws Exception {
            Instant last = busyDays();
            unchanged(last.plus(Duration.ofHours(13)), null);
            var snapshot = harness.snapshot(1, 1);
            harness.close();
            harness = harness();
            harness.initializeState(snapshot);
            harness.open();
            unchanged(last.plus(Duration.ofHours(14)), null);

            assertThat(problems()).isEmpty();
            assertThat(health().state()).isEqualTo(FeedHealth.State.SILENT);
        }

        @Test
        void aBodyThatChangesWithoutANewEntryDoesNotEndIt() throws Exception {
            Instant last = busyDays();
            unchanged(last.plus(Duration.ofHours(13)), null);
            Entry[] same = IntStream.range(0, 24)
                    .mapToObj(i -> entry("e" + (24 * 9 - i), last))
                    .toArray(Entry[]::new);
            changed(last.plus(Duration.ofHours(14)), Arrays.copyOf(same, 20));

            assertThat(health().state()).isEqualTo(FeedHealth.State.SILENT);
            assertThat(problems()).containsExactly("feed-silent");
        }
    }
}
