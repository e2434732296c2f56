package org.wirewatch.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long an answer stays fresh (RFC 9111, 4.2.1, for a cache of its own: {@code s-maxage} does not count). */
final class Freshness {

    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])max-age\\s*=\\s*\"?(\\d{1,9})");
    private static final Pattern FORBIDDEN = Pattern.compile("(?:^|[\\s,])no-(?:store|cache)(?:[\\s,]|$)");
    private static final Duration LONGEST = Duration.ofDays(30);

    private Freshness() {}

    /** At most 30 days; null if the headers say nothing, or that the answer is stale at once. */
    static @Nullable Duration of(Map<String, String> headers, Instant now) {
        String control = headers.getOrDefault("cache-control", "").toLowerCase(Locale.ROOT);
        if (FORBIDDEN.matcher(control).find()) {
            return null;
        }
        Matcher maxAge = MAX_AGE.matcher(control);
        if (maxAge.find()) {
            return usable(Duration.ofSeconds(Long.parseLong(maxAge.group(1))).minus(age(headers)));
        }
        Optional<Instant> expires = Optional.ofNullable(headers.get("expires")).flatMap(HttpDate::read);
        if (expires.isEmpty()) {
            return null;
        }
        Instant date =
                Optional.ofNullable(headers.get("date")).flatMap(HttpDate::read).orElse(now);
        return usable(Duration.between(date, expires.get()).minus(age(headers)));
    }

    private static Duration age(Map<String, String> headers) {
        String age = headers.getOrDefault("age", "").strip();
        return age.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(age)) : Duration.ZERO;
    }

    private static @Nullable Duration usable(Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero()) {
            return null;
        }
        return lifetime.compareTo(LONGEST) > 0 ? LONGEST : lifetime;
    }
}
