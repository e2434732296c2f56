package org.wirewatch.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** RSS 1.0: RDF with a table of contents and the items beside the channel, dates and authors in Dublin Core. */
final class RdfFeed {

    private RdfFeed() {}

    static byte[] write(Outlet outlet, String base, String url, List<Published> entries) {
        Xml xml = new Xml(
                "rdf:RDF",
                new TreeMap<>(Map.of(
                        "xmlns", "http://purl.org/rss/1.0/",
                        "xmlns:dc", "http://purl.org/dc/elements/1.1/",
                        "xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")));
        xml.start("channel", Map.of("rdf:about", url))
                .text("title", outlet.name())
                .text("link", base + "/")
                .text("description", outlet.labels().getOrDefault("label.motto", outlet.name()))
                .text("dc:language", outlet.language().toLanguageTag())
                .start("items")
                .start("rdf:Seq");
        entries.forEach(entry -> xml.empty("rdf:li", Map.of("rdf:resource", entry.guid())));
        xml.end().end().end();
        for (Published entry : entries) {
            Report report = entry.report();
            xml.start("item", Map.of("rdf:about", entry.guid()))
                    .text("title", report.title())
                    .text("link", entry.link())
                    .text("description", report.summary())
                    .text(
                            "dc:date",
                            entry.updated()
                                    .atZone(outlet.timeZone())
                                    .toOffsetDateTime()
                                    .toString())
                    .text("dc:subject", report.section());
            report.authors().forEach(author -> xml.text("dc:creator", author));
            xml.end();
        }
        return xml.done();
    }
}
