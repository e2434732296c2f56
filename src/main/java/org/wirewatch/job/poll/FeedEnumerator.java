package org.wirewatch.job.poll;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each feed to one reader, all feeds of a host to the same.
 *
 * <p>After a restore the readers report the splits that their state held (the source is a {@code
 * SupportsSplitReassignmentOnRecovery}), and nothing is assigned before all of them have registered: then the reported
 * feeds are handed out again for the parallelism of now, feeds that nobody reported are added fresh, and those that the
 * configuration no longer has are dropped. The same happens after a failure of a task, when this object lives on and
 * all readers register and report again.
 */
final class FeedEnumerator implements SplitEnumerator<FeedSplit, Collection<FeedSplit>> {

    /** A portion travels in one RPC message, whose size Flink bounds to 10 MB. */
    static final int PORTION = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(FeedEnumerator.class);

    private final SplitEnumeratorContext<FeedSplit> context;
    private final FeedCatalogue feeds;
    /** Reported or restored splits that no reader has yet: this is the checkpointed state. */
    private final Map<String, FeedSplit> unassigned = new LinkedHashMap<>();
    /** Feeds that some reader of the current attempt has. */
    private final Set<String> assigned = new HashSet<>();

    FeedEnumerator(SplitEnumeratorContext<FeedSplit> context, FeedCatalogue feeds, Collection<FeedSplit> restored) {
        this.context = context;
        this.feeds = feeds;
        restored.forEach(split -> unassigned.put(split.feedId(), split));
    }

    @Override
    public void start() {}

    @Override
    public void addReader(int subtask) {
        ReaderInfo reader = context.registeredReaders().get(subtask);
        List<FeedSplit> reported = reader.getReportedSplitsOnRegistration();
        for (FeedSplit split : reported) {
            assigned.remove(split.feedId());
            unassigned.put(split.feedId(), split);
        }
        if (context.registeredReaders().size() == context.currentParallelism()) {
            assignAll();
        }
    }

    @Override
    public void addSplitsBack(List<FeedSplit> splits, int subtask) {
        for (FeedSplit split : splits) {
            assigned.remove(split.feedId());
            unassigned.put(split.feedId(), split);
        }
    }

    private void assignAll() {
        for (String id : feeds.ids()) {
            if (!assigned.contains(id)) {
                unassigned.computeIfAbsent(id, feeds::freshSplit);
            }
        }
        Map<Integer, List<FeedSplit>> portions = new LinkedHashMap<>();
        int dropped = 0;
        for (FeedSplit split : unassigned.values()) {
            if (!feeds.has(split.feedId())) {
                dropped++;
                continue;
            }
            int reader = feeds.readerOf(split.feedId(), context.currentParallelism());
            List<FeedSplit> portion = portions.computeIfAbsent(reader, r -> new ArrayList<>());
            portion.add(split);
            assigned.add(split.feedId());
            if (portion.size() == PORTION) {
                context.assignSplits(new SplitsAssignment<>(Map.of(reader, List.copyOf(portion))));
                portion.clear();
            }
        }
        portions.forEach((reader, portion) -> {
            if (!portion.isEmpty()) {
                context.assignSplits(new SplitsAssignment<>(Map.of(reader, List.copyOf(portion))));
            }
        });
        LOG.info(
                "{} feeds are polled by {} readers; {} that the configuration no longer has were dropped",
                assigned.size(),
                context.currentParallelism(),
                dropped);
        unassigned.clear();
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
