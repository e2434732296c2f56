package org.wirewatch.job.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wirewatch.feed.FeedsChange;
import org.wirewatch.feed.FeedsWatch;
import org.wirewatch.feed.PollPolicy;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Ids;

/**
 * Gives each feed to one reader, all feeds of a host to the same, and keeps readers up to date while the feed files
 * change.
 *
 * <p>After a restore the readers report the splits that their state held (the source is a {@code
 * SupportsSplitReassignmentOnRecovery}), and nothing is assigned before all of them have registered: then the reported
 * feeds are handed out again for the parallelism of now, feeds that nobody reported are added fresh, and those that the
 * configuration no longer has are dropped. The same happens after a failure of a task, when this object lives on and
 * all readers register and report again.
 *
 * <p>A reader knows of a feed only what it is told here, so that splits stay small: the configuration of a feed travels
 * in an event before its split. Flink delivers events and splits to one reader in the order in which they were sent. A
 * feed whose address changed is a new poll of an old feed: it starts with an empty memory, and what is new in it is
 * decided by its id as before.
 */
final class FeedEnumerator implements SplitEnumerator<FeedSplit, Collection<FeedSplit>> {

    /** A portion travels in one RPC message, whose size Flink bounds to 10 MB. */
    static final int PORTION = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(FeedEnumerator.class);

    private final SplitEnumeratorContext<FeedSplit> context;
    private final PollPolicy policy;
    private final @Nullable FeedsWatch watch;
    private final Duration lookEvery;
    private final InstantSource clock;
    private final FirstPolls firstPolls;

    private final Map<String, Feed> feeds = new LinkedHashMap<>();
    /** Reported or restored splits that no reader has yet: this is the checkpointed state. */
    private final Map<String, FeedSplit> unassigned = new LinkedHashMap<>();
    /** Feeds that some reader of the current attempt has. */
    private final Set<String> assigned = new HashSet<>();
    /** Made anew whenever all readers have registered. */
    private HostReaders readers = new HostReaders(List.of(), 1);

    private @Nullable FeedsRefused untold;

    /**
     * @param submitted the feeds that the job was started with
     * @param watch looks for changes of them; null where they come from elsewhere than the feed files
     * @param lookEvery how often it looks
     */
    FeedEnumerator(
            SplitEnumeratorContext<FeedSplit> context,
            List<Feed> submitted,
            PollPolicy policy,
            @Nullable FeedsWatch watch,
            Duration lookEvery,
            Collection<FeedSplit> restored,
            InstantSource clock) {
        this.context = context;
        this.policy = policy;
        this.watch = watch;
        this.lookEvery = lookEvery;
        this.clock = clock;
        this.firstPolls = new FirstPolls(policy.startsPerSecond());
        submitted.forEach(feed -> feeds.put(feed.id(), feed));
        restored.forEach(split -> unassigned.put(split.feedId(), split));
    }

    @Override
    public void start() {
        if (watch != null) {
            // The job may have been submitted long ago: without this look, feeds added since would be dropped.
            looked(watch.look(), null);
            context.callAsync(watch::look, this::looked, lookEvery.toMillis(), lookEvery.toMillis());
        }
    }

