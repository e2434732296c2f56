package org.wirewatch.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Precision;
import org.wirewatch.model.Validators;

/**
 * Polls a world of feeds with several policies and prints the mean delay of an entry beside the number of requests.
 *
 * <p>The world: feeds of {@link GeneratedRhythm}, one in 20 of them dead. All policies see the same entries; the first week is for learning and does
 * not count.
 *
 * <pre>java -cp ... org.wirewatch.feed.PollSimulation [FEEDS [EFFORT_MINUTES...]]</pre>
 */
final class PollSimulation {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration WARM_UP = Duration.ofDays(7);
    private static final Duration LENGTH = Duration.ofDays(21);
    private static final int SHOWN = 30;
    private static final long SEED = 4;

    /** When a feed is asked again. */
    private interface Policy {
        /** @param fresh entries that are new in this poll; @return when to ask next */
        Instant next(int feed, List<Instant> fresh, Instant now);
    }

    record Result(double meanDelayMinutes, double requestsAFeedAndDay, double worstMinuteOverMean) {}

    private final List<List<Instant>> world;

    PollSimulation(int feeds) {
        Random random = new Random(SEED);
        world = new ArrayList<>();
        for (int i = 0; i < feeds; i++) {
            boolean dead = random.nextInt(20) == 0;
            world.add(dead ? List.of() : GeneratedRhythm.of(random).moments(START.minus(WARM_UP), START.plus(LENGTH)));
        }
    }

    Result fixed(Duration interval) {
        Random random = new Random(SEED);
        return run(
                (feed, fresh, now) -> now.plus(interval),
                feed -> START.minus(WARM_UP).plusMillis(random.nextLong(interval.toMillis())));
    }

    /** Half the interval after a poll with news, double it after one without. */
    Result halving() {
        Duration[] intervals = new Duration[world.size()];
        return run(
                (feed, fresh, now) -> {
                    Duration interval = intervals[feed] == null ? Duration.ofMinutes(15) : intervals[feed];
                    Duration moved = fresh.isEmpty() ? interval.multipliedBy(2) : interval.dividedBy(2);
                    intervals[feed] = max(Duration.ofMinutes(1), min(Duration.ofHours(6), moved));
                    return now.plus(intervals[feed]);
                },
                feed -> START.minus(WARM_UP).plusSeconds(feed % 900));
    }

    Result learnt(Duration effort) {
        PollSettings standard = PollSettings.defaults();
        PollPolicy policy = new PollPolicy(new PollSettings(
                standard.min(),
                standard.max(),
                standard.startsPerSecond(),
                effort,
                standard.hintMax(),
                standard.fullEvery(),
                standard.backoffMax(),
                standard.retryAfterMax(),
                standard.freshFor()));
        List<Feed> feeds = new ArrayList<>();
        PollMemory[] memories = new PollMemory[world.size()];
        for (int i = 0; i < world.size(); i++) {
            Feed feed = new Feed(
                    "f" + i,
                    "https://f" + i + ".example/",
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    standard.min().toMillis(),
                    standard.max().toMillis());
            feeds.add(feed);
            memories[i] = policy.start(feed, START.minus(WARM_UP), START.minus(WARM_UP));
        }
        return run(
                (feed, fresh, now) -> {
                    PollResult result = fresh.isEmpty() && memories[feed].bodies() > 0
                            ? new PollResult.Unchanged(Validators.NONE, null, 0, null)
                            : new PollResult.Changed(
                                    parsed(feed, now), Validators.NONE, now.toEpochMilli(), null, 0, null, null);
                    memories[feed] = policy.after(feeds.get(feed), memories[feed], result, now);
                    return memories[feed].nextPoll();
                },
                feed -> memories[feed].nextPoll());
    }

    /** What the feed shows now: its newest entries. */
    private ParsedFeed parsed(int feed, Instant now) {
        List<Instant> moments = world.get(feed);
        List<Entry> entries = new ArrayList<>();
        for (int i = moments.size() - 1; i >= 0 && entries.size() < SHOWN; i--) {
            if (!moments.get(i).isAfter(now)) {
                entries.add(new Entry(
                        "g" + i,
                        null,
                        "t" + i,
                        null,
                        null,
                        List.of(),
                        moments.get(i),
                        Precision.SECOND,
                        null,
                        null,
                        List.of(),
                        null,
                        List.of(),
                        null));
            }
        }
        return new ParsedFeed(null, null, null, entries, List.of(), PublisherHints.NONE);
    }

    private Result run(Policy policy, java.util.function.IntFunction<Instant> first) {
        PriorityQueue<Poll> queue = new PriorityQueue<>();
        for (int feed = 0; feed < world.size(); feed++) {
            queue.add(new Poll(first.apply(feed), feed));
        }
        int[] seen = new int[world.size()];
        int[] perMinute = new int[(int) LENGTH.toMinutes() + 1];
        long requests = 0;
        double delays = 0;
        long counted = 0;
        Instant end = START.plus(LENGTH);
        while (queue.element().at().isBefore(end)) {
            Poll poll = queue.remove();
            List<Instant> moments = world.get(poll.feed());
            List<Instant> fresh = new ArrayList<>();
            while (seen[poll.feed()] < moments.size()
                    && !moments.get(seen[poll.feed()]).isAfter(poll.at())) {
                Instant moment = moments.get(seen[poll.feed()]++);
                fresh.add(moment);
                if (!moment.isBefore(START)) {
                    delays += Duration.between(moment, poll.at()).toMillis() / 60_000.0;
                    counted++;
                }
            }
            if (!poll.at().isBefore(START)) {
                requests++;
                perMinute[(int) Duration.between(START, poll.at()).toMinutes()]++;
            }
            queue.add(new Poll(policy.next(poll.feed(), fresh, poll.at()), poll.feed()));
        }
        double mean = (double) requests / LENGTH.toMinutes();
        int worst = java.util.Arrays.stream(perMinute).max().orElse(0);
        return new Result(delays / counted, (double) requests / world.size() / LENGTH.toDays(), worst / mean);
    }

    private record Poll(Instant at, int feed) implements Comparable<Poll> {
        @Override
        public int compareTo(Poll other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Integer.compare(feed, other.feed) : byTime;
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** {@code [FEEDS [EFFORT_MINUTES...]]} */
    public static void main(String[] args) {
        PollSimulation simulation = new PollSimulation(args.length > 0 ? Integer.parseInt(args[0]) : 1_000);
        System.out.println("| policy | mean delay, min | requests a feed and day | busiest minute / mean |");
        System.out.println("|---|---|---|---|");
        for (int minutes : new int[] {5, 15, 60}) {
            print("every " + minutes + " min", simulation.fixed(Duration.ofMinutes(minutes)));
        }
        print("halving and doubling, 1 min to 6 h", simulation.halving());
        double[] efforts = args.length > 1
                ? java.util.Arrays.stream(args)
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray()
                : new double[] {PollSettings.defaults().effort().toMinutes()};
        for (double effort : efforts) {
            print(
                    String.format(Locale.ROOT, "learnt rhythm, effort %.1f min", effort),
                    simulation.learnt(Duration.ofMillis((long) (effort * 60_000))));
        }
    }

    private static void print(String name, Result result) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f |%n",
                name,
                result.meanDelayMinutes(),
                result.requestsAFeedAndDay(),
                result.worstMinuteOverMean());
    }
}
