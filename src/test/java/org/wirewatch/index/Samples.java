package org.wirewatch.index;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Article;
import org.wirewatch.model.ContentFrom;
import org.wirewatch.model.Feed;
import org.wirewatch.model.FeedHealth;
import org.wirewatch.model.Field;
import org.wirewatch.model.HealthMinute;
import org.wirewatch.model.Ids;
import org.wirewatch.model.Measure;
import org.wirewatch.model.Mention;
import org.wirewatch.model.Precision;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Severity;
import org.wirewatch.model.Stage;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Mark;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Notification;
import org.wirewatch.notify.Quote;
import org.wirewatch.notify.Reason;

/** One of each record, with every component filled: what is left out of a document shows. */
final class Samples {

    static final Instant SEEN = Instant.parse("2026-11-25T10:15:30.250Z");

    static final Feed FEED = new Feed(
            "harbour",
            "https://harbour.example/feed",
            "The Harbour Post",
            "en",
            "NO",
            "Europe/Oslo",
            List.of("north", "defence"),
            60_000,
            3_600_000);

    private Samples() {}

    static Article article() {
        return article(SEEN, SEEN.minusSeconds(42), "Two battalions moved to the strait on Tuesday.");
    }

    static Article article(Instant firstSeen, Instant published, String body) {
        String url = "https://feeds.harbour.example/r/123";
        return new Article(
                Ids.article(url),
                url,
                "https://www.harbour.example/2026/11/25/battalions",
                "The Harbour Post",
                "Battalions move to the strait",
                body,
                List.of("Ada Holm", "Jon Berg"),
                published,
                Precision.SECOND,
                SEEN.plusSeconds(60),
                "en",
                "https://www.harbour.example/strait.jpg",
                "World",
                List.of("defence", "strait"),
                FEED,
                ContentFrom.PAGE,
                1,
                firstSeen,
                firstSeen.plusMillis(1_500),
                true);
    }

    static Alert alert(Article article) {
        return new Alert(
                article.id(),
                "troop-buildup",
                "Troop build-up",
                Severity.HIGH,
                0.75,
                "Two battalions moved to the strait on Tuesday.",
                List.of(
                        new Mention(
                                "troop-buildup",
                                "movement",
                                Field.BODY,
                                4,
                                20,
                                "battalions moved",
                                "Two battalions moved to the strait on Tuesday."),
                        new Mention(
                                "troop-buildup",
                                "headline",
                                Field.TITLE,
                                0,
                                15,
                                "Battalions move",
                                "Battalions move to the strait")),
                "9f2c");
    }

    static Problem problem() {
        return new Problem(
                Stage.FETCH,
                "timeout",
                "https://slow.example/a",
                "harbour",
                "no answer from slow.example within 30 s",
                "nothing, unless it goes on",
                3,
                SEEN);
    }

    static FeedHealth health() {
        return new FeedHealth(
                FEED,
                FeedHealth.State.FAILING,
                SEEN,
                SEEN.minusSeconds(600),
                SEEN.minusSeconds(7_200),
                SEEN.plusSeconds(300),
                300_000,
                420_000,
                36.5,
                2,
                25,
                1_234,
                95_000L,
                48_000,
                9_000_000,
                "https://new.example/feed",
                false,
                List.of("undeclared-entity"),
                "timeout",
                "no answer within 30 s");
    }

    static Notification notification() {
        NewsItem item = new NewsItem(
                "a1:troop-buildup",
                "a1",
                "a1",
                "troop-buildup",
                "Troop build-up",
                Severity.HIGH,
                0.75,
                "Battalions move to the strait",
                "https://www.harbour.example/2026/11/25/battalions",
                "The Harbour Post",
                "en",
                "NO",
                List.of("north"),
                "harbour",
                SEEN,
                SEEN,
                List.of(new Quote("Two battalions moved to the strait.", List.of(new Mark(4, 20)))),
                List.of("movement"),
                false);
        return new Notification(
                Ids.hash("a message"),
                "desk",
                Letter.Kind.IMMEDIATE,
                Letter.Channel.EMAIL,
                Notification.masked("desk@example.org"),
                Notification.State.SENT,
                Reason.SENT,
                2,
                "421 try again later",
                SEEN,
                SEEN.plusSeconds(60),
                SEEN.plusSeconds(61),
                List.of(item),
                3);
    }

    static HealthMinute minute() {
        Map<String, Long> counts = new HashMap<>();
        Map<String, Long> latencies = new HashMap<>();
        Map<String, Long> levels = new HashMap<>();
        long value = 1;
        for (Measure measure : Measure.values()) {
            switch (measure.kind()) {
                case COUNT -> counts.put(measure.word(), value++);
                case LEVEL -> levels.put(measure.word(), value++);
                case MILLIS -> {
                    latencies.put(measure.word() + "_p50", value++);
                    latencies.put(measure.word() + "_p95", value++);
                    latencies.put(measure.word() + "_p99", value++);
                }
            }
        }
        return new HealthMinute(Instant.parse("2026-11-25T10:15:00Z"), counts, latencies, levels);
    }
}
