package org.wirewatch.article;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.wirewatch.article.ExtractOutcome.Extracted;
import org.wirewatch.model.Page;

/**
 * Extracts a corpus of pages for scoring: {@code ExtractCorpus GOLD.jsonl HTML_DIR OUT.jsonl}. A line of GOLD holds the
 * page's id and url, HTML_DIR its bytes as {@code <id>.html.gz}.
 */
public final class ExtractCorpus {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ExtractCorpus() {}

    public static void main(String[] args) throws IOException {
        Extractor extractor = new Extractor();
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[2]))) {
            for (String line : Files.readAllLines(Path.of(args[0]))) {
                JsonNode gold = JSON.readTree(line);
                String id = gold.get("id").asText();
                Page page =
                        page(Path.of(args[1], id + ".html.gz"), gold.get("url").asText());
                ObjectNode row = JSON.createObjectNode().put("id", id);
                extractor
                        .extract(page)
                        .match(article -> describe(row, article), problem -> row.put("error", problem.toString()));
                out.write(row + "\n");
            }
        }
    }

    static Page page(Path file, String url) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new Page(
                    url, url, 200, Map.of(), null, in.readAllBytes(), false, Instant.parse("2026-11-25T00:00:00Z"));
        }
    }

    private static ObjectNode describe(ObjectNode row, Extracted article) {
        row.put("title", article.title());
        row.put("body", article.body());
        row.put("site", article.site());
        article.authors().forEach(row.withArray("authors")::add);
        row.put(
                "published",
                article.published() == null ? null : article.published().toString());
        row.put("language", article.language());
        return row;
    }
}
