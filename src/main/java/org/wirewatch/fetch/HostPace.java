package org.wirewatch.fetch;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * Politeness towards one host, as pure decisions over what is remembered of it.
 *
 * <p>Who carries them out keeps one {@link HostMemory} and one queue for each {@link #queue} and knows how many requests
 * of it are really under way. Before each request it asks {@link #turn}, and stores what {@link #started} and
 * {@link #answered} return. After a restart it passes each memory through {@link #restored} first, because the newest
 * requests may be missing in what was saved.
 *
 * <p><b>The circuit.</b> A host that fails {@link PaceSettings#failuresToOpen()} times in a row is left alone; after each
 * rest one single request probes it. An answer of any kind, be it a 404, closes the circuit; a failure makes the next
 * rest twice as long, up to {@link PaceSettings#maxRest()}. A 429, and a 503 with {@code Retry-After}, make the host
 * rest at once, for as long as it asks.
 *
 * <p>Jitter is taken from the URL or host and the attempt ({@code Growth}), so that the same input always gives the same
 * decision.
 */
public final class HostPace implements Serializable {

    private static final long serialVersionUID = 1;

    private final PaceSettings settings;

    public HostPace(PaceSettings settings) {
        this.settings = settings;
    }

    /** The queue in which a URL waits: its host or, where that is set, its registrable domain; empty if it is no URL. */
    public Optional<String> queue(String url) {
        return Urls.host(url).map(host -> settings.perDomain() ? Urls.registrableDomain(host) : host);
    }

    /** Whether a request may start now that so many are under way. */
    public Turn turn(String queue, HostMemory memory, int underWay, Instant now) {
        int atOnce = open(memory) ? 1 : of(queue).atOnce();
        if (underWay >= atOnce) {
            return new Turn.Busy();
        }
        long earliest = Math.max(memory.nextStartMillis(), memory.restUntilMillis());
        return now.toEpochMilli() >= earliest ? new Turn.Now() : new Turn.Later(Instant.ofEpochMilli(earliest));
    }

    /** What is remembered once a request has started. */
    public HostMemory started(String queue, HostMemory memory, Instant now) {
        return memory.withNextStart(now.plus(delay(queue, memory)).toEpochMilli());
    }

    /** What is remembered once a request has been answered, in whatever way. */
    public HostMemory answered(String queue, HostMemory memory, FetchOutcome outcome, Instant now) {
        return outcome.match(
                fetched -> recovered(memory), notModified -> recovered(memory), failed -> switch (failed.fault()) {
                    case NO_MEMORY, SHUTTING_DOWN, BAD_URL, ADDRESS_BLOCKED -> memory;
                    default -> failed.fault().ofTheHost() ? failedAgain(queue, memory, failed, now) : recovered(memory);
                });
    }

    /** What is remembered after a restart: the host may have been asked right before it, so a whole pause is due. */
    public HostMemory restored(String queue, HostMemory memory, Instant now) {
        long due = now.plus(delay(queue, memory)).toEpochMilli();
        return memory.withNextStart(Math.max(memory.nextStartMillis(), due));
    }

    /**
     * Whether an entry is tried once more.
     *
     * @param url its address
     * @param attempts how often it has been tried, at least 1
     * @param memory what is remembered of its host, this failure included
     */
    public Retry retry(String url, FetchOutcome.Failed failed, int attempts, HostMemory memory, Instant now) {
        if (!failed.passing() || attempts >= settings.attempts()) {
            return new Retry.Never();
        }
        Duration pause = Growth.doubling(settings.backoff(), attempts - 1, settings.maxBackoff(), url + '#' + attempts);
        Instant rested = Instant.ofEpochMilli(memory.restUntilMillis());
        Instant at = now.plus(pause);
        return new Retry.Again(rested.isAfter(at) ? rested : at);
    }

    /** Whether the host's rest outlasts what an entry that has been waiting since then can wait. */
    public boolean outlasts(HostMemory memory, Instant waitingSince, Instant now) {
        Instant rested = Instant.ofEpochMilli(memory.restUntilMillis());
        return rested.isAfter(now) && rested.isAfter(waitingSince.plus(settings.patience()));
    }

    /** The pause between two starts: the longer one of ours and the one that robots.txt asks for, up to its cap. */
    public Duration delay(String queue, HostMemory memory) {
        Duration crawlDelay = Duration.ofMillis(memory.crawlDelayMillis());
        Duration capped = crawlDelay.compareTo(settings.maxCrawlDelay()) > 0 ? settings.maxCrawlDelay() : crawlDelay;
        Duration own = of(queue).delay();
        return capped.compareTo(own) > 0 ? capped : own;
    }

    /** Whether robots.txt makes us slower than we would be: news of such a host may come late. */
    public boolean isSlowedByRobots(String queue, HostMemory memory) {
        return delay(queue, memory).compareTo(of(queue).delay()) > 0;
    }

    /**
     * What is remembered once robots.txt has been read.
     *
     * @param known all that is known of the origins in this queue; the slowest of them sets the pace
     */
    public HostMemory heard(HostMemory memory, Collection<Robots> known) {
        long slowest = known.stream()
                .map(Robots::crawlDelayMillis)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return memory.withCrawlDelay(slowest);
    }

    private HostMemory recovered(HostMemory memory) {
        return memory.withFailures(0, 0);
    }

    private HostMemory failedAgain(String queue, HostMemory memory, FetchOutcome.Failed failed, Instant now) {
        int failures = Math.min(memory.failures() + 1, 1_000);
        Duration asked = failed.retryAfter();
        boolean refused = failed.fault() == FetchFault.TOO_MANY_REQUESTS;
        if (asked != null) {
            return memory.withFailures(failures, now.plus(asked).toEpochMilli());
        }
        int growth = refused ? failures - 1 : failures - settings.failuresToOpen();
        if (growth < 0) {
            return memory.withFailures(failures, 0);
        }
        Duration rest = Growth.doubling(settings.backoff(), growth, settings.maxRest(), queue + '#' + failures);
        return memory.withFailures(failures, now.plus(rest).toEpochMilli());
    }

    private boolean open(HostMemory memory) {
        return memory.failures() >= settings.failuresToOpen();
    }

    private PaceSettings.HostSettings of(String queue) {
        PaceSettings.HostSettings own = settings.hosts().get(queue);
        return own != null ? own : new PaceSettings.HostSettings(settings.delay(), settings.atOnce(), true);
    }
}
