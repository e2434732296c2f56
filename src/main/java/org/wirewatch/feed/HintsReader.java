package org.wirewatch.feed;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/** Reads when a publisher wants to be asked: {@code ttl}, {@code sy:*}, {@code skipHours}, {@code skipDays}. */
final class HintsReader {

    private static final Duration MAX_TTL = Duration.ofDays(30);
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private HintsReader() {}

    static PublisherHints read(Element channel) {
        return new PublisherHints(Math.max(ttl(channel), syndication(channel)), skipHours(channel), skipDays(channel));
    }

    private static long ttl(Element channel) {
        return bounded(Duration.ofMinutes(number(Reading.child(channel, "ttl", Vocabulary.CORE))));
    }

    private static long syndication(Element channel) {
        String period = Reading.child(channel, "updatePeriod", Vocabulary.SY);
        if (period == null) {
            return 0;
        }
        long frequency = Math.max(1, number(Reading.child(channel, "updateFrequency", Vocabulary.SY)));
        Duration whole = switch (period.strip().toLowerCase(Locale.ROOT)) {
            case "hourly" -> Duration.ofHours(1);
            case "daily" -> Duration.ofDays(1);
            case "weekly" -> Duration.ofDays(7);
            case "monthly" -> Duration.ofDays(30);
            default -> Duration.ZERO;
        };
        return bounded(whole.dividedBy(frequency));
    }

    private static long bounded(Duration duration) {
        return Math.min(MAX_TTL.toMillis(), duration.toMillis());
    }

    private static int skipHours(Element channel) {
        Element hours = channel.getChild("skipHours");
        int bits = 0;
        if (hours != null) {
            for (Element hour : hours.getChildren()) {
                long number = hour.getText().isBlank() ? 25 : number(hour.getText());
                // 24 is midnight too, in old versions of RSS.
                bits |= number > 24 ? 0 : 1 << (int) (number % 24);
            }
        }
        return bits;
    }

    private static int skipDays(Element channel) {
        Element days = channel.getChild("skipDays");
        int bits = 0;
        if (days != null) {
            for (Element day : days.getChildren()) {
                int index = DAYS.indexOf(day.getText().strip().toLowerCase(Locale.ROOT));
                bits |= index < 0 ? 0 : 1 << index;
            }
        }
        return bits;
    }

    private static long number(@Nullable String text) {
        String digits = text == null ? "" : text.strip();
        return digits.matches("\\d{1,7}") ? Long.parseLong(digits) : 0;
    }
}
