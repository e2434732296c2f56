package org.wirewatch.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** JSON Feed 1.1. */
final class JsonFeed {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonFeed() {}

    static byte[] write(Outlet outlet, String base, String url, List<Published> entries) {
        ObjectNode feed = JSON.createObjectNode()
                .put("version", "https://jsonfeed.org/version/1.1")
                .put("title", outlet.name())
                .put("home_page_url", base + "/")
                .put("feed_url", url)
                .put("language", outlet.language().toLanguageTag());
        var items = feed.putArray("items");
        for (Published entry : entries) {
            Report report = entry.report();
            ObjectNode item = items.addObject()
                    .put("id", entry.guid())
                    .put("url", entry.link())
                    .put("title", report.title())
                    .put("summary", report.summary())
                    .put("date_published", entry.published().toString());
            if (entry.isCorrected()) {
                item.put("date_modified", entry.updated().toString());
            }
            var authors = item.putArray("authors");
            report.authors().forEach(author -> authors.addObject().put("name", author));
            var tags = item.putArray("tags").add(report.section());
            report.keywords().forEach(tags::add);
            if (outlet.wholeText()) {
                item.put("content_html", Html.paragraphs(report.paragraphs()));
            }
        }
        return bytes(feed);
    }

    static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(node)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing JSON into memory failed", e);
        }
    }
}
