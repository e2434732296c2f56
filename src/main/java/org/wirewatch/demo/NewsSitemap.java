package org.wirewatch.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Google News sitemap: addresses, titles and dates, and nothing else. */
final class NewsSitemap {

    private NewsSitemap() {}

    static byte[] write(Outlet outlet, List<Published> entries) {
        Xml xml = new Xml(
                "urlset",
                new TreeMap<>(Map.of(
                        "xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9",
                        "xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9")));
        for (Published entry : entries) {
            xml.start("url")
                    .text("loc", entry.link())
                    .text("lastmod", entry.updated().toString())
                    .start("news:news")
                    .start("news:publication")
                    .text("news:name", outlet.name())
                    .text("news:language", outlet.language().getLanguage())
                    .end()
                    .text(
                            "news:publication_date",
                            entry.published()
                                    .atZone(outlet.timeZone())
                                    .toOffsetDateTime()
                                    .toString())
                    .text("news:title", entry.report().title());
            if (!entry.report().keywords().isEmpty()) {
                xml.text("news:keywords", String.join(", ", entry.report().keywords()));
            }
            xml.end().end();
        }
        return xml.done();
    }
}
