package org.wirewatch.job.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import org.wirewatch.feed.ParsedFeed;
import org.wirewatch.feed.PollMemory;
import org.wirewatch.feed.PollPolicy;
import org.wirewatch.feed.PollResult;
import org.wirewatch.job.stream.FeedReport;
import org.wirewatch.job.stream.Poll;
import org.wirewatch.job.stream.PollPlan;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Problem;

/**
 * Polls its feeds when they are due.
 *
 * <p>Everything but {@code results}, {@code available} and {@code alarmSet} belongs to the task thread. Client threads
 * add a result and complete the future; {@link #pollNext} takes one, moves that feed's split forward, emits its Poll and
 * plans the next one. As no checkpoint falls inside a {@code pollNext}, validators and entries move together: a poll
 * under way is in the checkpoint as not yet made. Under backpressure {@code pollNext} is not called, so no new poll
 * starts and at most {@link #MAX_UNDER_WAY} results wait.
 *
 * <p>How its feeds are configured it learns from the enumerator's events, before their splits and whenever it changes.
 */
final class FeedReader implements SourceReader<FeedReport, FeedSplit> {

    /**
     * Polls at once. 50,000 feeds at one poll per 15 minutes start 55 a second; if one in ten of them never answered,
     * about 165 would always hang until their deadline of 30 s.
     */
    static final int MAX_UNDER_WAY = 256;

    /** Between two polls of one host. */
    static final long HOST_PAUSE_MILLIS = 1_000;

    private final PollPolicy policy;
    private final FeedClient client;
    private final InstantSource clock;

    private final Map<String, Feed> configured = new HashMap<>();
    private final Map<String, PolledFeed> feeds = new LinkedHashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private final HostTurns<PolledFeed> turns = new HostTurns<>(HOST_PAUSE_MILLIS);
    private final StartRate rate = new StartRate();
    private final Queue<Problem> problems = new ArrayDeque<>();
    private long plannedWake;

    /** Written by the task thread only, read by whoever reports metrics. */
    private volatile int underWay;

    private volatile int watched;
    private volatile int failing;

