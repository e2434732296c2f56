package org.wirewatch.feed;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Ids;
import org.wirewatch.model.Validators;

/**
 * When a feed is asked next, and how.
 *
 * <p>For a given number of requests the mean delay of an entry is least when each feed's interval is inversely
 * proportional to the square root of its rate: a feed of rate r polled every I adds r·I/2 of delay and 1/I of requests,
 * and the sum of both is stationary at I = c/√r. The rate here is that of the hour of the week ({@link Rhythm}), so the
 * interval also breathes with the newsroom's day. The constant c is {@link PollSettings#effort}.
 *
 * <p>Tried in {@code PollSimulation} (test sources; 300 feeds, three weeks, rates over four powers of ten): at 92
 * requests a feed and day the mean delay is 3.2 minutes where a fixed interval of 15 minutes, with 96 requests, has 7.5;
 * halving the interval after news and doubling it otherwise has 20.9 at 35 requests, where this policy has 7.4 at 40
 * (with an effort of 30 minutes).
 *
 * <p>Everything else moves that moment only within the feed's bounds: hints of the publisher up to
 * {@link PollSettings#hintMax}, forbidden hours, and a jitter of a tenth that is derived from the feed and the count of
 * polls, so that it is the same in a replay. A failing feed waits twice as long after every failure, up to
 * {@link PollSettings#backoffMax}, and is never given up. One that is gone (410) has ended and is only looked at again
 * after a day and then every week. Of permanent redirects see {@link Move}.
 *
 * <p>Pure: no clock, no randomness.
 */
public final class PollPolicy implements Serializable {

    private static final double JITTER = 0.1;
    private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final double HOURS_A_DAY = 24;
    /** A feed that will not pass by itself (404, no feed) is asked no more often than this. */
    private static final Duration BROKEN_MIN = Duration.ofMinutes(10);
    /** The first rest of a host that asks for fewer requests and does not say for how long. */
    private static final Duration HOST_REST = Duration.ofMinutes(1);
    /** A feed that is gone (410) is looked at once more, because some servers say so by mistake, … */
    static final Duration GONE_FIRST = Duration.ofDays(1);
    /** … and after that so rarely that it costs nothing. */
    static final Duration GONE_THEN = Duration.ofDays(7);
    /** Beyond this doubling has long met every bound. */
    private static final int MAX_DOUBLINGS = 16;

    private final PollSettings settings;

