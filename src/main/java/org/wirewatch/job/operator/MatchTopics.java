package org.wirewatch.job.operator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.wirewatch.alert.AlertPolicy;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.job.stream.CatalogueChange;
import org.wirewatch.job.stream.MatchedArticle;
import org.wirewatch.model.Article;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.CompiledTopics;
import org.wirewatch.topic.MatchOutcome;
import org.wirewatch.topic.TopicCompiler;
import org.wirewatch.topic.TopicFile;
import org.wirewatch.topic.TopicMatcher;

/**
 * Finds the topics that an article mentions.
 *
 * <p>The catalogue that was submitted travels in the operator; broadcast state holds the newest one that was read while
 * the job ran, with the hash of the submitted one that it changed: after a restart with another catalogue the submitted
 * one counts. The matcher is made in {@code initializeState}, before any article. A changed catalogue with an error is
 * reported, and the last good one stays.
 *
 * <p>Not keyed. Time: none. Changes reach every subtask, each at its own moment between two articles.
 */
public final class MatchTopics extends BroadcastProcessFunction<Article, CatalogueChange, MatchedArticle>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1;

    /** File name to text, and under {@link #SUBMITTED} the hash of the submitted catalogue; replaced as a whole. */
    public static final MapStateDescriptor<String, String> CHANGED =
            new MapStateDescriptor<>("changed-catalogue", Types.STRING, Types.STRING);

    /** No file can have this name. */
    private static final String SUBMITTED = "/submitted";

    private final Catalogue submitted;

    private transient TopicMatcher matcher;
    private transient Catalogue current;
    private transient AlertPolicy policy;

    /** @param submitted compiles without an error; checked before the job was submitted */
    public MatchTopics(Catalogue submitted) {
        this.submitted = submitted;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        BroadcastState<String, String> changed = context.getOperatorStateStore().getBroadcastState(CHANGED);
        Map<String, String> files = new HashMap<>();
        changed.immutableEntries().forEach(file -> files.put(file.getKey(), file.getValue()));
        String base = files.remove(SUBMITTED);
        current = submitted.version().equals(base) ? catalogue(files) : submitted;
        ConfigErrors errors = new ConfigErrors();
        CompiledTopics compiled = new TopicCompiler().compile(current, errors);
        errors.throwIfAny();
        matcher = new TopicMatcher(compiled);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // Broadcast state is written by Flink; nothing else is kept.
    }

    @Override
    public void open(OpenContext context) {
        policy = new AlertPolicy();
    }

    @Override
    public void processElement(Article article, ReadOnlyContext context, Collector<MatchedArticle> out) {
        MatchOutcome outcome = matcher.match(article.title(), article.body(), article.language());
        outcome.problems()
                .forEach(problem -> context.output(
                        SideOutputs.PROBLEMS, problem.of(article.feed().id(), 1)));
        out.collect(new MatchedArticle(article, policy.alerts(article, outcome.matches())));
    }

    @Override
    public void processBroadcastElement(CatalogueChange change, Context context, Collector<MatchedArticle> out)
            throws Exception {
        Instant now = Instant.ofEpochMilli(context.currentProcessingTime());
        if (change.unreadable() != null) {
            context.output(SideOutputs.PROBLEMS, JobProblems.rulesUnreadable(change.unreadable(), now));
            return;
        }
        Map<String, String> files = change.files();
        Catalogue changed = catalogue(files);
        if (changed.version().equals(current.version())) {
            return;
        }
        ConfigErrors errors = new ConfigErrors();
        CompiledTopics compiled = new TopicCompiler().compile(changed, errors);
        if (!errors.isEmpty()) {
            context.output(
                    SideOutputs.PROBLEMS, JobProblems.rulesRefused(errors.list().toString(), now));
            return;
        }
        TopicMatcher before = matcher;
        matcher = new TopicMatcher(compiled);
        current = changed;
        before.close();
        BroadcastState<String, String> state = context.getBroadcastState(CHANGED);
        state.clear();
        state.putAll(files);
        state.put(SUBMITTED, submitted.version());
    }

    @Override
    public void close() {
        if (matcher != null) {
            matcher.close();
        }
    }

    private static Catalogue catalogue(Map<String, String> files) {
        List<TopicFile> list = new ArrayList<>();
        new TreeMap<>(files).forEach((name, text) -> list.add(new TopicFile(name, text)));
        return new Catalogue(list);
    }
}
