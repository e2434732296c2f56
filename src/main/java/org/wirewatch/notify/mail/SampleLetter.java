package org.wirewatch.notify.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.wirewatch.model.Ids;
import org.wirewatch.model.Severity;
import org.wirewatch.notify.Filter;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Mark;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Outage;
import org.wirewatch.notify.QuietHours;
import org.wirewatch.notify.Quote;
import org.wirewatch.notify.Schedule;
import org.wirewatch.notify.Subscription;

/** Letters about news that never happened: what {@code --test} sends, and what templates are tried with. */
public final class SampleLetter {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private SampleLetter() {}

    /** To one recipient of a subscription; each call at another time makes another message. */
    public static Letter of(Subscription subscription, Letter.Channel channel, String recipient, Instant now) {
        List<NewsItem> items = List.of(item("1", "1", Severity.HIGH, now), item("2", "2", Severity.MEDIUM, now));
        return letter(Letter.Kind.SAMPLE, subscription, channel, recipient, now, items, 0, List.of());
    }

    /** Every kind, with everything in it that a template can show, and once with as little as possible. */
    static List<Letter> ofEveryKind(Instant now) {
        Subscription subscription = new Subscription(
                "sample",
                "Sample",
                List.of("reader@example.org"),
                "en",
                ZoneOffset.UTC,
                new Filter(
                        List.of(Filter.EVERY_TOPIC),
                        List.of("bridge"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Severity.LOW,
                        false),
                new Schedule(
                        Schedule.Rhythm.IMMEDIATELY,
                        null,
                        List.of(),
                        new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 0)),
                        10,
                        true),
                null,
                List.of());
        List<NewsItem> items = List.of(
                item("1", "1", Severity.HIGH, now),
                item("2", "1", Severity.HIGH, now),
                item("3", "1", Severity.HIGH, now),
                item("4", "1", Severity.HIGH, now),
                item("5", "1", Severity.HIGH, now),
                item("6", "1", Severity.HIGH, now),
                item("7", "7", Severity.LOW, now));
        List<Outage> outages = List.of(
                new Outage(
                        "feed-silent", "harbour", "no entry for 3 days", "Look at its site", now.minus(AN_HOUR), null),
                new Outage("feed-failing", "courier", "it answers 500", "Nothing to do", now.minus(AN_HOUR), now));
        return Arrays.stream(Letter.Kind.values())
                .flatMap(kind -> List.of(
                        letter(kind, subscription, Letter.Channel.EMAIL, "reader@example.org", now, items, 3, outages),
                        letter(
                                kind,
                                subscription,
                                Letter.Channel.EMAIL,
                                "reader@example.org",
                                now,
                                List.of(),
                                0,
                                List.of()))
                        .stream())
                .toList();
    }

    private static Letter letter(
            Letter.Kind kind,
            Subscription subscription,
            Letter.Channel channel,
            String recipient,
            Instant now,
            List<NewsItem> items,
            int more,
            List<Outage> outages) {
        return new Letter(
                Ids.hash("sample\n" + kind + '\n' + subscription.id() + '\n' + recipient + '\n' + now.toEpochMilli()),
                kind,
                subscription,
                channel,
                recipient,
                now,
                items,
                more,
                outages,
                null);
    }

    private static NewsItem item(String number, String story, Severity severity, Instant now) {
        boolean first = number.equals("1");
        String sentence = first
                ? "The bridge over the Tolva was opened on Friday, two years early."
                : "Nobody on the island wants to see the harbour closed in winter.";
        int start = first ? 4 : 34;
        int end = first ? 25 : 52;
        return new NewsItem(
                "sample-" + number,
                "sample-" + number,
                "sample-" + story,
                "sample-topic",
                "An example of a topic",
                severity,
                0.5,
                first ? "Bridge over the Tolva opens two years early" : "Islanders want their harbour open in winter",
                "https://news.example.org/" + number,
                "The Harbour Post",
                "en",
                null,
                List.of(),
                "sample",
                now.minus(AN_HOUR),
                now,
                List.of(new Quote(sentence, List.of(new Mark(start, end)))),
                List.of("example"),
                false);
    }
}
