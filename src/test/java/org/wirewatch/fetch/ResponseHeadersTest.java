package org.wirewatch.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from single headers: dates, {@code Retry-After}, freshness. */
class ResponseHeadersTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Duration CAP = Duration.ofHours(6);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            120                                | PT2M
            0                                  | PT0S
            86400                              | PT6H
            99999999999999999999               | PT6H
            Wed, 04 Mar 2026 05:08:07 GMT      | PT2M
            Wednesday, 04-Mar-26 05:08:07 GMT  | PT2M
            Wed Mar  4 05:08:07 2026           | PT2M
            Wed, 04 Mar 2026 05:00:00 GMT      | PT0S
            Wed, 04 Mar 2099 05:00:00 GMT      | PT6H
            -5                                 |
            1.5                                |
            soon                               |
            ''                                 |
            """)
    void retryAfterIsASecondsCountOrADateUpToTheCap(String header, @Nullable Duration wait) {
        assertThat(RetryAfter.read(header, NOW, CAP).orElse(null)).isEqualTo(wait);
    }

    @Property(tries = 1_000)
    void noRetryAfterIsLongerThanTheCapOrNegative(@ForAll String header, @ForAll long seconds) {
        for (String text : new String[] {header, Long.toString(seconds), " " + seconds + ' '}) {
            RetryAfter.read(text, NOW, CAP).ifPresent(wait -> assertThat(wait).isBetween(Duration.ZERO, CAP));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            max-age=60                 |                               |     | PT1M
            public, MAX-AGE="60"       |                               |     | PT1M
            max-age=60                 |                               | 20  | PT40S
            max-age=60                 |                               | 90  |
            max-age=0                  | Wed, 04 Mar 2026 06:06:07 GMT |     |
            no-store, max-age=60       |                               |     |
            no-cache                   | Wed, 04 Mar 2026 06:06:07 GMT |     |
            s-maxage=60                |                               |     |
            x-max-age=60               |                               |     |
            max-age=99999999           |                               |     | P30D
                                       | Wed, 04 Mar 2026 06:06:07 GMT |     | PT1H
                                       | Wed, 04 Mar 2026 05:00:00 GMT |     |
                                       | 0                             |     |
                                       |                               |     |
            """)
    void freshnessIsWhatTheServerSaysItIs(
            @Nullable String cacheControl, @Nullable String expires, @Nullable String age, @Nullable Duration fresh) {
        Map<String, String> headers = new HashMap<>();
        if (cacheControl != null) {
            headers.put("cache-control", cacheControl);
        }
        if (expires != null) {
            headers.put("expires", expires);
        }
        if (age != null) {
            headers.put("age", age);
        }

        assertThat(Freshness.of(headers, NOW)).isEqualTo(fresh);
    }
}
