package org.wirewatch.job.operator;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.wirewatch.fetch.HostPace;
import org.wirewatch.fetch.PaceSettings;
import org.wirewatch.fetch.UrlKeys;
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
 * <p>An article is remembered under a key that carries the version of the rules for URLs, see {@link UrlKeys}, and looked
 * for under those of earlier versions too: better rules make no old article new.
 *
 * <p>Key: the registrable domain of the link, which no version of the rules changes, so that all keys of a URL lie
 * together. Time: none but the entries' own; state expires in processing time. A restart repeats the same ids, as they
 * are made of the URL, and moves {@code firstSeen} by the length of the outage at most.
 */
public final class Articles extends KeyedProcessFunction<String, SeenEntry, PageWork> {

    private static final long serialVersionUID = 1;

    private final Duration remember;
    private final HostPace pace;
    private final Keys keys;

    private transient MapState<String, KnownArticle> known;

    /** The keys of a URL. */
    interface Keys extends Serializable {
        Optional<UrlKeys> of(String url);
    }

    /**
     * @param remember how long an article is known after its URL was last seen; longer than any feed shows it
     * @param pace names the queue that a page waits in
     */
    public Articles(Duration remember, PaceSettings pace) {
        this(remember, pace, Urls::keys);
    }

    Articles(Duration remember, PaceSettings pace, Keys keys) {
        this.remember = remember;
        this.pace = new HostPace(pace);
        this.keys = keys;
    }

    /** What to key entries by. */
    public static String key(SeenEntry seen) {
        return site(seen.link());
    }

    /** The site of a URL: what its address is registered under, without a {@code www} of names that nobody registers. */
    static String site(String url) {
        return Urls.host(url)
                .map(host -> host.startsWith("www.") ? host.substring(4) : host)
                .map(Urls::registrableDomain)
                .orElse(url);
    }

    @Override
    public void open(OpenContext context) {
        known = getRuntimeContext().getMapState(descriptor(remember));
    }

    /** The articles of a domain, by URL key; each cleared by TTL after {@code remember} without an entry. */
    static MapStateDescriptor<String, KnownArticle> descriptor(Duration remember) {
        MapStateDescriptor<String, KnownArticle> descriptor =
                new MapStateDescriptor<>("known-articles", Types.STRING, TypeInformation.of(KnownArticle.class));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(remember)
                .updateTtlOnReadAndWrite()
                .cleanupFullSnapshot()
                .build());
        return descriptor;
    }

    @Override
    public void processElement(SeenEntry seen, Context context, Collector<PageWork> out) throws Exception {
        UrlKeys urlKeys = keys.of(seen.link()).orElse(new UrlKeys(seen.link(), List.of()));
        KnownArticle article = known.get(urlKeys.current());
        boolean isNew = false;
        if (article == null) {
            article = knownEarlier(urlKeys);
            isNew = article == null;
            if (isNew) {
                article = new KnownArticle(Ids.article(seen.url()), seen.seen().toEpochMilli(), seen.timely());
            }
            known.put(urlKeys.current(), article);
        }
        if (!isNew && !seen.corrected()) {
            return;
        }
        out.collect(new PageWork(
                article.articleId(),
                seen.link(),
                pace.queue(seen.link()).orElse(seen.url()),
                seen.feed(),
                bounded(seen.entry()),
                Instant.ofEpochMilli(article.firstSeenMillis()),
                article.timely()));
    }

    private @Nullable KnownArticle knownEarlier(UrlKeys urlKeys) throws Exception {
        for (String key : urlKeys.earlier()) {
            KnownArticle article = known.get(key);
            if (article != null) {
                return article;
            }
        }
        return null;
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
