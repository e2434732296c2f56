package org.wirewatch.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An alert as Elasticsearch has it.
 *
 * @param id article and topic
 * @param seen when its entry was first seen
 * @param ingested when this version of it was sent; null in documents that another program wrote
 * @param severity low, medium, high or critical
 * @param title the article's
 * @param outlet the site's name, else the feed's title, else the feed's id
 * @param sentence the best evidence
 * @param evidence the best first
 * @param json the whole document, one object on one line, with its id as {@code id}
 */
public record IndexedAlert(
        String id,
        Instant seen,
        @Nullable Instant ingested,
        String severity,
        double score,
        String topicId,
        String topicTitle,
        String title,
        String url,
        String outlet,
        @Nullable String language,
        @Nullable Instant published,
        String sentence,
        List<Evidence> evidence,
        String json) {

    /**
     * @param field title or body
     * @param start UTF-16 offset into that text
     * @param end exclusive
     * @param text what stands there
     * @param sentence around it
     */
    public record Evidence(String field, int start, int end, String text, String sentence, String rule) {}

    public IndexedAlert {
        evidence = List.copyOf(evidence);
    }

    /** From a hit of a search; what is missing in it becomes empty, so that one odd document hides no other. */
    static IndexedAlert of(JsonNode hit) {
        JsonNode source = hit.path("_source");
        JsonNode article = source.path("article");
        JsonNode alert = source.path("alert");
        JsonNode feed = source.path("feed");
        String id = hit.path("_id").asText();
        Instant seen = Hits.instant(source.path("@timestamp"));
        return new IndexedAlert(
                id,
                seen == null ? Instant.EPOCH : seen,
                Hits.instant(Hits.dotted(source, "event", "ingested")),
                alert.path("severity").asText(),
                alert.path("score").asDouble(),
                source.at("/topic/id").asText(),
                source.at("/topic/title").asText(),
                article.path("title").asText(),
                source.at("/url/full").asText(),
                article.path("site")
                        .asText(feed.path("title").asText(feed.path("id").asText())),
                article.path("language").asText(null),
                Hits.instant(article.path("published")),
                alert.path("sentence").asText(),
                StreamSupport.stream(alert.path("evidence").spliterator(), false)
                        .map(IndexedAlert::evidence)
                        .toList(),
                Hits.line(id, source));
    }

    private static Evidence evidence(JsonNode json) {
        return new Evidence(
                json.path("field").asText(),
                json.path("start").asInt(),
                json.path("end").asInt(),
                json.path("text").asText(),
                json.path("sentence").asText(),
                json.path("rule").asText());
    }
}
