package org.wirewatch.job.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.CompiledTopics;
import org.wirewatch.topic.TopicCompiler;

/**
 * Looks at the folder at an interval, on a thread of its own, and keeps only the newest change until it is taken. Files
 * with a mistake are told here, once, and go no further.
 */
final class TopicFolderReader implements SourceReader<CatalogueChange, NoSplit> {

    private final Path configFolder;
    private final Duration interval;
    private final InstantSource clock;
    private final TopicCompiler compiler = new TopicCompiler();
    private final AtomicReference<@Nullable CatalogueChange> change = new AtomicReference<>();
    private final AtomicReference<CompletableFuture<Void>> available = new AtomicReference<>(new CompletableFuture<>());
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "topic-folder");
        thread.setDaemon(true);
        return thread;
    });

    /** Belongs to the watching thread; none before the first look, as a restored job may hold any catalogue. */
    private String lastVersion = "";
    /** Belongs to the watching thread: an unreadable folder is told once, not at every look. */
    private boolean unreadable;

    /** Belongs to the watching thread: the last catalogue without an error, so that a change costs what it changes. */
    private @Nullable CompiledTopics good;

    TopicFolderReader(Path configFolder, Duration interval, InstantSource clock) {
        this.configFolder = configFolder;
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
            Catalogue catalogue = Catalogue.load(configFolder);
            unreadable = false;
            if (!catalogue.version().equals(lastVersion)) {
                lastVersion = catalogue.version();
                ConfigErrors errors = new ConfigErrors();
                CompiledTopics compiled = good == null
                        ? compiler.compile(catalogue, errors)
                        : compiler.recompile(good, catalogue, errors);
                if (errors.isEmpty()) {
                    good = compiled;
                    offer(CatalogueChange.of(catalogue));
                } else {
                    offer(CatalogueChange.without(RulesProblems.refused(errors.list(), now)));
                }
            }
        } catch (IOException | RuntimeException failure) {
            if (!unreadable) {
                offer(CatalogueChange.without(RulesProblems.unreadable(configFolder, failure, now)));
            }
            unreadable = true;
        }
    }

    private void offer(CatalogueChange newest) {
        change.set(newest);
        available.get().complete(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<CatalogueChange> output) {
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
        if (change.get() != null) {
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
