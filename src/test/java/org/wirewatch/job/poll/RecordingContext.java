package org.wirewatch.job.poll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Problem;

/**
 * The coordinator's side of readers that do nothing but apply what they are told, in its order: what a reader would poll
 * with which configuration. Calls that are to be made asynchronously are made when the test says so.
 */
final class RecordingContext implements SplitEnumeratorContext<FeedSplit> {

    private int parallelism;
    private final Map<Integer, ReaderInfo> registered = new HashMap<>();
    private final Map<Integer, Map<String, FeedSplit>> splits = new HashMap<>();
    private final Map<Integer, Map<String, Feed>> configured = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Integer> portions = new ArrayList<>();
    private final List<Runnable> calls = new ArrayList<>();

    RecordingContext(int parallelism) {
        this.parallelism = parallelism;
    }

    /** All readers register, with the splits that they were left with. */
    void register(FeedEnumerator enumerator, Map<Integer, List<FeedSplit>> reported) {
        registered.clear();
        splits.clear();
        configured.clear();
        for (int reader = 0; reader < parallelism; reader++) {
            registered.put(
                    reader, ReaderInfo.createReaderInfo(reader, "here", reported.getOrDefault(reader, List.of())));
            enumerator.addReader(reader);
        }
    }

    /** All tasks fail. */
    void unregister() {
        registered.clear();
    }

    void rescale(int readers) {
        parallelism = readers;
    }

    /** Makes the asynchronous calls that are due. */
    void look() {
        calls.forEach(Runnable::run);
    }

    /** Feed ids by reader. */
    Map<Integer, List<String>> polled() {
        Map<Integer, List<String>> ids = new LinkedHashMap<>();
        splits.forEach(
                (reader, own) -> ids.put(reader, own.keySet().stream().sorted().toList()));
        return ids;
    }

    List<FeedSplit> splitsOf(int reader) {
        return List.copyOf(splits.getOrDefault(reader, Map.of()).values());
    }

    FeedSplit split(String feedId) {
        return splits.values().stream()
                .filter(own -> own.containsKey(feedId))
                .map(own -> own.get(feedId))
                .findFirst()
                .orElseThrow();
    }

    Feed configuration(String feedId) {
        return configured.values().stream()
                .filter(own -> own.containsKey(feedId))
                .map(own -> own.get(feedId))
                .findFirst()
                .orElseThrow();
    }

    List<Problem> problems() {
        return problems;
    }

    /** The sizes of all assignments so far. */
    List<Integer> portions() {
        return portions;
    }

    @Override
    public void sendEventToSourceReader(int reader, SourceEvent event) {
        Map<String, Feed> feeds = configured.computeIfAbsent(reader, r -> new LinkedHashMap<>());
        if (event instanceof FeedsToPoll told) {
            told.feeds().forEach(feed -> feeds.put(feed.id(), feed));
        } else if (event instanceof FeedsDropped dropped) {
            dropped.feedIds().forEach(id -> {
                feeds.remove(id);
                splits.get(reader).remove(id);
            });
        } else {
            problems.add(((FeedsRefused) event).problem());
        }
    }

    @Override
    public void assignSplits(SplitsAssignment<FeedSplit> assignment) {
        assignment.assignment().forEach((reader, assigned) -> {
            portions.add(assigned.size());
            for (FeedSplit split : assigned) {
                if (!configured.getOrDefault(reader, Map.of()).containsKey(split.feedId())) {
                    throw new AssertionError("reader " + reader + " does not know how " + split.feedId() + " is asked");
                }
                if (splits.computeIfAbsent(reader, r -> new LinkedHashMap<>()).put(split.feedId(), split) != null) {
                    throw new AssertionError(split.feedId() + " was assigned twice");
                }
            }
        });
    }

    @Override
    public int currentParallelism() {
        return parallelism;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return registered;
    }

    @Override
    public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> handler, long delay, long period) {
        calls.add(() -> {
            T result;
            try {
                result = call.call();
            } catch (Exception failure) {
                handler.accept(null, failure);
                return;
            }
            handler.accept(result, null);
        });
    }

    @Override
    public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> handler) {
        throw new UnsupportedOperationException("the enumerator looks again and again");
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
    }

    @Override
    public void signalNoMoreSplits(int reader) {
        throw new UnsupportedOperationException("feeds never end");
    }

    @Override
    public void runInCoordinatorThread(Runnable work) {
        work.run();
    }
}
