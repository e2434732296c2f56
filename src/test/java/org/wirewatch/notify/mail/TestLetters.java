package org.wirewatch.notify.mail;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

/** Letters for tests, to a desk in Berlin. */
final class TestLetters {

    static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");
    static final String ID = "0123456789abcdef0123456789abcdef";
    static final String RECIPIENT = "desk@example.org";

    private TestLetters() {}

    static MailSettings settings() {
        return MailSettings.of("mail.example.org", 587, MailSettings.Tls.STARTTLS, "alerts@example.org");
    }

    static MailSettings settingsWithKibana() {
        MailSettings plain = settings();
        return new MailSettings(
                plain.host(),
                plain.port(),
                plain.tls(),
                null,
                null,
                plain.from(),
                plain.fromName(),
                "stop@example.org",
                List.of(),
                "https://kibana.example.org/s/news",
                null,
                plain.connectTimeout(),
                plain.timeout(),
                plain.deadline(),
                plain.connections(),
                plain.idle(),
                plain.retryFor());
    }

    static Subscription subscription(String language, String name, List<String> words) {
        return new Subscription(
                "desk",
                name,
                List.of(RECIPIENT),
                language,
                ZoneId.of("Europe/Berlin"),
                new Filter(
                        List.of("nato-enlargement"),
                        words,
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
    }

    static Letter letter(Letter.Kind kind, String language, List<NewsItem> items, int more) {
        return letter(
                kind, subscription(language, "The desk", List.of("\"Suwalki gap\"")), items, more, List.of(), null);
    }

    static Letter letter(
            Letter.Kind kind,
            Subscription subscription,
            List<NewsItem> items,
            int more,
            List<Outage> outages,
            @Nullable String thread) {
        return new Letter(ID, kind, subscription, Letter.Channel.EMAIL, RECIPIENT, AT, items, more, outages, thread);
    }

    static NewsItem item(String id, String topic, Severity severity, String title, Quote... quotes) {
        return item(
                id,
                id,
                topic,
                "NATO enlargement",
                severity,
                title,
                "https://www.courier.example/" + id,
                "The Courier",
                List.of(quotes));
    }

    static NewsItem item(
            String id,
            String story,
            String topic,
            String topicTitle,
            Severity severity,
            String title,
            String url,
            @Nullable String outlet,
            List<Quote> quotes) {
        return new NewsItem(
                id + ":" + topic,
                id,
                story,
                topic,
                topicTitle,
                severity,
                0.5,
                title,
                url,
                outlet,
                "en",
                "NO",
                List.of(),
                "courier",
                Instant.parse("2026-11-25T09:41:00Z"),
                AT,
                quotes,
                List.of("accession", "enlargement"),
                false);
    }

    /** A text with what stands between asterisks marked. */
    static Quote quote(String marked) {
        StringBuilder text = new StringBuilder();
        List<Mark> marks = new java.util.ArrayList<>();
        String[] parts = marked.split("\\*", -1);
        for (int i = 0; i < parts.length; i++) {
            int start = text.length();
            text.append(parts[i]);
            if (i % 2 == 1) {
                marks.add(new Mark(start, text.length()));
            }
        }
        return new Quote(text.toString(), marks);
    }
}
