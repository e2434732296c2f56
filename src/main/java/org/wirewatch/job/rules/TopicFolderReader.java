package org.wirewatch.job.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.job.stream.CatalogueChange;
import org.wirewatch.model.Problem;
import org.wirewatch.notify.SubscriptionsFile;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.CompiledTopics;
import org.wirewatch.topic.Topic;
import org.wirewatch.topic.TopicCompiler;
import org.wirewatch.topic.TopicFile;

/**
 * Looks at the topic files and the subscriptions at an interval, on a thread of its own, and keeps only the newest change
 * until it is taken. Files with a mistake are told here, once, and go no further: of topics and of subscriptions the last
 * good ones stay, each for itself.
 */
final class TopicFolderReader implements SourceReader<CatalogueChange, NoSplit> {

    private final Path configFolder;
    private final Path subscriptionsFile;
    private final Duration interval;
    private final InstantSource clock;
    private final TopicCompiler compiler = new TopicCompiler();
    private final AtomicReference<@Nullable CatalogueChange> change = new AtomicReference<>();
    /** At most two for each change on disk. */
    private final Queue<Problem> problems = new ConcurrentLinkedQueue<>();

    private final AtomicReference<CompletableFuture<Void>> available = new AtomicReference<>(new CompletableFuture<>());
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "topic-folder");
        thread.setDaemon(true);
        return thread;
    });

    /** Belongs to the watching thread, as all below; none before the first look, as a restored job may hold anything. */
    private String lastTopics = "";

    private String lastSubscriptions = "/none";
    /** An unreadable folder is told once, not at every look. */
    private boolean unreadable;

    /** The last catalogue without an error, so that a change costs what it changes. */
    private @Nullable CompiledTopics good;

    private @Nullable Catalogue goodTopics;
    private List<TopicFile> goodWords = List.of();
    private @Nullable String goodSubscriptions;

    TopicFolderReader(Path configFolder, Path subscriptionsFile, Duration interval, InstantSource clock) {
        this.configFolder = configFolder;
        this.subscriptionsFile = subscriptionsFile;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public void start() {
        watch.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        Instant now = clock.instant();
        try {
            Catalogue topics = Catalogue.load(configFolder);
            String subscriptions = SubscriptionsFile.text(subscriptionsFile);
            unreadable = false;
            boolean changed = false;
            boolean otherTopics = !topics.version().equals(lastTopics);
            if (otherTopics) {
                lastTopics = topics.version();
                changed = topicsChanged(topics, now);
            }
            if (otherTopics || !subscriptions.equals(lastSubscriptions)) {
                lastSubscriptions = subscriptions;
                changed = subscriptionsChanged(subscriptions, now) || changed;
            }
            if (changed && goodTopics != null && goodSubscriptions != null) {
                change.set(CatalogueChange.of(goodTopics.with(goodWords), goodSubscriptions));
                available.get().complete(null);
            }
        } catch (IOException | RuntimeException failure) {
            if (!unreadable) {
                tell(RulesProblems.unreadable(configFolder, failure, now));
            }
            unreadable = true;
        }
    }

    private boolean topicsChanged(Catalogue topics, Instant now) {
        ConfigErrors errors = new ConfigErrors();
        CompiledTopics compiled =
                good == null ? compiler.compile(topics, errors) : compiler.recompile(good, topics, errors);
        if (!errors.isEmpty()) {
            tell(RulesProblems.refused(errors.list(), now));
            return false;
        }
        good = compiled;
        goodTopics = topics;
        return true;
    }

    private boolean subscriptionsChanged(String subscriptions, Instant now) {
        ConfigErrors errors = new ConfigErrors();
        List<String> known =
                good == null ? null : good.topics().stream().map(Topic::id).toList();
        SubscriptionsFile.Contents contents =
                SubscriptionsFile.parse(subscriptionsFile.toString(), subscriptions, known, errors);
        if (!errors.isEmpty()) {
            tell(RulesProblems.subscriptionsRefused(errors.list(), now));
            return false;
        }
        boolean other = !subscriptions.equals(goodSubscriptions);
        goodSubscriptions = subscriptions;
        goodWords = contents.topics();
        return other;
    }

    private void tell(Problem problem) {
        problems.add(problem);
        available.get().complete(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<CatalogueChange> output) {
        Problem problem = problems.poll();
        if (problem != null) {
            output.collect(CatalogueChange.without(problem));
            return InputStatus.MORE_AVAILABLE;
        }
        CatalogueChange newest = change.getAndSet(null);
        if (newest != null) {
            output.collect(newest);
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (available.get().isDone()) {
            available.set(new CompletableFuture<>());
        }
        if (change.get() != null || !problems.isEmpty()) {
            available.get().complete(null);
        }
        return available.get();
    }

    @Override
    public List<NoSplit> snapshotState(long checkpoint) {
        return List.of();
    }

    @Override
    public void addSplits(List<NoSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