    private void looked(@Nullable Optional<FeedsChange> change, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("Looking at the feed files failed, they are looked at again", failure);
        } else if (change != null && change.isPresent()) {
            change.get().match(read -> changed(read.feeds()), refused -> refused(refused.message()));
        }
    }

    private boolean refused(String message) {
        LOG.warn("The changed feed files are not in effect: {}", message);
        untold = new FeedsRefused(message, clock.instant());
        tell();
        return false;
    }

    private void tell() {
        if (untold != null && isComplete()) {
            context.sendEventToSourceReader(0, untold);
            untold = null;
        }
    }

    private boolean changed(List<Feed> now) {
        Map<String, Feed> wanted = new LinkedHashMap<>();
        now.forEach(feed -> wanted.put(feed.id(), feed));
        List<Feed> dropped = new ArrayList<>();
        List<Feed> configured = new ArrayList<>();
        for (Feed feed : feeds.values()) {
            Feed other = wanted.get(feed.id());
            if (other == null || !other.url().equals(feed.url())) {
                dropped.add(feed);
            } else if (!other.equals(feed)) {
                configured.add(other);
            }
        }
        feeds.clear();
        feeds.putAll(wanted);
        if (isComplete()) {
            drop(dropped);
            configure(configured);
            feeds.values().stream()
                    .filter(feed -> !assigned.contains(feed.id()))
                    .forEach(readers::add);
            int added = addMissing();
            LOG.info(
                    "The feed files changed: {} feeds added, {} removed, {} configured anew",
                    added,
                    dropped.size(),
                    configured.size());
        } else {
            // Whoever has not registered yet reports its feeds, and all are sorted out then.
            dropped.forEach(feed -> {
                assigned.remove(feed.id());
                unassigned.remove(feed.id());
            });
        }
        return true;
    }

    private void drop(List<Feed> dropped) {
        Map<Integer, List<String>> portions = new LinkedHashMap<>();
        for (Feed feed : dropped) {
            assigned.remove(feed.id());
            portions.computeIfAbsent(readers.of(feed), r -> new ArrayList<>()).add(feed.id());
            readers.remove(feed);
        }
        portions.forEach((reader, ids) -> context.sendEventToSourceReader(reader, FeedsDropped.of(ids)));
    }

    private void configure(List<Feed> configured) {
        Map<Integer, List<Feed>> portions = new LinkedHashMap<>();
        for (Feed feed : configured) {
            portions.computeIfAbsent(readers.of(feed), r -> new ArrayList<>()).add(feed);
        }
        portions.forEach((reader, changed) ->
                inPortions(changed, portion -> context.sendEventToSourceReader(reader, FeedsToPoll.of(portion))));
    }

    @Override
    public void addReader(int subtask) {
        addSplitsBack(context.registeredReaders().get(subtask).getReportedSplitsOnRegistration(), subtask);
        if (isComplete()) {
            readers = new HostReaders(feeds.values(), context.currentParallelism());
            int dropped = assignReported();
            int added = addMissing();
            LOG.info(
                    "{} feeds are polled by {} readers; {} of them are new, {} that the configuration no longer has"
                            + " were dropped",
                    assigned.size(),
                    context.currentParallelism(),
                    added,
                    dropped);
            tell();
        }
    }

    private boolean isComplete() {
        return context.registeredReaders().size() == context.currentParallelism();
    }

    @Override
    public void addSplitsBack(List<FeedSplit> splits, int subtask) {
        for (FeedSplit split : splits) {
            assigned.remove(split.feedId());
            unassigned.put(split.feedId(), split);
        }
    }

    private int assignReported() {
        List<FeedSplit> known = unassigned.values().stream()
                .filter(split -> feeds.containsKey(split.feedId()))
                .toList();
        int dropped = unassigned.size() - known.size();
        unassigned.clear();
        assign(known);
        return dropped;
    }

    /** In an order that has nothing to do with the file's, in which the feeds of a host often follow each other. */
    private int addMissing() {
        Instant now = clock.instant();
        List<FeedSplit> fresh = feeds.values().stream()
                .filter(feed -> !assigned.contains(feed.id()))
                .sorted(Comparator.comparingLong(feed -> Ids.hash64(feed.id())))
                .map(feed -> new FeedSplit(feed.id(), policy.start(feed, firstPolls.next(now), now)))
                .toList();
        assign(fresh);
        return fresh.size();
    }

    private void assign(List<FeedSplit> splits) {
        Map<Integer, List<FeedSplit>> portions = new LinkedHashMap<>();
        for (FeedSplit split : splits) {
            assigned.add(split.feedId());
            portions.computeIfAbsent(readers.of(feeds.get(split.feedId())), r -> new ArrayList<>())
                    .add(split);
        }
        portions.forEach((reader, all) -> inPortions(all, portion -> {
            List<Feed> configured =
                    portion.stream().map(split -> feeds.get(split.feedId())).toList();
            context.sendEventToSourceReader(reader, FeedsToPoll.of(configured));
            context.assignSplits(new SplitsAssignment<>(Map.of(reader, portion)));
        }));
    }

    private static <T> void inPortions(List<T> all, Consumer<List<T>> send) {
        for (int from = 0; from < all.size(); from += PORTION) {
            send.accept(List.copyOf(all.subList(from, Math.min(all.size(), from + PORTION))));
        }
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        // Readers ask for nothing: every feed is assigned as soon as all readers are there.
    }

    @Override
    public Collection<FeedSplit> snapshotState(long checkpoint) {
        return List.copyOf(unassigned.values());
    }

    @Override
    public void close() {}
}
