package org.wirewatch.fetch;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.wirewatch.config.Section;

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

    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final int MOST_AT_ONCE = 100;

    /**
     * What one host is treated like, in place of the common settings.
     *
     * @param delay see {@link PaceSettings#delay()}; robots.txt can only make it longer
     * @param atOnce see {@link PaceSettings#atOnce()}
     * @param obeyRobots false only where the site has agreed: its robots.txt is neither asked for nor obeyed then
     */
    public record HostSettings(Duration delay, int atOnce, boolean obeyRobots) implements Serializable {

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

    /** Whether the robots.txt of this host counts: always, but where the operator says otherwise. */
    boolean obeysRobots(String host) {
        HostSettings own = hosts.get(host);
        HostSettings ofDomain = perDomain ? hosts.get(Urls.registrableDomain(host)) : null;
        return (own == null || own.obeyRobots) && (ofDomain == null || ofDomain.obeyRobots);
    }

    /** Reads {@code http.pace} and {@code http.hosts}. */
    static PaceSettings read(Section http) {
        Section pace = http.section("pace");
        PaceSettings usual = defaults();
        Duration delay = pace.duration("delay", usual.delay, Duration.ZERO, LONGEST_DELAY);
        int atOnce = pace.integer("at-once", usual.atOnce, 1, MOST_AT_ONCE);
        Duration backoff = pace.duration("backoff", usual.backoff, Duration.ofMillis(1), Duration.ofHours(1));
        Duration maxBackoff = pace.duration(
                "max-backoff", longer(usual.maxBackoff, backoff), Duration.ofMillis(1), Duration.ofDays(1));
        if (maxBackoff.compareTo(backoff) < 0) {
            pace.error(
                    "max-backoff",
                    "\"http.pace.max-backoff\" is shorter than \"http.pace.backoff\"",
                    "Make it at least as long");
            maxBackoff = backoff;
        }
        Map<String, HostSettings> hosts = new HashMap<>();
        for (Section host : http.sections("hosts")) {
            String name = host.text("host");
            HostSettings settings = new HostSettings(
                    host.duration("delay", delay, Duration.ZERO, LONGEST_DELAY),
                    host.integer("at-once", atOnce, 1, MOST_AT_ONCE),
                    host.flag("obey-robots", true));
            Optional<String> canonical = Urls.host("http://" + name);
            if (!host.has("host")) {
                continue; // that it is missing has been said
            }
            if (canonical.isEmpty() || name.indexOf('/') >= 0) {
                host.error(
                        "host", "\"" + name + "\" is no host name", "Write it as in a URL, such as news.example.org");
            } else if (hosts.putIfAbsent(canonical.get(), settings) != null) {
                host.error("host", "\"" + name + "\" has settings already", "Keep one of them");
            }
        }
        return new PaceSettings(
                delay,
                atOnce,
                pace.flag("per-domain", usual.perDomain),
                pace.integer("attempts", usual.attempts, 1, 100),
                backoff,
                maxBackoff,
                pace.integer("failures-to-open", usual.failuresToOpen, 1, 1_000),
                pace.duration("max-rest", usual.maxRest, Duration.ofMillis(1), Duration.ofDays(1)),
                pace.duration("max-crawl-delay", usual.maxCrawlDelay, Duration.ZERO, LONGEST_DELAY),
                pace.duration("patience", usual.patience, Duration.ofSeconds(1), Duration.ofDays(7)),
                pace.integer("max-waiting", usual.maxWaiting, 1, 1_000_000),
                hosts);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
