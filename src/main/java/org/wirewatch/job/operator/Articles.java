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
import org.jspecify.annotations.Nullable;
import org.wirewatch.fetch.Urls;
import org.wirewatch.job.state.KnownArticle;
import org.wirewatch.job.stream.PageWork;
import org.wirewatch.job.stream.SeenEntry;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Ids;

/**
 * One article, one fetch: the first entry with a URL mints the article's id and the moment it was first seen; a later
 * one, of another feed or with another guid, is known. A corrected entry is fetched again under the same id.
 *
 * <p>Key: normalised entry URL. Time: none but the entries' own; state expires in processing time. A restart repeats the
 * same ids, as they are made of the key, and moves {@code firstSeen} by the length of the outage at most.
 */
public final class Articles extends KeyedProcessFunction<String, SeenEntry, PageWork> {

    private static final long serialVersionUID = 1;

    private final Duration remember;

    private transient ValueState<KnownArticle> known;

    /** @param remember how long an article is known after its URL was last seen; longer than any feed shows it */
    public Articles(Duration remember) {
        this.remember = remember;
    }

    @Override
    public void open(OpenContext context) {
        known = getRuntimeContext().getState(descriptor(remember));
    }

    /** The article of this URL; one a URL; cleared by TTL after {@code remember} without an entry. */
    static ValueStateDescriptor<KnownArticle> descriptor(Duration remember) {
        ValueStateDescriptor<KnownArticle> descriptor =
                new ValueStateDescriptor<>("known-article", TypeInformation.of(KnownArticle.class));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(remember)
                .updateTtlOnReadAndWrite()
                .cleanupFullSnapshot()
                .build());
        return descriptor;
    }

    @Override
    public void processElement(SeenEntry seen, Context context, Collector<PageWork> out) throws Exception {
        KnownArticle article = known.value();
        if (article == null) {
            article = new KnownArticle(Ids.article(seen.url()), seen.seen().toEpochMilli(), seen.timely());
            known.update(article);
        } else if (!seen.corrected()) {
            return;
        }
        out.collect(new PageWork(
                article.articleId(),
                seen.link(),
                Urls.host(seen.link()).orElse(seen.url()),
                seen.feed(),
                bounded(seen.entry()),
                Instant.ofEpochMilli(article.firstSeenMillis()),
                article.timely()));
    }

    private static Entry bounded(Entry entry) {
        return new Entry(
                entry.guid(),
                entry.url(),
                entry.title(),
                cut(entry.summary()),
                cut(entry.content()),
                entry.authors(),
                entry.published(),
                entry.publishedPrecision(),
                entry.publishedText(),
                entry.updated(),
                entry.categories(),
                entry.image(),
                entry.enclosures(),
                entry.language());
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= PageWork.MAX_TEXT_CHARS
                ? text
                : text.substring(0, PageWork.MAX_TEXT_CHARS);
    }
}
