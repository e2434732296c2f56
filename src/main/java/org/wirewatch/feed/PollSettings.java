package org.wirewatch.feed;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Section;

/**
 * How feeds are polled, the same for all of them.
 *
 * @param min the shortest interval of a feed that sets none of its own
 * @param max the longest, likewise
 * @param startsPerSecond so many feeds at most are polled for the first time within a second, however many start
 *     together
 * @param effort the interval of a feed that publishes one entry an hour. Others follow the square root of their rate:
 *     four times the entries, half the interval. This is the one knob between delay and number of requests
 * @param hintMax a publisher's wish to be asked less often ({@code ttl}, {@code sy:}, max-age) is granted up to this
 * @param fullEvery a feed is asked without validators at least so often, because some servers' validators lie
 * @param backoffMax the longest pause of a failing feed; the server's own Retry-After may ask for up to
 *     {@link #retryAfterMax}
 * @param retryAfterMax a longer Retry-After is cut to this
 * @param freshFor on a feed's first poll only entries younger than this count as news
 */
public record PollSettings(
        Duration min,
        Duration max,
        int startsPerSecond,
        Duration effort,
        Duration hintMax,
        Duration fullEvery,
        Duration backoffMax,
        Duration retryAfterMax,
        Duration freshFor)
        implements Serializable {

    public PollSettings {
        Objects.requireNonNull(freshFor, "freshFor");
        if (min.isNegative() || min.isZero() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("poll bounds " + min + ".." + max + ": want 0 < min <= max");
        }
        if (startsPerSecond < 1) {
            throw new IllegalArgumentException(startsPerSecond + " starts a second: want at least 1");
        }
    }

    /** What holds where nothing is configured. */
    public static PollSettings defaults() {
        return new PollSettings(
                Duration.ofMinutes(1),
                Duration.ofHours(6),
                50,
                Duration.ofMinutes(13),
                Duration.ofMinutes(15),
                Duration.ofDays(1),
                Duration.ofHours(6),
                Duration.ofDays(1),
                Duration.ofDays(1));
    }

    /**
     * The section {@code poll} of wirewatch.yaml: {@code min, max, starts-per-second, effort, hint-max, full-every,
     * backoff-max, retry-after-max, fresh-for}, all but the number of starts durations.
     *
     * @param errors takes the mistakes; what is wrong has its default
     */
    public static PollSettings read(Section poll, ConfigErrors errors) {
        PollSettings standard = defaults();
        Duration second = Duration.ofSeconds(1);
        Duration week = Duration.ofDays(7);
        Duration min = poll.duration("min", standard.min, second, week);
        Duration max = poll.duration("max", standard.max, second, week);
        if (max.compareTo(min) < 0) {
            poll.error(
                    poll.has("max") ? "max" : "min",
                    "the shortest interval is longer than the longest one",
                    "make min the smaller one of the two; max is 6h where it is not set");
            min = standard.min;
            max = standard.max;
        }
        PollSettings settings = new PollSettings(
                min,
                max,
                poll.integer("starts-per-second", standard.startsPerSecond, 1, 10_000),
                poll.duration("effort", standard.effort, second, week),
                poll.duration("hint-max", standard.hintMax, Duration.ZERO, week),
                poll.duration("full-every", standard.fullEvery, second, Duration.ofDays(30)),
                poll.duration("backoff-max", standard.backoffMax, second, week),
                poll.duration("retry-after-max", standard.retryAfterMax, second, week),
                poll.duration("fresh-for", standard.freshFor, Duration.ZERO, Duration.ofDays(365)));
        poll.done();
        return settings;
    }
}