    private volatile boolean alarmSet;
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();
    private final AtomicReference<CompletableFuture<Void>> available =
            new AtomicReference<>(CompletableFuture.completedFuture(null));
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "feed-alarm");
        thread.setDaemon(true);
        return thread;
    });

    FeedReader(PollPolicy policy, FeedClient client, InstantSource clock) {
        this.policy = policy;
        this.client = client;
        this.clock = clock;
    }

    /** Offers how its feeds are, for this subtask: how many there are, fail, and are being asked now. */
    void report(MetricGroup metrics) {
        metrics.<Integer, Gauge<Integer>>gauge("feedsWatched", () -> watched);
        metrics.<Integer, Gauge<Integer>>gauge("feedsFailing", () -> failing);
        metrics.<Integer, Gauge<Integer>>gauge("pollsUnderWay", () -> underWay);
    }

    /** Valid as long as the feed is still to be polled at that time. */
    private record Due(PolledFeed feed, long at) {}

    /** @param host where it was asked, whose turn it had */
    private record Result(
            PolledFeed feed,
            String host,
            @Nullable PollResult result,
            @Nullable Throwable failure,
            Instant at) {}

    @Override
    public void start() {}

    @Override
    public void addSplits(List<FeedSplit> added) {
        for (FeedSplit split : added) {
            Feed feed = Objects.requireNonNull(configured.remove(split.feedId()), split.feedId());
            PolledFeed polled = new PolledFeed(feed, split.memory());
            feeds.put(split.feedId(), polled);
            count(split.memory(), 1);
            watched = feeds.size();
            plan(polled, split.memory().nextPollMillis());
        }
        wake();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof FeedsToPoll told) {
            told.feeds().forEach(this::configure);
        } else if (event instanceof FeedsDropped dropped) {
            dropped.feedIds().forEach(this::drop);
        } else if (event instanceof FeedsRefused refused) {
            problems.add(refused.problem());
        } else {
            throw new IllegalArgumentException("an event that no enumerator of feeds sends: " + event);
        }
        wake();
    }

    private void configure(Feed feed) {
        PolledFeed polled = feeds.get(feed.id());
        if (polled == null) {
            configured.put(feed.id(), feed);
            return;
        }
        polled.configure(feed);
        remember(polled, policy.configured(feed, polled.memory(), clock.instant()));
        if (!polled.isUnderWay()) {
            plan(polled, polled.memory().nextPollMillis());
        }
    }

    private void drop(String feedId) {
        PolledFeed dropped = feeds.remove(feedId);
        if (dropped != null) {
            count(dropped.memory(), -1);
        }
        watched = feeds.size();
    }

    private void remember(PolledFeed polled, PollMemory memory) {
        count(polled.memory(), -1);
        count(memory, 1);
        polled.remember(memory);
    }

    /** @param sign 1 for a feed that is polled like this from now on, -1 for one that no longer is */
    private void count(PollMemory memory, int sign) {
        rate.count(memory.intervalMillis(), sign);
        failing += memory.failures() > 0 ? sign : 0;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<FeedReport> output) {
        startDuePolls();
        Problem problem = problems.poll();
        if (problem != null) {
            output.collect(FeedReport.of(problem));
            return InputStatus.MORE_AVAILABLE;
        }
        Result result = results.poll();
        if (result == null) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        take(result).map(FeedReport::of).ifPresent(output::collect);
        return results.isEmpty() ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> current = available.get();
        if (current.isDone()) {
            current = new CompletableFuture<>();
            available.set(current);
        }
        long next =
                underWay < MAX_UNDER_WAY && !due.isEmpty() ? Math.max(due.peek().at(), rate.freeAt()) : Long.MAX_VALUE;
        long now = clock.millis();
        if (!results.isEmpty() || !problems.isEmpty() || next <= now) {
            current.complete(null);
        } else if (next < Long.MAX_VALUE && (!alarmSet || next < plannedWake)) {
            plannedWake = next;
            alarmSet = true;
            alarm.schedule(this::ring, next - now, TimeUnit.MILLISECONDS);
        }
        return current;
    }

    private void startDuePolls() {
        long now = clock.millis();
        while (underWay < MAX_UNDER_WAY && !due.isEmpty() && due.peek().at() <= now && rate.freeAt() <= now) {
            PolledFeed feed = due.poll().feed();
            // Neither one that was dropped or dropped and added again, nor one that was planned twice.
            if (feeds.get(feed.feed().id()) == feed
                    && !feed.isUnderWay()
                    && feed.memory().nextPollMillis() <= now
                    && turns.take(feed.host(), feed, now, this::plan)) {
                rate.started(now);
                start(feed);
            }
        }
    }

    private void start(PolledFeed feed) {
        underWay += 1;
        feed.setUnderWay(true);
        String host = feed.host();
        client.poll(feed.feed(), feed.memory()).whenComplete((result, failure) -> {
            results.add(new Result(feed, host, result, failure, clock.instant()));
            wake();
        });
    }

    /** Empty for a feed that was dropped while its poll was under way. */
    private Optional<Poll> take(Result result) {
        underWay -= 1;
        PolledFeed polled = result.feed();
        polled.setUnderWay(false);
        Feed feed = polled.feed();
        if (result.result() == null) {
            throw new IllegalStateException("the poll of feed " + feed.id() + " failed with a bug", result.failure());
        }
        free(result.host(), result.result(), result.at());
        if (feeds.get(feed.id()) != polled) {
            return Optional.empty();
        }
        PollMemory memory = policy.after(feed, polled.memory(), result.result(), result.at());
        remember(polled, memory);
        plan(polled, memory.nextPollMillis());
        return Optional.of(poll(polled, result.result(), result.at()));
    }

    private Poll poll(PolledFeed polled, PollResult result, Instant at) {
        Feed feed = polled.feed();
        PollMemory memory = polled.memory();
        ParsedFeed parsed = result.match(PollResult.Changed::feed, unchanged -> null, failed -> null);
        return new Poll(
                parsed == null ? feed : titled(feed, parsed),
                at,
                result.match(
                        changed -> Poll.Answer.CHANGED,
                        unchanged -> Poll.Answer.UNCHANGED,
                        failed -> Poll.Answer.FAILED),
                parsed == null ? List.of() : parsed.entries(),
                parsed == null ? List.of() : parsed.repairs(),
                result.match(PollResult.Changed::cut, unchanged -> null, PollResult.Failed::problem),
                result.match(PollResult.Changed::bytes, PollResult.Unchanged::bytes, failed -> 0),
                new PollPlan(
                        memory.nextPoll(),
                        memory.intervalMillis(),
                        policy.usualInterval(feed, memory).toMillis(),
                        memory.rhythm().perDay(),
                        memory.failures(),
                        memory.move().to(),
                        !memory.validatorsDistrusted(),
                        memory.gone()));
    }

    private static Feed titled(Feed feed, ParsedFeed parsed) {
        return feed.title() != null || parsed.title() == null
                ? feed
                : new Feed(
                        feed.id(),
                        feed.url(),
                        parsed.title(),
                        feed.language(),
                        feed.country(),
                        feed.timeZone(),
                        feed.tags(),
                        feed.pollMinMillis(),
                        feed.pollMaxMillis());
    }

    private void free(String host, PollResult result, Instant at) {
        boolean refused = result.match(
                changed -> false, unchanged -> false, failed -> failed.outlook() == PollResult.Failed.Outlook.BUSY);
        if (!refused) {
            turns.finished(host, at.toEpochMilli(), this::plan);
            return;
        }
        Duration asked = result.match(changed -> null, unchanged -> null, PollResult.Failed::retryAfter);
        Instant until = Instant.ofEpochMilli(
                turns.refused(host, at.toEpochMilli(), refusals -> policy.hostRest(refusals, asked), this::plan));
        // In the splits, and so in the next checkpoint: a restart must not ask the host again at once.
        for (PolledFeed feed : feeds.values()) {
            if (feed.host().equals(host)) {
                remember(feed, policy.postponed(feed.memory(), until));
                plan(feed, feed.memory().nextPollMillis());
            }
        }
    }

    private void plan(PolledFeed feed, long at) {
        due.add(new Due(feed, at));
    }

    private void ring() {
        alarmSet = false;
        wake();
    }

    private void wake() {
        available.get().complete(null);
    }

    @Override
    public List<FeedSplit> snapshotState(long checkpoint) {
        return feeds.values().stream().map(PolledFeed::split).toList();
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {
        alarm.shutdownNow();
        client.close();
    }
}
