package org.wirewatch.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A feed's health as Elasticsearch has it.
 *
 * @param title null where neither configuration nor feed gives one
 * @param state live, silent or failing
 * @param lastPoll null in documents that another program wrote
 * @param lastNew when it last had a new entry, null if never
 * @param failures polls that failed in a row
 * @param newEntries since Wirewatch knows the feed
 * @param problem kind of the last failure, null if the last poll succeeded
 * @param message of the last failure, null likewise
 * @param json the whole document, one object on one line, with its id as {@code id}
 */
public record IndexedFeed(
        String id,
        @Nullable String title,
        String url,
        String state,
        @Nullable Instant lastPoll,
        @Nullable Instant lastSuccess,
        @Nullable Instant lastNew,
        @Nullable Instant nextPoll,
        int failures,
        long newEntries,
        @Nullable String problem,
        @Nullable String message,
        String json) {

    static IndexedFeed of(JsonNode hit) {
        JsonNode source = hit.path("_source");
        JsonNode feed = source.path("feed");
        String id = hit.path("_id").asText();
        return new IndexedFeed(
                id,
                feed.path("title").asText(null),
                feed.path("url").asText(),
                feed.path("state").asText(),
                Hits.instant(feed.path("last_poll")),
                Hits.instant(feed.path("last_success")),
                Hits.instant(feed.path("last_new")),
                Hits.instant(feed.path("next_poll")),
                feed.path("failures").asInt(),
                feed.path("new_entries").asLong(),
                source.at("/problem/kind").asText(null),
                source.at("/error/message").asText(null),
                Hits.line(id, source));
    }
}
