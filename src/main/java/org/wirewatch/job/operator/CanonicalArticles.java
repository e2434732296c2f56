package org.wirewatch.job.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.wirewatch.fetch.UrlKeys;
import org.wirewatch.fetch.Urls;
import org.wirewatch.job.state.ClaimedUrl;
import org.wirewatch.model.Article;
import org.wirewatch.model.Ids;
import org.wirewatch.model.Measure;

/**
 * Different entry URLs of one page meet here, and so do an article's revisions.
 *
 * <p>The first article that names a canonical URL claims it. Another one that names it with the same text, or on the same
 * site with the same title, is the same article under an alias and takes over its id, revision and {@code firstSeen}; any
 * other names a wrong canonical URL, as sites do whose every page points at one, and keeps its own id. A text that has
 * not changed goes no further; one that has becomes the next revision.
 *
 * <p>A claim is remembered under the URL's key, whose version is that of the rules for URLs, and under the article's id:
 * so neither better rules nor a page that changes its canonical URL begin an article's revisions anew.
 *
 * <p>Key: the registrable domain of the canonical URL. Time: state expires in processing time. Ordering: none; of two
 * texts the one that is fetched later is the later revision. A restart repeats revisions that were not yet in a
 * checkpoint.
 */
public final class CanonicalArticles extends KeyedProcessFunction<String, Article, Article> {

    private static final long serialVersionUID = 1;

    private static final String BY_ID = "id:";

    private final Duration remember;
    private final Articles.Keys keys;

    private transient MapState<String, ClaimedUrl> claims;
    private transient Tallies tallies;

    public CanonicalArticles(Duration remember) {
        this(remember, Urls::keys);
    }

    CanonicalArticles(Duration remember, Articles.Keys keys) {
        this.remember = remember;
        this.keys = keys;
    }

    /** What to key articles by. */
    public static String key(Article article) {
        return Articles.site(article.canonicalUrl());
    }

    @Override
    public void open(OpenContext context) {
        claims = getRuntimeContext().getMapState(descriptor(remember));
        tallies = new Tallies(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }

    /** What is claimed on a site, by URL key and by article id; each cleared by TTL. */
    static MapStateDescriptor<String, ClaimedUrl> descriptor(Duration remember) {
        MapStateDescriptor<String, ClaimedUrl> descriptor =
                new MapStateDescriptor<>("claimed-urls", Types.STRING, TypeInformation.of(ClaimedUrl.class));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(remember)
                .updateTtlOnReadAndWrite()
                .cleanupFullSnapshot()
                .build());
        return descriptor;
    }

    @Override
    public void processElement(Article article, Context context, Collector<Article> out) throws Exception {
        UrlKeys urlKeys = keys.of(article.canonicalUrl()).orElse(new UrlKeys(article.canonicalUrl(), List.of()));
        ClaimedUrl owner = owner(urlKeys);
        ClaimedUrl own = claims.get(BY_ID + article.id());
        long textHash = Ids.hash64(article.title() + '\n' + article.body());
        boolean isAlias = own == null && owner != null && isSame(owner, article, textHash);
        ClaimedUrl before = isAlias ? owner : own;
        boolean free = owner == null || before != null && owner.articleId().equals(before.articleId());
        if (before == null) {
            remember(claimed(article, article.id(), article.firstSeen(), 1, textHash), free, urlKeys);
            out.collect(article);
            return;
        }
        boolean foreign = !before.articleId().equals(article.id());
        if (before.textHash() == textHash || foreign && article.body().isEmpty()) {
            remember(before, free, urlKeys);
            tallies.count(context::output, Measure.ARTICLES_UNCHANGED, 1, article.fetched());
            return;
        }
        int revision = before.revision() + 1;
        Instant firstSeen = Instant.ofEpochMilli(before.firstSeenMillis());
        remember(claimed(article, before.articleId(), firstSeen, revision, textHash), free, urlKeys);
        tallies.count(context::output, Measure.ARTICLES_REVISED, 1, article.fetched());
        out.collect(article.identifiedAs(before.articleId(), revision, firstSeen));
    }

    private @Nullable ClaimedUrl owner(UrlKeys urlKeys) throws Exception {
        ClaimedUrl owner = claims.get(urlKeys.current());
        for (String earlier : urlKeys.earlier()) {
            owner = owner == null ? claims.get(earlier) : owner;
        }
        ClaimedUrl newest = owner == null ? null : claims.get(BY_ID + owner.articleId());
        return newest == null ? owner : newest;
    }

    /** Another site's page could give an article a text that is not its own by copying the title alone. */
    private static boolean isSame(ClaimedUrl owner, Article article, long textHash) {
        boolean itself = owner.articleId().equals(article.id());
        boolean sameSite = Articles.site(article.url()).equals(key(article));
        boolean sameTitle = owner.title().equalsIgnoreCase(article.title());
        return itself || owner.textHash() == textHash || sameSite && sameTitle;
    }

    private void remember(ClaimedUrl claim, boolean urlIsFree, UrlKeys urlKeys) throws Exception {
        claims.put(BY_ID + claim.articleId(), claim);
        if (urlIsFree) {
            claims.put(urlKeys.current(), claim);
        }
    }

    private static ClaimedUrl claimed(Article article, String id, Instant firstSeen, int revision, long textHash) {
        return new ClaimedUrl(id, firstSeen.toEpochMilli(), revision, textHash, article.title());
    }
}
