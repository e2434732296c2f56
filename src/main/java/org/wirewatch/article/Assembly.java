package org.wirewatch.article;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wirewatch.article.ExtractOutcome.Extracted;
import org.wirewatch.fetch.Urls;
import org.wirewatch.model.Article;
import org.wirewatch.model.ContentFrom;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Precision;

/**
 * Puts an article together out of its entry and its page.
 *
 * <p>Where both tell, the page is believed, with three exceptions: a time from the feed goes before a day or a guess from
 * the page; a title that the page lacks is the feed's; the feed's full text is the body when it is clearly longer than what
 * the page gave.
 */
public final class Assembly {

    /** The feed's text has to be longer than the page's by this factor to be preferred: pages carry more than feeds. */
    private static final double LONGER = 1.3;

    private Assembly() {}

    /** An article of revision 1 whose body comes from its page, or from the feed where that has more. */
    public static Article fromPage(
            String id,
            Feed feed,
            Entry entry,
            Instant firstSeen,
            boolean timely,
            Extracted page,
            String finalUrl,
            Instant fetched) {
        String fullText = entry.content() == null ? "" : FeedText.plain(entry.content());
        boolean feedHasMore = fullText.length() > LONGER * page.body().length();
        OffsetDateTime pageDate = page.published();
        boolean feedKnowsBetter = entry.published() != null
                && (pageDate == null
                        || page.precision() != Precision.SECOND && entry.publishedPrecision() == Precision.SECOND);
        Instant published = feedKnowsBetter || pageDate == null ? entry.published() : pageDate.toInstant();
        Precision precision = feedKnowsBetter || pageDate == null ? precision(entry) : page.precision();
        return new Article(
                id,
                urlOf(entry, finalUrl),
                normalised(page.canonicalUrl() == null ? finalUrl : page.canonicalUrl()),
                page.site() == null ? feed.title() : page.site(),
                title(page.title(), entry, finalUrl),
                feedHasMore ? fullText : page.body(),
                page.authors().isEmpty() ? entry.authors() : page.authors(),
                published,
                precision,
                page.modified() == null ? entry.updated() : page.modified().toInstant(),
                firstOf(page.language(), entry.language(), feed.language()),
                firstOf(page.image(), entry.image()),
                page.section(),
                joined(page.keywords(), entry.categories()),
                feed,
                feedHasMore ? ContentFrom.FEED : ContentFrom.PAGE,
                1,
                firstSeen,
                fetched,
                timely);
    }

    /** An article of revision 1 from its entry alone, because its page could not be had or holds no article. */
    public static Article fromFeed(String id, Feed feed, Entry entry, Instant firstSeen, boolean timely, Instant now) {
        String content = entry.content() == null ? "" : FeedText.plain(entry.content());
        String summary = entry.summary() == null ? "" : FeedText.plain(entry.summary());
        String url = urlOf(entry, feed.url());
        return new Article(
                id,
                url,
                normalised(url),
                feed.title(),
                title(null, entry, url),
                content.length() >= summary.length() ? content : summary,
                entry.authors(),
                entry.published(),
                precision(entry),
                entry.updated(),
                firstOf(entry.language(), feed.language()),
                entry.image(),
                null,
                entry.categories(),
                feed,
                ContentFrom.FEED,
                1,
                firstSeen,
                now,
                timely);
    }

    private static String normalised(String url) {
        return Urls.normalise(url).orElse(url);
    }

    private static String urlOf(Entry entry, String otherwise) {
        return Objects.requireNonNullElse(entry.url(), otherwise);
    }

    /** Never empty: without any title the address stands for it. */
    private static String title(@Nullable String page, Entry entry, String url) {
        String title = page == null || page.isBlank() ? entry.title() : page;
        return title == null || title.isBlank() ? url : Texts.plain(title);
    }

    private static @Nullable Precision precision(Entry entry) {
        if (entry.published() == null) {
            return null;
        }
        return Objects.requireNonNullElse(entry.publishedPrecision(), Precision.GUESSED);
    }

    private static @Nullable String firstOf(@Nullable String... values) {
        for (String value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        second.stream().filter(label -> !all.contains(label)).forEach(all::add);
        return all;
    }
}
