package org.wirewatch.fetch;

import java.io.Serializable;
import java.time.Duration;
import org.wirewatch.config.Section;

/**
 * How robots.txt is kept and asked for; {@code http.robots} in the settings.
 *
 * @param lifetime how long rules count before they are asked for again. RFC 9309, 2.4, wants no more than 24 hours; a
 *     server's shorter {@code Cache-Control: max-age} shortens it, down to {@link #SHORTEST_LIFETIME}.
 * @param maxBytes so much of a robots.txt is read, after decompression
 * @param hold how long pages wait after a robots.txt could not be had for the first time; it doubles with every further
 *     failure
 * @param maxHold longest such wait
 * @param respectNoindex whether the text of a page that says {@code noindex} stays unstored
 */
public record RobotsSettings(Duration lifetime, int maxBytes, Duration hold, Duration maxHold, boolean respectNoindex)
        implements Serializable {

    /** However short a server says that its robots.txt stays fresh: each time costs one request of the host's pace. */
    public static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(10);

    /** RFC 9309, 2.5: at least 500 KiB are read. */
    private static final int LEAST_BYTES = 500 << 10;

    public RobotsSettings {
        if (lifetime.compareTo(SHORTEST_LIFETIME) < 0) {
            throw new IllegalArgumentException("lifetime " + lifetime + ": want at least " + SHORTEST_LIFETIME);
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("max bytes " + maxBytes + ": want at least 1");
        }
        if (hold.isNegative() || hold.isZero() || maxHold.compareTo(hold) < 0) {
            throw new IllegalArgumentException("hold " + hold + ".." + maxHold + ": want 0 < hold <= max hold");
        }
    }

    /** A day, 500 KiB, and holding pages back from one minute to one hour. */
    public static RobotsSettings defaults() {
        return new RobotsSettings(Duration.ofHours(24), LEAST_BYTES, Duration.ofMinutes(1), Duration.ofHours(1), true);
    }

    /** Reads {@code http.robots}. */
    static RobotsSettings read(Section http) {
        Section robots = http.section("robots");
        RobotsSettings usual = defaults();
        Duration hold = robots.duration("hold", usual.hold, Duration.ofMillis(1), Duration.ofHours(1));
        Duration usualMax = usual.maxHold.compareTo(hold) > 0 ? usual.maxHold : hold;
        Duration maxHold = robots.duration("max-hold", usualMax, Duration.ofMillis(1), Duration.ofDays(1));
        if (maxHold.compareTo(hold) < 0) {
            robots.error(
                    "max-hold",
                    "\"http.robots.max-hold\" is shorter than \"http.robots.hold\"",
                    "Make it at least as long");
            maxHold = hold;
        }
        return new RobotsSettings(
                robots.duration("lifetime", usual.lifetime, SHORTEST_LIFETIME, usual.lifetime),
                (int) robots.bytes("max-size", usual.maxBytes, LEAST_BYTES, 8 << 20),
                hold,
                maxHold,
                robots.flag("respect-noindex", usual.respectNoindex));
    }
}
