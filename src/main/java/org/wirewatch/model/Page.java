package org.wirewatch.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a URL gave.
 *
 * @param requestedUrl the address that was asked for
 * @param finalUrl the address that answered, after redirects
 * @param status HTTP status, 200..299
 * @param headers response headers, names in lower case, repeated ones joined with ", "
 * @param charset the charset that the Content-Type header declares, null if none
 * @param body decompressed bytes, never changed in place
 * @param truncated whether the body was cut at the limit
 * @param fetched when the body was complete
 */
public record Page(
        String requestedUrl,
        String finalUrl,
        int status,
        Map<String, String> headers,
        @Nullable String charset,
        byte[] body,
        boolean truncated,
        Instant fetched) {

    public Page {
        headers = Map.copyOf(headers);
    }

    /** The media type without parameters, in lower case; null if the server declared none. */
    public @Nullable String mediaType() {
        String type = headers.get("content-type");
        if (type == null) {
            return null;
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(java.util.Locale.ROOT);
    }
}
