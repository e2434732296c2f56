package org.wirewatch.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header (RFC 9110, 10.2.3), in seconds or as a date. */
final class RetryAfter {

    private RetryAfter() {}

    /** From now; never negative, never above the cap, empty if the header is absent or senseless. */
    static Optional<Duration> read(@Nullable String header, Instant now, Duration cap) {
        if (header == null) {
            return Optional.empty();
        }
        String text = header.strip();
        if (text.matches("\\d+")) {
            boolean huge = text.length() > 9;
            return Optional.of(shorter(huge ? cap : Duration.ofSeconds(Long.parseLong(text)), cap));
        }
        return HttpDate.read(text).map(date -> {
            Duration wait = Duration.between(now, date);
            return wait.isNegative() ? Duration.ZERO : shorter(wait, cap);
        });
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
