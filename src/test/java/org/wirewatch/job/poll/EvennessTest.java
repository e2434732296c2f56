package org.wirewatch.job.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wirewatch.feed.PollMemory;
import org.wirewatch.feed.PollPolicy;
import org.wirewatch.feed.PollResult;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Validators;

/**
 * When 50,000 feeds are polled, minute by minute, by the very classes that decide it and a clock of the test's own. One
 * reader, and answers that take no time.
 */
class EvennessTest {

    private static final int FEEDS = 50_000;
    private static final Duration INTERVAL = Duration.ofMinutes(15);
    private static final long MINUTE = 60_000;
    private static final double MEAN_A_MINUTE = FEEDS / 15.0;
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final PollPolicy policy = new PollPolicy(PollSettings.defaults());
    private final List<Feed> feeds =
            IntStream.range(0, FEEDS).mapToObj(EvennessTest::feed).toList();
    private final StartRate rate = new StartRate();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));

    private record Due(Feed feed, PollMemory memory, long at) {}

    private static Feed feed(int number) {
        return new Feed(
                "f" + number,
                "https://h" + number + ".example/feed",
                null,
                null,
                null,
                null,
                List.of(),
                INTERVAL.toMillis(),
                INTERVAL.toMillis());
    }

    private void start() {
        FirstPolls firstPolls = new FirstPolls(policy.startsPerSecond());
        feeds.forEach(feed -> plan(feed, policy.start(feed, firstPolls.next(NOW), NOW)));
    }

    private void plan(Feed feed, PollMemory memory) {
        due.add(new Due(feed, memory, memory.nextPollMillis()));
    }

    /** Polls so many minutes, and tells how many polls each had. */
    private int[] run(Instant from, int minutes) {
        int[] polls = new int[minutes];
        long begin = from.toEpochMilli();
        long end = begin + minutes * MINUTE;
        long now = begin;
        while (true) {
            now = Math.max(Math.max(now, due.element().at()), rate.freeAt());
            if (now >= end) {
                return polls;
            }
            Due poll = due.remove();
            rate.started(now);
            polls[(int) ((now - begin) / MINUTE)]++;
            plan(
                    poll.feed(),
                    policy.after(
                            poll.feed(),
                            poll.memory(),
                            new PollResult.Unchanged(Validators.NONE, null, 0, null),
                            Instant.ofEpochMilli(now)));
        }
    }

    private static int busiest(int[] polls) {
        return Arrays.stream(polls).max().orElseThrow();
    }

    @Test
    void noMinuteHasThreeTimesTheMeanFromTheFirstOneOn() {
        feeds.forEach(feed -> rate.count(INTERVAL.toMillis(), 1));
        start();
        int[] polls = run(NOW, 120);

        assertThat(polls[0]).as("at most 50 a second at first").isBetween(2_990, 3_010);
        assertThat(busiest(polls)).isLessThan((int) (3 * MEAN_A_MINUTE));
        assertThat(busiest(Arrays.copyOfRange(polls, 60, 120))).isLessThan((int) (1.5 * MEAN_A_MINUTE));
    }

    @Test
    void afterTwoHoursWithoutTheMonitorTheOverdueFeedsAreCaughtUpWithWithoutARush() {
        feeds.forEach(feed -> rate.count(INTERVAL.toMillis(), 1));
        start();
        run(NOW, 60);
        Instant later = NOW.plus(Duration.ofHours(3));
        int[] polls = run(later, 90);

        assertThat(busiest(polls)).isLessThan((int) (3 * MEAN_A_MINUTE));
        assertThat(Arrays.stream(polls).limit(8).sum())
                .as("all once within 8 minutes")
                .isGreaterThanOrEqualTo(FEEDS);
        assertThat(busiest(Arrays.copyOfRange(polls, 30, 90))).isLessThan((int) (2.2 * MEAN_A_MINUTE));
    }

    @Test
    void aFewOverdueFeedsAreAskedAtOnce() {
        feeds.subList(0, 40).forEach(feed -> {
            rate.count(INTERVAL.toMillis(), 1);
            plan(feed, policy.start(feed, NOW, NOW));
        });
        long last = 0;
        for (int i = 0; i < 40; i++) {
            Due poll = due.remove();
            last = Math.max(last, Math.max(poll.at(), rate.freeAt()));
            rate.started(last);
        }

        assertThat(last - NOW.toEpochMilli()).isLessThan(1_000);
    }
}
