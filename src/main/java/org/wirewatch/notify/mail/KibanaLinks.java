package org.wirewatch.notify.mail;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Links into Kibana's dashboards of Wirewatch, at a time and for a topic. They are written in Rison, as Kibana's own
 * addresses are.
 */
final class KibanaLinks {

    private static final String VIEW = "/app/dashboards#/view/wirewatch-dashboard-";
    /** Of an address; ids of topics are short. */
    private static final int MAX_CHARS = 2_000;

    private static final Duration BEFORE = Duration.ofDays(7);
    private static final Duration AFTER = Duration.ofDays(1);

    private final @Nullable String base;

    KibanaLinks(@Nullable String base) {
        this.base = base;
    }

    /** The week before a mail, and the day after it, of one topic. */
    Optional<String> topic(String topicId, Instant at) {
        String query = "topic.id: \"" + topicId.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return dashboard("topic", at)
                .map(link -> link + "&_a=" + encoded("(query:(language:kuery,query:" + quoted(query) + "))"))
                .filter(link -> link.length() <= MAX_CHARS);
    }

    /** All topics, at that time. */
    Optional<String> now(Instant at) {
        return dashboard("now", at);
    }

    /** How Wirewatch itself was, at that time. */
    Optional<String> health(Instant at) {
        return dashboard("health", at);
    }

    private Optional<String> dashboard(String name, Instant at) {
        Instant end = at.plus(AFTER).truncatedTo(ChronoUnit.SECONDS);
        Instant begin = at.minus(BEFORE).truncatedTo(ChronoUnit.SECONDS);
        return Optional.ofNullable(base)
                .map(kibana -> kibana + VIEW + name + "?_g="
                        + encoded("(time:(from:" + quoted(begin.toString()) + ",to:" + quoted(end.toString()) + "))"));
    }

    /** A string in Rison. */
    private static String quoted(String text) {
        return '\'' + text.replace("!", "!!").replace("'", "!'") + '\'';
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%2C", ",")
                .replace("%3A", ":");
    }
}
