package org.wirewatch.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log of notifications as Elasticsearch has it.
 *
 * @param recipient masked; null for items that have no message yet
 * @param items what it is about, those included that are only counted
 * @param due when the next thing happens to it
 * @param error the other server's words when it was last tried in vain
 * @param json the whole document, one object on one line, with its id as {@code id}
 */
public record IndexedNotification(
        String id,
        String subscription,
        @Nullable String kind,
        @Nullable String recipient,
        String state,
        String reason,
        long items,
        long attempts,
        @Nullable Instant due,
        @Nullable String error,
        String json) {

    static IndexedNotification of(JsonNode hit) {
        JsonNode source = hit.path("_source");
        JsonNode own = source.path("notification");
        String id = hit.path("_id").asText();
        return new IndexedNotification(
                id,
                own.path("subscription").asText(),
                own.path("kind").asText(null),
                own.path("recipient").asText(null),
                own.path("state").asText(),
                own.path("reason").asText(),
                own.path("items").asLong() + own.path("more").asLong(),
                own.path("attempts").asLong(),
                Hits.instant(own.path("due_at")),
                own.path("error").asText(null),
                Hits.line(id, source));
    }
}
