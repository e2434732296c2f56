package org.wirewatch.feed;

import java.util.ArrayList;
import java.util.List;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Entry;

/** Google News sitemaps: {@code urlset} whose urls carry {@code news:news}. */
final class SitemapReader {

    private final Reading reading;

    SitemapReader(Reading reading) {
        this.reading = reading;
    }

    ParsedFeed read(Element urlset) {
        List<Entry> entries = new ArrayList<>();
        String title = null;
        String language = null;
        for (Element url : urlset.getChildren("url", Vocabulary.SITEMAP)) {
            Element news = url.getChild("news", Vocabulary.NEWS);
            Element publication = news == null ? null : news.getChild("publication", Vocabulary.NEWS);
            if (publication != null && title == null) {
                title = PlainText.ofMarkup(Reading.child(publication, "name", Vocabulary.NEWS));
                language = Reading.language(Reading.child(publication, "language", Vocabulary.NEWS));
            }
            entries.add(entry(url, news, publication));
        }
        return new ParsedFeed(title, null, language, entries, reading.repairs().words(), PublisherHints.NONE);
    }

    private Entry entry(Element url, @Nullable Element news, @Nullable Element publication) {
        EntryDraft draft = new EntryDraft();
        String loc = Reading.child(url, "loc", Vocabulary.SITEMAP);
        draft.guid(0, loc);
        draft.link(0, Links.resolve(reading.baseUrl(), loc));
        draft.updated(0, Reading.child(url, "lastmod", Vocabulary.SITEMAP));
        Element image = url.getChild("image", Vocabulary.SITEMAP_IMAGE);
        if (image != null) {
            draft.image(0, Links.resolve(reading.baseUrl(), Reading.child(image, "loc", Vocabulary.SITEMAP_IMAGE)));
        }
        if (news != null) {
            draft.title(0, PlainText.ofMarkup(Reading.child(news, "title", Vocabulary.NEWS)));
            draft.published(0, Reading.child(news, "publication_date", Vocabulary.NEWS));
            String keywords = Reading.child(news, "keywords", Vocabulary.NEWS);
            if (keywords != null) {
                draft.categories(keywords);
            }
        }
        if (publication != null) {
            draft.language(0, Reading.child(publication, "language", Vocabulary.NEWS));
        }
        return draft.entry(reading);
    }
}