    public PollPolicy(PollSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** So many feeds at most are polled for the first time within a second. */
    public int startsPerSecond() {
        return settings.startsPerSecond();
    }

    /**
     * The hash by which a body is recognised: two checksums of 32 bits that processors compute. It need not withstand a
     * forger, who would only keep his own news from us, and costs a quarter of SHA-256.
     */
    public static long bodyHash(byte[] body) {
        CRC32 one = new CRC32();
        one.update(body);
        CRC32C other = new CRC32C();
        other.update(body);
        return one.getValue() << 32 | other.getValue();
    }

    /** Whether a body with this hash is the last one again. */
    public boolean sameBody(PollMemory memory, long bodyHash) {
        return memory.bodies() > 0 && memory.bodyHash() == bodyHash;
    }

    /** The memory of a feed that was never asked and is asked first at that moment. */
    public PollMemory start(Feed feed, Instant firstPoll, Instant now) {
        return new PollMemory(
                clamp(feed, settings.effort().toMillis()),
                firstPoll.toEpochMilli(),
                now.toEpochMilli(),
                now.toEpochMilli(),
                0,
                0,
                0,
                0,
                0,
                0,
                Validators.NONE,
                false,
                PublisherHints.NONE,
                Rhythm.UNKNOWN,
                Move.NONE,
                false);
    }

    /** The memory of a feed that is configured otherwise from now on: it is asked within its new bounds at once. */
    public PollMemory configured(Feed feed, PollMemory memory, Instant now) {
        long latest = now.plusMillis(feed.pollMaxMillis()).toEpochMilli();
        return memory.planned(clamp(feed, memory.intervalMillis()), Math.min(memory.nextPollMillis(), latest));
    }

    /** What to send with a poll that starts now: none when a full poll is due or the server's validators lied. */
    public Validators validators(PollMemory memory, Instant now) {
        return memory.validatorsDistrusted() || fullPollIsDue(memory, now) ? Validators.NONE : memory.validators();
    }

    private boolean fullPollIsDue(PollMemory memory, Instant now) {
        long since = now.toEpochMilli() - memory.lastFullPollMillis();
        return since >= settings.fullEvery().toMillis() || since >= silenceThatAsksForAFullPoll(memory);
    }

    /** A feed that is silent against its habit may be hidden behind a 304 that lies. */
    private long silenceThatAsksForAFullPoll(PollMemory memory) {
        double gapMillis = HOURS_A_DAY * HOUR_MILLIS / Math.max(memory.rhythm().perDay(), 0.01);
        return (long) Math.max(10 * gapMillis, 10.0 * memory.intervalMillis());
    }

    /** The memory after a poll that ended now. */
    public PollMemory after(Feed feed, PollMemory memory, PollResult result, Instant now) {
        return result.match(
                changed -> afterChanged(feed, memory, changed, now),
                unchanged -> afterUnchanged(feed, memory, unchanged, now),
                failed -> afterFailed(feed, memory, failed, now));
    }

    private PollMemory afterChanged(Feed feed, PollMemory memory, PollResult.Changed changed, Instant now) {
        List<Entry> entries = changed.feed().entries();
        Rhythm rhythm = memory.bodies() == 0 ? firstImpression(entries, now) : observed(memory, entries, now);
        boolean lied = memory.validatorsDistrusted() || (memory.bodies() > 0 && repeats(memory, changed, entries));
        PublisherHints hints = changed.feed().hints();
        long interval = interval(feed, rhythm, now);
        return new PollMemory(
                interval,
                next(feed, memory, atLeast(interval, hints, changed.freshness()), hints, now),
                now.toEpochMilli(),
                validators(memory, now).equals(Validators.NONE) ? now.toEpochMilli() : memory.lastFullPollMillis(),
                memory.polls() + 1,
                0,
                memory.bodies() + 1,
                changed.bodyHash(),
                newestKey(entries),
                newestMillis(entries),
                changed.validators(),
                lied,
                hints,
                rhythm,
                memory.move().after(memory.address(feed), changed.movedTo()),
                false);
    }

    /** Whether a changed feed came with the very validators by which the server would have said 304. */
    private static boolean repeats(PollMemory memory, PollResult.Changed changed, List<Entry> entries) {
        String etag = memory.validators().etag();
        String modified = memory.validators().lastModified();
        boolean sameEtag = etag != null && etag.equals(changed.validators().etag());
        boolean sameModified = etag == null
                && modified != null
                && modified.equals(changed.validators().lastModified());
        return (sameEtag || sameModified) && newestKey(entries) != memory.newestKey();
    }

    private PollMemory afterUnchanged(Feed feed, PollMemory memory, PollResult.Unchanged unchanged, Instant now) {
        Rhythm rhythm = memory.bodies() == 0 ? memory.rhythm() : memory.rhythm().observed(0, elapsed(memory, now));
        long interval = interval(feed, rhythm, now);
        Validators fresh = unchanged.validators();
        return new PollMemory(
                interval,
                next(feed, memory, atLeast(interval, memory.hints(), unchanged.freshness()), memory.hints(), now),
                now.toEpochMilli(),
                validators(memory, now).equals(Validators.NONE) ? now.toEpochMilli() : memory.lastFullPollMillis(),
                memory.polls() + 1,
                0,
                memory.bodies(),
                memory.bodyHash(),
                memory.newestKey(),
                memory.newestMillis(),
                new Validators(
                        fresh.etag() == null ? memory.validators().etag() : fresh.etag(),
                        fresh.lastModified() == null ? memory.validators().lastModified() : fresh.lastModified()),
                memory.validatorsDistrusted(),
                memory.hints(),
                rhythm,
                memory.move().after(memory.address(feed), unchanged.movedTo()),
                false);
    }

    private PollMemory afterFailed(Feed feed, PollMemory memory, PollResult.Failed failed, Instant now) {
        int failures = memory.failures() + 1;
        boolean gone = failed.outlook() == PollResult.Failed.Outlook.GONE;
        long next = now.toEpochMilli() + jittered(feed, memory, pause(feed, memory, failed, failures));
        if (failed.retryAfter() != null) {
            long asked = Math.min(
                    failed.retryAfter().toMillis(), settings.retryAfterMax().toMillis());
            next = Math.max(next, now.toEpochMilli() + asked);
        }
        return new PollMemory(
                memory.intervalMillis(),
                next,
                now.toEpochMilli(),
                memory.lastFullPollMillis(),
                memory.polls() + 1,
                failures,
                memory.bodies(),
                memory.bodyHash(),
                memory.newestKey(),
                memory.newestMillis(),
                memory.validators(),
                memory.validatorsDistrusted(),
                memory.hints(),
                memory.rhythm(),
                memory.move().afterFailures(failures),
                gone);
    }

    private long pause(Feed feed, PollMemory memory, PollResult.Failed failed, int failures) {
        if (failed.outlook() == PollResult.Failed.Outlook.GONE) {
            return (memory.gone() ? GONE_THEN : GONE_FIRST).toMillis();
        }
        boolean lasting = failed.outlook() == PollResult.Failed.Outlook.LASTING;
        long base = Math.max(memory.intervalMillis(), lasting ? floorOfBroken(feed) : 0);
        long cap = Math.max(base, settings.backoffMax().toMillis());
        return Math.min(cap, base << Math.min(failures - 1, MAX_DOUBLINGS));
    }

    private static long floorOfBroken(Feed feed) {
        return Math.min(BROKEN_MIN.toMillis(), feed.pollMaxMillis());
    }

    private static Duration elapsed(PollMemory memory, Instant now) {
        return Duration.ofMillis(Math.max(1, now.toEpochMilli() - memory.lastPollMillis()));
    }

    /** The first body shows the past: as many entries as it has dates for, over the time that they span. */
    private static Rhythm firstImpression(List<Entry> entries, Instant now) {
        List<Instant> dates = entries.stream()
                .map(Entry::published)
                .filter(Objects::nonNull)
                .filter(date -> !date.isAfter(now))
                .toList();
        if (dates.size() < 2) {
            return Rhythm.UNKNOWN;
        }
        Instant oldest = dates.stream().min(Instant::compareTo).orElseThrow();
        double days = Math.max(Duration.between(oldest, now).toMillis(), HOUR_MILLIS) / HOUR_MILLIS / HOURS_A_DAY;
        Rhythm rhythm = Rhythm.UNKNOWN.withPerDay(dates.size() / days);
        for (Instant date : dates) {
            rhythm = rhythm.publishedAt(date);
        }
        return rhythm;
    }

    private static Rhythm observed(PollMemory memory, List<Entry> entries, Instant now) {
        int fresh = 0;
        Rhythm rhythm = memory.rhythm();
        for (Entry entry : entries) {
            Instant published = entry.published();
            if (published != null && published.toEpochMilli() > memory.newestMillis() && !published.isAfter(now)) {
                fresh++;
                rhythm = rhythm.publishedAt(published);
            }
        }
        if (fresh == 0 && newestKey(entries) != memory.newestKey()) {
            fresh = 1;
            rhythm = rhythm.publishedAt(now);
        }
        return rhythm.observed(fresh, elapsed(memory, now));
    }

    private static long newestKey(List<Entry> entries) {
        return entries.isEmpty() ? 0 : EntryKeys.identity(entries.get(0));
    }

    private static long newestMillis(List<Entry> entries) {
        return entries.stream()
                .map(Entry::published)
                .filter(Objects::nonNull)
                .mapToLong(Instant::toEpochMilli)
                .max()
                .orElse(0);
    }

    /** The time in which the feed's expected entries use up one poll's worth of effort, within the feed's bounds. */
    private long interval(Feed feed, Rhythm rhythm, Instant now) {
        double effort = settings.effort().toMillis();
        double spent = 0;
        Instant hour = now;
        long limit = feed.pollMaxMillis();
        while (Duration.between(now, hour).toMillis() < limit) {
            Instant end = hour.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            double perMilli = Math.sqrt(rhythm.rateAt(hour) / HOURS_A_DAY) / effort;
            double length = Duration.between(hour, end).toMillis();
            if (spent + perMilli * length >= 1) {
                double rest = (1 - spent) / perMilli;
                return clamp(feed, Duration.between(now, hour).toMillis() + (long) rest);
            }
            spent += perMilli * length;
            hour = end;
        }
        return limit;
    }

    /** The interval of this rhythm on average over a week, within the feed's bounds. */
    public Duration usualInterval(Feed feed, PollMemory memory) {
        double aPoll = settings.effort().toMillis() / memory.rhythm().meanRootRate();
        return Duration.ofMillis(clamp(feed, (long) Math.min(aPoll, Long.MAX_VALUE / 2)));
    }

    /**
     * How long a host rests, with all its feeds.
     *
     * @param refusals how many polls in a row it has refused (429, 503), at least 1
     * @param retryAfter what it asked for, null if nothing: then it rests longer each time
     */
    public Duration hostRest(int refusals, @Nullable Duration retryAfter) {
        if (retryAfter != null) {
            return retryAfter.compareTo(settings.retryAfterMax()) < 0 ? retryAfter : settings.retryAfterMax();
        }
        long growing = HOST_REST.toMillis() << Math.min(refusals - 1, MAX_DOUBLINGS);
        return Duration.ofMillis(Math.min(growing, settings.backoffMax().toMillis()));
    }

    /** The memory of a feed whose host rests until then. */
    public PollMemory postponed(PollMemory memory, Instant until) {
        return memory.planned(memory.intervalMillis(), Math.max(memory.nextPollMillis(), until.toEpochMilli()));
    }

    private long atLeast(long interval, PublisherHints hints, @Nullable Duration freshness) {
        long wish = Math.max(hints.ttlMillis(), freshness == null ? 0 : freshness.toMillis());
        return Math.max(interval, Math.min(wish, settings.hintMax().toMillis()));
    }

    private long next(Feed feed, PollMemory memory, long pause, PublisherHints hints, Instant now) {
        Instant latest = now.plusMillis(feed.pollMaxMillis());
        Instant next = now.plusMillis(jittered(feed, memory, clamp(feed, pause)));
        while (hints.skips(next) && next.isBefore(latest)) {
            next = next.plus(1, ChronoUnit.HOURS);
        }
        return Math.min(next.toEpochMilli(), latest.toEpochMilli());
    }

    private static long clamp(Feed feed, long millis) {
        return Math.max(feed.pollMinMillis(), Math.min(millis, feed.pollMaxMillis()));
    }

    private static long jittered(Feed feed, PollMemory memory, long millis) {
        return (long) (millis * (1 - JITTER + 2 * JITTER * fraction(feed, memory.polls() + 1)));
    }

    /** A number in 0..1 that depends on nothing but the feed and the count of its polls. */
    private static double fraction(Feed feed, int polls) {
        return (Ids.hash64(feed.url() + '\n' + polls) >>> 11) * 0x1.0p-53;
    }
}
