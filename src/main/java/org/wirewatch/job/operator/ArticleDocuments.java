package org.wirewatch.job.operator;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.wirewatch.index.Document;
import org.wirewatch.index.DocumentWriter;
import org.wirewatch.job.state.WrittenArticle;
import org.wirewatch.job.stream.MatchedArticle;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Measure;

/**
 * The one writer of an article's documents and its alerts': whole documents, each with the next version.
 *
 * <p>An alert of an earlier revision stays when a later text no longer mentions the topic: it was raised, and its
 * evidence is in it.
 *
 * <p>Key: article id. Time: versions are processing time, see {@link Versions}. A restart may write the same documents
 * again with a later version.
 */
public final class ArticleDocuments extends KeyedProcessFunction<String, MatchedArticle, Document> {

    private static final long serialVersionUID = 1;

    private final String prefix;
    private final Duration remember;

    private transient ValueState<WrittenArticle> written;
    private transient DocumentWriter writer;
    private transient Tallies tallies;

    public ArticleDocuments(String prefix, Duration remember) {
        this.prefix = prefix;
        this.remember = remember;
    }

    @Override
    public void open(OpenContext context) {
        written = getRuntimeContext().getState(descriptor(remember));
        writer = new DocumentWriter(prefix);
        tallies = new Tallies(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }

    /** The last version of this article's documents; one an article; cleared by TTL. */
    static ValueStateDescriptor<WrittenArticle> descriptor(Duration remember) {
        ValueStateDescriptor<WrittenArticle> descriptor =
                new ValueStateDescriptor<>("written-article", TypeInformation.of(WrittenArticle.class));
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(remember).cleanupFullSnapshot().build());
        return descriptor;
    }

    @Override
    public void processElement(MatchedArticle matched, Context context, Collector<Document> out) throws Exception {
        WrittenArticle before = written.value();
        long now = context.timerService().currentProcessingTime();
        long version = Versions.next(before == null ? 0 : before.version(), now);
        written.update(new WrittenArticle(version));
        writer.cut(matched.article(), Instant.ofEpochMilli(now))
                .ifPresent(problem -> context.output(SideOutputs.PROBLEMS, problem));
        out.collect(writer.article(matched.article(), matched.alerts(), version));
        for (Alert alert : matched.alerts()) {
            out.collect(writer.alert(matched.article(), alert, version));
        }
        tallies.count(
                context::output,
                Measure.ALERTS,
                matched.alerts().size(),
                matched.article().fetched());
    }
}
