package org.wirewatch.job.operator;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.CompiledTopics;
import org.wirewatch.topic.TopicCompiler;
import org.wirewatch.topic.TopicMatcher;

/**
 * The rules that one subtask matches by, and those that are being compiled to replace them. Compiling runs beside the
 * task, so that a change of a large catalogue stops no article; all methods belong to the task's thread.
 */
final class LiveRules implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRules.class);

    private final TopicCompiler compiler = new TopicCompiler();
    private final TopicMatcher matcher;
    private final ExecutorService beside = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "compile-topics");
        thread.setDaemon(true);
        return thread;
    });
    private CompiledTopics current;
    private CompletableFuture<CompiledTopics> newest;

    LiveRules(CompiledTopics first) {
        current = first;
        matcher = new TopicMatcher(first);
        newest = CompletableFuture.completedFuture(first);
    }

    /** Compiles a catalogue beside the task; {@link #matcher} has it once that is done. */
    void change(Catalogue catalogue) {
        newest = newest.thenApplyAsync(base -> compiled(base, catalogue), beside);
    }

    /** Catalogues are checked before they get here; one that has a mistake all the same changes nothing. */
    private CompiledTopics compiled(CompiledTopics base, Catalogue catalogue) {
        ConfigErrors errors = new ConfigErrors();
        CompiledTopics compiled = compiler.recompile(base, catalogue, errors);
        if (errors.isEmpty()) {
            return compiled;
        }
        LOG.warn("Changed topic files are not in effect, the last good ones are: {}", errors.list());
        return base;
    }

    /** By the newest rules that are compiled. */
    TopicMatcher matcher() {
        if (newest.isDone() && newest.join() != current) {
            current = newest.join();
            matcher.use(current);
        }
        return matcher;
    }

    @Override
    public void close() {
        beside.shutdownNow();
        matcher.close();
    }
}
