package org.wirewatch.index;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One document, whole, as it waits for Elasticsearch.
 *
 * @param index where it belongs
 * @param id deterministic
 * @param version external: the server keeps the document with the highest one
 * @param json one object on one line, in UTF-8, never changed in place; without {@code event.ingested}, see
 *     {@link #sentAt}
 * @param url the article that it is about, for messages; null if it is about none
 * @param seen from when its way into the index is counted as latency; null if it is not to be counted
 * @param alsoDeleteFrom an index that may hold the same id from before a restart, where it is to be deleted; null
 *     outside the first days of a month
 */
public record Document(
        String index,
        String id,
        long version,
        byte[] json,
        @Nullable String url,
        @Nullable Instant seen,
        @Nullable String alsoDeleteFrom) {

    /**
     * The bytes to send at a moment: with {@code event.ingested} and {@code latency.seen_ingested_ms}, which are not
     * known before. A document that had to wait for the server says so.
     */
    byte[] sentAt(Instant now) {
        StringBuilder rest = new StringBuilder(json.length > 2 ? "," : "")
                .append("\"event.ingested\":\"")
                .append(now.truncatedTo(ChronoUnit.MILLIS))
                .append('"');
        if (seen != null) {
            long millis = Math.max(0, Duration.between(seen, now).toMillis());
            rest.append(",\"latency.seen_ingested_ms\":").append(millis);
        }
        byte[] tail = rest.append('}').toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length + tail.length);
        bytes.write(json, 0, json.length - 1);
        bytes.write(tail, 0, tail.length);
        return bytes.toByteArray();
    }
}
