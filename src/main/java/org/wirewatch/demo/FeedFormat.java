package org.wirewatch.demo;

import java.util.Arrays;
import java.util.List;

/** The formats in which the outlets publish what is new. */
enum FeedFormat {
    RSS_2_0("rss-2.0", "application/rss+xml"),
    RSS_1_0("rss-1.0", "application/rdf+xml"),
    ATOM("atom", "application/atom+xml"),
    JSON_FEED("json-feed", "application/feed+json"),
    NEWS_SITEMAP("news-sitemap", "application/xml");

    private final String word;
    private final String mediaType;

    FeedFormat(String word, String mediaType) {
        this.word = word;
        this.mediaType = mediaType;
    }

    static FeedFormat of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no feed format is called " + word));
    }

    String mediaType() {
        return mediaType;
    }

    /**
     * The feed as bytes in UTF-8.
     *
     * @param url the feed's own address
     * @param entries newest first
     */
    byte[] write(Outlet outlet, String base, String url, List<Published> entries) {
        return switch (this) {
            case RSS_2_0 -> RssFeed.write(outlet, base, url, entries);
            case RSS_1_0 -> RdfFeed.write(outlet, base, url, entries);
            case ATOM -> AtomFeed.write(outlet, base, url, entries);
            case JSON_FEED -> JsonFeed.write(outlet, base, url, entries);
            case NEWS_SITEMAP -> NewsSitemap.write(outlet, entries);
        };
    }
}
