package org.wirewatch.job.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.wirewatch.feed.Decision;
import org.wirewatch.feed.KnownEntries;
import org.wirewatch.feed.Novelty;
import org.wirewatch.feed.ParsedFeed;
import org.wirewatch.feed.PollMemory;
import org.wirewatch.feed.PollPolicy;
import org.wirewatch.feed.PollResult;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.feed.PublisherHints;
import org.wirewatch.feed.PublishingGaps;
import org.wirewatch.job.state.FeedRecord;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Precision;
import org.wirewatch.model.Validators;

/** What a feed of 30 entries costs in checkpoints once it has shown hundreds, whose guid, link and title all differ. */
class FeedStateSizeTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Feed FEED = new Feed(
            "regional-paper-politics",
            "https://news.example/feed",
            null,
            null,
            null,
            null,
            List.of(),
            60_000,
            21_600_000);

    private static List<Entry> shown(int newest) {
        List<Entry> entries = new ArrayList<>();
        for (int i = newest; i > newest - 30; i--) {
            entries.add(new Entry(
                    "tag:news.example," + i,
                    "https://news.example/" + i,
                    "Entry number " + i,
                    null,
                    null,
                    List.of(),
                    NOW.minus(Duration.ofHours(1_000 - i)),
                    Precision.SECOND,
                    null,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    null));
        }
        return entries;
    }

    private static <T> int bytes(Class<T> type, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        TypeInformation.of(type).createSerializer(new SerializerConfigImpl()).serialize(value, out);
        return out.length();
    }

    @Test
    void theStateThatDecidesWhatIsNewTakesLessThanOneAndAHalfKilobytes() throws IOException {
        Novelty novelty = new Novelty(PollSettings.defaults());
        KnownEntries known = null;
        for (int newest = 30; newest < 500; newest += 3) {
            Decision decision = novelty.decide(known, FEED, shown(newest), NOW);
            known = decision.known();
        }
        FeedRecord record = new FeedRecord(
                1, 2, 3, 30, "undeclared-entity", 50_000, 1, new int[11], new PublishingGaps(1, 2, 3, 4), false, null);

        assertThat(bytes(KnownEntries.class, known)
                        + bytes(FeedRecord.class, record)
                        + FEED.id().length())
                .isLessThan(1_500);
    }

    @Test
    void theSplitTakesLessThanFourHundredBytes() throws IOException {
        PollPolicy policy = new PollPolicy(PollSettings.defaults());
        PollMemory memory = policy.after(
                FEED,
                policy.start(FEED, NOW, NOW),
                new PollResult.Changed(
                        new ParsedFeed("News", null, null, shown(100), List.of(), PublisherHints.NONE),
                        new Validators("W/\"5f3c9a7b1d2e4f60a1b2c3d4e5f60718\"", "Wed, 25 Nov 2026 12:00:00 GMT"),
                        1,
                        null,
                        50_000,
                        null,
                        null),
                NOW);

        assertThat(new FeedSplitSerializer().serialize(new FeedSplit(FEED.id(), memory)))
                .hasSizeLessThan(260);
    }
}
