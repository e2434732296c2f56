package org.wirewatch.index;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** What is kept in Elasticsearch; each kind has indices, a template and mappings of its own. */
public enum Kind {
    ARTICLES(true),
    ALERTS(true),
    PROBLEMS(true),
    HEALTH(true),
    /** Who was told what, when, and why not. */
    NOTIFICATIONS(true),
    /** One document a feed, as it is now. */
    FEEDS(false);

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu.MM", Locale.ROOT);

    private final boolean monthly;

    Kind(boolean monthly) {
        this.monthly = monthly;
    }

    /** As written in names of indices and files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there is an index a month. */
    public boolean monthly() {
        return monthly;
    }

    /** The index of a moment, in UTC: {@code wirewatch-alerts-2026.11}; the same for all moments if not monthly. */
    public String index(String prefix, Instant at) {
        return monthly ? index(prefix, YearMonth.from(at.atZone(ZoneOffset.UTC))) : name(prefix);
    }

    String index(String prefix, YearMonth month) {
        return name(prefix) + '-' + MONTH.format(month);
    }

    /** What all indices of this kind are asked for by. */
    public String pattern(String prefix) {
        return monthly ? name(prefix) + "-*" : name(prefix);
    }

    String name(String prefix) {
        return prefix + '-' + word();
    }

    /** The month that an index of this kind holds; empty for names that are not ours. */
    Optional<YearMonth> month(String prefix, String index) {
        String start = name(prefix) + '-';
        if (!monthly || !index.startsWith(start)) {
            return Optional.empty();
        }
        try {
            return Optional.of(YearMonth.parse(index.substring(start.length()), MONTH));
        } catch (DateTimeParseException notAMonth) {
            return Optional.empty();
        }
    }
}
