package org.wirewatch.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A feed's health as Elasticsearch has it.
 *
 * @param title null where neither configuration nor feed gives one
 * @param state live, silent, failing or gone
 * @param lastPoll null in documents that another program wrote
 * @param lastNew when it last had a new entry, null if never
 * @param failures polls that failed in a row
 * @param newEntries since Wirewatch knows the feed
 * @param entriesPerDay as learnt, null in documents of earlier versions, as are the next two
 * @param intervalMillis the present poll interval
 * @param lagMillis the median from publication to being seen, null also where no exact time is known
 * @param movedTo where the feed is asked because it has moved for good, null if it has not
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
        @Nullable Double entriesPerDay,
        @Nullable Long intervalMillis,
        @Nullable Long lagMillis,
        @Nullable String movedTo,
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
                feed.has("entries_per_day") ? feed.path("entries_per_day").asDouble() : null,
                feed.has("interval_ms") ? feed.path("interval_ms").asLong() : null,
                feed.has("lag_ms") ? feed.path("lag_ms").asLong() : null,
                feed.path("moved_to").asText(null),
                source.at("/problem/kind").asText(null),
                source.at("/error/message").asText(null),
                Hits.line(id, source));
    }
}
