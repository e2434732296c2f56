package org.wirewatch.notify;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.model.Severity;

/** Items and subscriptions for tests. */
public final class News {

    public static final Instant SEEN = Instant.parse("2026-11-25T10:00:00Z");

    private News() {}

    /** An item whose every other component follows from its article and topic. */
    public static NewsItem item(String article, String topic, Severity severity) {
        return item(article, article, topic, severity, "Five words about article " + article);
    }

    public static NewsItem item(String article, String story, String topic, Severity severity, String title) {
        return new NewsItem(
                article + ":" + topic,
                article,
                story,
                topic,
                "Topic " + topic,
                severity,
                0.5,
                title,
                "https://www.harbour.example/" + article,
                "The Harbour Post",
                "en-GB",
                "NO",
                List.of("north"),
                "harbour",
                SEEN,
                SEEN,
                List.of(new Quote("Two battalions moved.", List.of(new Mark(4, 20)))),
                List.of("movement"),
                false);
    }

    /** The one subscription of a file, whose keys are given as lines of YAML. */
    public static Subscription subscription(String... lines) {
        return subscriptionTo("[desk@example.org]", lines);
    }

    public static Subscription subscriptionTo(String addresses, String... lines) {
        ConfigErrors errors = new ConfigErrors();
        String yaml = "subscriptions:\n  - id: desk\n    addresses: " + addresses + "\n    topics: ['*']\n    "
                + String.join("\n    ", lines);
        SubscriptionsFile.Contents contents =
                SubscriptionsFile.read(Yaml.read("subscriptions.yaml", yaml, errors), null, errors);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors.list().toString());
        }
        return contents.subscriptions().get(0);
    }

    /** A local time in Berlin, which changes its clocks on 2026-03-29 and 2026-10-25. */
    public static Instant berlin(String local) {
        return java.time.LocalDateTime.parse(local)
                .atZone(ZoneId.of("Europe/Berlin"))
                .toInstant();
    }
}
