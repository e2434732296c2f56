package org.wirewatch.fetch;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * How hosts are treated.
 *
 * @param delay shortest time between the starts of two requests to one host
 * @param atOnce requests under way to one host, at least 1
 * @param perDomain whether all hosts of one registrable domain share one queue
 * @param attempts how often one entry is tried at most, the first one included
 * @param backoff pause after the first failure; it doubles with every further one
 * @param maxBackoff longest such pause
 * @param failuresToOpen consecutive failures of a host after which its circuit opens
 * @param maxRest longest time a host is left alone before it is probed again
 * @param maxCrawlDelay a longer {@code Crawl-delay} of robots.txt counts as this
 * @param patience how long an entry waits for a host that is resting before it is given up
 * @param maxWaiting entries that wait for one host; beyond it the oldest is given up
 * @param hosts settings of single hosts, by host name
 */
public record PaceSettings(
        Duration delay,
        int atOnce,
        boolean perDomain,
        int attempts,
        Duration backoff,
        Duration maxBackoff,
        int failuresToOpen,
        Duration maxRest,
        Duration maxCrawlDelay,
        Duration patience,
        int maxWaiting,
        Map<String, HostSettings> hosts)
        implements Serializable {

    /**
     * What one host is treated like, in place of the common settings.
     *
     * @param delay see {@link PaceSettings#delay()}; robots.txt can only make it longer
     * @param atOnce see {@link PaceSettings#atOnce()}
     */
    public record HostSettings(Duration delay, int atOnce) implements Serializable {

        public HostSettings {
            requirePace(delay, atOnce);
        }
    }

    public PaceSettings {
        requirePace(delay, atOnce);
        if (attempts < 1 || failuresToOpen < 1 || maxWaiting < 1) {
            throw new IllegalArgumentException("attempts " + attempts + ", failures to open " + failuresToOpen
                    + ", max waiting " + maxWaiting + ": want at least 1 of each");
        }
        if (backoff.isNegative() || backoff.isZero() || maxBackoff.compareTo(backoff) < 0) {
            throw new IllegalArgumentException(
                    "backoff " + backoff + ".." + maxBackoff + ": want 0 < backoff <= max backoff");
        }
        hosts = Map.copyOf(hosts);
    }

    private static void requirePace(Duration delay, int atOnce) {
        if (delay.isNegative() || atOnce < 1) {
            throw new IllegalArgumentException(
                    "delay " + delay + ", at once " + atOnce + ": want delay >= 0 and at once >= 1");
        }
    }

    /** One request a second and two at once. */
    public static PaceSettings defaults() {
        return new PaceSettings(
                Duration.ofSeconds(1),
                2,
                false,
                4,
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                5,
                Duration.ofMinutes(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                2_000,
                Map.of());
    }
}
