package org.wirewatch.job.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;
import org.wirewatch.feed.ParsedFeed;
import org.wirewatch.feed.PollMemory;
import org.wirewatch.feed.PollPolicy;
import org.wirewatch.feed.PollResult;
import org.wirewatch.fetch.Urls;
import org.wirewatch.job.stream.Poll;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Problem;

/**
 * Polls its feeds when they are due.
 *
 * <p>Everything but {@code results}, {@code available} and {@code alarmSet} belongs to the task thread. Client threads add a result and
 * complete the future; {@link #pollNext} takes one, moves that feed's split forward, emits its Poll and plans the next
 * one. As no checkpoint falls inside a {@code pollNext}, validators and entries move together: a poll under way is in
 * the checkpoint as not yet made. Under backpressure {@code pollNext} is not called, so no new poll starts and at most
 * {@link #MAX_UNDER_WAY} results wait.
 */
final class FeedReader implements SourceReader<Poll, FeedSplit> {

    /** Polls at once; a local network with slow servers needs a bound, and 64 answer 50,000 feeds in 15 minutes. */
    static final int MAX_UNDER_WAY = 64;

    /** Between two polls of one host. */
    static final long HOST_PAUSE_MILLIS = 1_000;

    private final FeedCatalogue feeds;
    private final PollPolicy policy;
    private final FeedClient client;
    private final InstantSource clock;

    private final Map<String, FeedSplit> splits = new LinkedHashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private final HostTurns turns = new HostTurns(HOST_PAUSE_MILLIS);
    private int underWay;
    private long plannedWake;

    private volatile boolean alarmSet;
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();
    private final AtomicReference<CompletableFuture<Void>> available =
            new AtomicReference<>(CompletableFuture.completedFuture(null));
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "feed-alarm");
        thread.setDaemon(true);
        return thread;
    });

    FeedReader(FeedCatalogue feeds, PollPolicy policy, FeedClient client, InstantSource clock) {
        this.feeds = feeds;
        this.policy = policy;
        this.client = client;
        this.clock = clock;
    }

    private record Due(String feedId, long at) {}

    private record Result(
            String feedId,
            @Nullable PollResult result,
            @Nullable Throwable failure,
            Instant at) {}

    @Override
    public void start() {}

    @Override
    public void addSplits(List<FeedSplit> added) {
        for (FeedSplit split : added) {
            splits.put(split.feedId(), split);
            due.add(new Due(split.feedId(), split.memory().nextPollMillis()));
        }
        wake();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Poll> output) {
        startDuePolls();
        Result result = results.poll();
        if (result == null) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        output.collect(take(result));
        return results.isEmpty() ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> current = available.get();
        if (current.isDone()) {
            current = new CompletableFuture<>();
            available.set(current);
        }
        long next = underWay < MAX_UNDER_WAY && !due.isEmpty() ? due.peek().at() : Long.MAX_VALUE;
        long now = clock.millis();
        if (!results.isEmpty() || next <= now) {
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
        while (underWay < MAX_UNDER_WAY && !due.isEmpty() && due.peek().at() <= now) {
            String id = due.poll().feedId();
            Feed feed = Objects.requireNonNull(feeds.feed(id), id);
            if (turns.take(host(feed), id, now, this::plan)) {
                start(feed, Objects.requireNonNull(splits.get(id), id).memory());
            }
        }
    }

    private void start(Feed feed, PollMemory memory) {
        underWay++;
        client.poll(feed, memory).whenComplete((result, failure) -> {
            results.add(new Result(feed.id(), result, failure, clock.instant()));
            wake();
        });
    }

    private Poll take(Result result) {
        underWay--;
        Feed feed = Objects.requireNonNull(feeds.feed(result.feedId()), result.feedId());
        if (result.result() == null) {
            throw new IllegalStateException("the poll of feed " + feed.id() + " failed with a bug", result.failure());
        }
        FeedSplit before = Objects.requireNonNull(splits.get(feed.id()), feed.id());
        PollMemory memory = policy.after(feed, before.memory(), result.result(), result.at());
        splits.put(feed.id(), new FeedSplit(feed.id(), memory));
        plan(feed.id(), memory.nextPollMillis());
        turns.finished(host(feed), result.at().toEpochMilli(), rest(result.result()), this::plan);
        return result.result()
                .match(
                        changed -> poll(
                                titled(feed, changed.feed()),
                                result,
                                memory,
                                Poll.Answer.CHANGED,
                                changed.feed(),
                                null),
                        unchanged -> poll(feed, result, memory, Poll.Answer.UNCHANGED, null, null),
                        failed -> poll(feed, result, memory, Poll.Answer.FAILED, null, failed.problem()));
    }

    private static Poll poll(
            Feed feed,
            Result result,
            PollMemory memory,
            Poll.Answer answer,
            @Nullable ParsedFeed parsed,
            @Nullable Problem problem) {
        return new Poll(
                feed,
                result.at(),
                answer,
                parsed == null ? List.of() : parsed.entries(),
                parsed == null ? List.of() : parsed.repairs(),
                problem,
                Instant.ofEpochMilli(memory.nextPollMillis()),
                memory.intervalMillis(),
                memory.failures());
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

    private static long rest(PollResult result) {
        Duration after = result.match(changed -> null, unchanged -> null, PollResult.Failed::retryAfter);
        return after == null ? 0 : after.toMillis();
    }

    private static String host(Feed feed) {
        return Urls.host(feed.url()).orElse(feed.url());
    }

    private void plan(String feedId, long at) {
        due.add(new Due(feedId, at));
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
        return List.copyOf(splits.values());
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {
        alarm.shutdownNow();
        client.close();
    }
}
