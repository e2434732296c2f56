package org.wirewatch.demo;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** RSS 2.0 with Dublin Core authors, and the whole text in {@code content:encoded} where the outlet gives it. */
final class RssFeed {

    private RssFeed() {}

    static byte[] write(Outlet outlet, String base, String url, List<Published> entries) {
        Xml xml = new Xml(
                "rss",
                new TreeMap<>(Map.of(
                        "version", "2.0",
                        "xmlns:atom", "http://www.w3.org/2005/Atom",
                        "xmlns:content", "http://purl.org/rss/1.0/modules/content/",
                        "xmlns:dc", "http://purl.org/dc/elements/1.1/")));
        xml.start("channel")
                .text("title", outlet.name())
                .text("link", base + "/")
                .text("description", outlet.labels().getOrDefault("label.motto", outlet.name()))
                .text("language", outlet.language().toLanguageTag())
                .empty(
                        "atom:link",
                        new TreeMap<>(Map.of("href", url, "rel", "self", "type", FeedFormat.RSS_2_0.mediaType())));
        for (Published entry : entries) {
            Report report = entry.report();
            xml.start("item")
                    .text("title", report.title())
                    .text("link", entry.link())
                    .text("guid", Map.of("isPermaLink", "false"), entry.guid())
                    .text("description", report.summary())
                    .text("pubDate", date(outlet, entry.published()));
            report.authors().forEach(author -> xml.text("dc:creator", author));
            xml.text("category", report.section());
            report.keywords().forEach(keyword -> xml.text("category", keyword));
            if (entry.isCorrected()) {
                xml.text("atom:updated", entry.updated().toString());
            }
            if (outlet.wholeText()) {
                xml.text("content:encoded", Html.paragraphs(report.paragraphs()));
            }
            xml.end();
        }
        return xml.end().done();
    }

    private static String date(Outlet outlet, Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atZone(outlet.timeZone()));
    }
}
