package org.wirewatch.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Atom 1.0 (RFC 4287). */
final class AtomFeed {

    private AtomFeed() {}

    static byte[] write(Outlet outlet, String base, String url, List<Published> entries) {
        Xml xml = new Xml(
                "feed",
                new TreeMap<>(Map.of(
                        "xmlns",
                        "http://www.w3.org/2005/Atom",
                        "xml:lang",
                        outlet.language().toLanguageTag())));
        xml.text("id", url)
                .text("title", outlet.name())
                .text(
                        "updated",
                        entries.stream()
                                .map(Published::updated)
                                .max(Instant::compareTo)
                                .orElse(Instant.EPOCH)
                                .toString())
                .empty("link", new TreeMap<>(Map.of("rel", "self", "href", url)))
                .empty("link", new TreeMap<>(Map.of("rel", "alternate", "type", "text/html", "href", base + "/")));
        for (Published entry : entries) {
            Report report = entry.report();
            xml.start("entry")
                    .text("id", entry.guid())
                    .text("title", report.title())
                    .empty("link", new TreeMap<>(Map.of("rel", "alternate", "type", "text/html", "href", entry.link())))
                    .text("published", entry.published().toString())
                    .text("updated", entry.updated().toString());
            report.authors()
                    .forEach(author -> xml.start("author").text("name", author).end());
            xml.empty("category", Map.of("term", report.section()));
            report.keywords().forEach(keyword -> xml.empty("category", Map.of("term", keyword)));
            xml.text("summary", report.summary());
            if (outlet.wholeText()) {
                xml.text("content", Map.of("type", "html"), Html.paragraphs(report.paragraphs()));
            }
            xml.end();
        }
        return xml.done();
    }
}
