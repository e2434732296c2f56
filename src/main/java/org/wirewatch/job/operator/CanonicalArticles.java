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
import org.wirewatch.job.state.ClaimedUrl;
import org.wirewatch.model.Article;
import org.wirewatch.model.Ids;
import org.wirewatch.model.Measure;

/**
 * Different entry URLs of one page meet here, and so do an article's revisions.
 *
 * <p>The first article that names a canonical URL claims it. Another one that names it with the same text or title is
 * the same article under an alias and takes over its id, revision and {@code firstSeen}; one with another title names a
 * wrong canonical URL, as sites do whose every page points at the front page, and keeps its own id. A text that has not
 * changed goes no further; one that has becomes the next revision.
 *
 * <p>Key: normalised canonical URL. Time: state expires in processing time. Ordering: none; of two texts the one that is
 * fetched later is the later revision. A restart repeats revisions that were not yet in a checkpoint.
 */
public final class CanonicalArticles extends KeyedProcessFunction<String, Article, Article> {

    private static final long serialVersionUID = 1;

    private final Duration remember;

    private transient ValueState<ClaimedUrl> claim;
    private transient Tallies tallies;

    public CanonicalArticles(Duration remember) {
        this.remember = remember;
    }

    @Override
    public void open(OpenContext context) {
        claim = getRuntimeContext().getState(descriptor(remember));
        tallies = new Tallies(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }

    /** The article that owns this URL; one a canonical URL; cleared by TTL. */
    static ValueStateDescriptor<ClaimedUrl> descriptor(Duration remember) {
        ValueStateDescriptor<ClaimedUrl> descriptor =
                new ValueStateDescriptor<>("claimed-url", TypeInformation.of(ClaimedUrl.class));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(remember)
                .updateTtlOnReadAndWrite()
                .cleanupFullSnapshot()
                .build());
        return descriptor;
    }

    @Override
    public void processElement(Article article, Context context, Collector<Article> out) throws Exception {
        ClaimedUrl owner = claim.value();
        long textHash = Ids.hash64(article.title() + '\n' + article.body());
        if (owner == null) {
            claim.update(claimed(article, article.id(), article.firstSeen(), 1, textHash));
            out.collect(article);
            return;
        }
        boolean alias = !owner.articleId().equals(article.id());
        boolean same = owner.textHash() == textHash;
        if (alias && !same && !owner.title().equalsIgnoreCase(article.title())) {
            out.collect(article);
            return;
        }
        if (same || alias && article.body().isEmpty()) {
            tallies.count(context::output, Measure.ARTICLES_UNCHANGED, 1, article.fetched());
            return;
        }
        int revision = owner.revision() + 1;
        Instant firstSeen = Instant.ofEpochMilli(owner.firstSeenMillis());
        claim.update(claimed(article, owner.articleId(), firstSeen, revision, textHash));
        tallies.count(context::output, Measure.ARTICLES_REVISED, 1, article.fetched());
        out.collect(article.identifiedAs(owner.articleId(), revision, firstSeen));
    }

    private static ClaimedUrl claimed(Article article, String id, Instant firstSeen, int revision, long textHash) {
        return new ClaimedUrl(id, firstSeen.toEpochMilli(), revision, textHash, article.title());
    }
}
