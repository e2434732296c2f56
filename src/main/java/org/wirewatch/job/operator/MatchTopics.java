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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wirewatch.alert.AlertPolicy;
import org.wirewatch.alert.FloodBrake;
import org.wirewatch.alert.FloodMemory;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.job.stream.CatalogueChange;
import org.wirewatch.job.stream.MatchedArticle;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Article;
import org.wirewatch.model.Measure;
import org.wirewatch.model.Problem;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.CompiledTopics;
import org.wirewatch.topic.MatchOutcome;
import org.wirewatch.topic.Topic;
import org.wirewatch.topic.TopicCompiler;
import org.wirewatch.topic.TopicFile;
import org.wirewatch.topic.TopicMatch;

/**
 * Finds the topics that an article mentions.
 *
 * <p>The catalogue that was submitted travels in the operator; broadcast state holds the newest one that was read while
 * the job ran, with the hash of the submitted one that it changed: after a restart with another catalogue the submitted
 * one counts. The matcher is made in {@code initializeState}, before any article. A change is in the state from the moment
 * it arrives, so that all subtasks restore the same rules, and matches once it is compiled, beside the task's thread.
 *
 * <p>Not keyed. Time: processing time, for the hour of the flood brake, which forgets at a restart. Changes reach every
 * subtask, each at its own moment between two articles.
 */
public final class MatchTopics extends BroadcastProcessFunction<Article, CatalogueChange, MatchedArticle>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(MatchTopics.class);

    /** File name to text, and under {@link #SUBMITTED} the hash of the submitted catalogue; replaced as a whole. */
    public static final MapStateDescriptor<String, String> CHANGED =
            new MapStateDescriptor<>("changed-catalogue", Types.STRING, Types.STRING);

    /** No file can have this name. */
    private static final String SUBMITTED = "/submitted";

    private final Catalogue submitted;

    private transient LiveRules rules;
    private transient String newestVersion;
    private transient AlertPolicy policy;
    private transient FloodBrake brake;
    private transient Map<String, FloodMemory> fired;
    private transient Tallies tallies;

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
        Catalogue restored = submitted.version().equals(base) ? catalogue(files) : submitted;
        ConfigErrors errors = new ConfigErrors();
        CompiledTopics compiled = new TopicCompiler().compile(restored, errors);
        if (!errors.isEmpty() && restored != submitted) {
            LOG.warn("The restored topic files no longer compile; the submitted ones count: {}", errors.list());
            restored = submitted;
            errors = new ConfigErrors();
            compiled = new TopicCompiler().compile(submitted, errors);
        }
        errors.throwIfAny();
        newestVersion = restored.version();
        rules = new LiveRules(compiled);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // Broadcast state is written by Flink; nothing else is kept.
    }

    @Override
    public void open(OpenContext context) {
        policy = new AlertPolicy();
        brake = new FloodBrake(getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
        fired = new HashMap<>();
        tallies = new Tallies(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }

    @Override
    public void processElement(Article article, ReadOnlyContext context, Collector<MatchedArticle> out) {
        Instant now = Instant.ofEpochMilli(context.currentProcessingTime());
        MatchOutcome outcome = rules.matcher().match(article.title(), article.body(), article.language());
        outcome.problems()
                .forEach(problem -> context.output(
                        SideOutputs.PROBLEMS, problem.of(article.feed().id(), 1)));
        List<Alert> alerts = policy.alerts(article, outcome.matches());
        List<Alert> raised = raised(alerts, outcome.matches(), now, context);
        tallies.count(context::output, Measure.ALERTS_HELD, alerts.size() - raised.size(), now);
        out.collect(new MatchedArticle(article, raised));
    }

    /** Those that the flood brake lets pass. */
    private List<Alert> raised(List<Alert> alerts, List<TopicMatch> matches, Instant now, ReadOnlyContext context) {
        if (alerts.isEmpty()) {
            return alerts;
        }
        Map<String, Topic> topics = new HashMap<>();
        matches.forEach(match -> topics.put(match.topic().id(), match.topic()));
        List<Alert> raised = new ArrayList<>();
        for (Alert alert : alerts) {
            FloodBrake.Verdict verdict =
                    brake.decide(fired.get(alert.topicId()), topics.get(alert.topicId()), alert.articleId(), now);
            fired.put(alert.topicId(), verdict.memory());
            verdict.problems().forEach(problem -> context.output(SideOutputs.PROBLEMS, problem));
            if (verdict.raised()) {
                raised.add(alert);
            }
        }
        return raised;
    }

    @Override
    public void processBroadcastElement(CatalogueChange change, Context context, Collector<MatchedArticle> out)
            throws Exception {
        if (change.problem() != null) {
            tellOnce(change.problem(), context);
            return;
        }
        Catalogue changed = catalogue(change.files());
        if (changed.version().equals(newestVersion)) {
            return;
        }
        newestVersion = changed.version();
        BroadcastState<String, String> state = context.getBroadcastState(CHANGED);
        state.clear();
        state.putAll(change.files());
        state.put(SUBMITTED, submitted.version());
        rules.change(changed);
    }

    /** Every subtask learns of it, and one tells. */
    private void tellOnce(Problem problem, Context context) {
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            context.output(SideOutputs.PROBLEMS, problem);
        }
    }

    @Override
    public void close() {
        if (rules != null) {
            rules.close();
        }
    }

    private static Catalogue catalogue(Map<String, String> files) {
        List<TopicFile> list = new ArrayList<>();
        new TreeMap<>(files).forEach((name, text) -> list.add(new TopicFile(name, text)));
        return new Catalogue(list);
    }
}
