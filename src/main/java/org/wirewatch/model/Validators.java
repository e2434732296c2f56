package org.wirewatch.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a server gave to ask again conditionally (RFC 9110, 8.8): sent back exactly as received, replaced as a pair.
 *
 * @param etag the ETag header with its quotes and weakness mark, null if absent
 * @param lastModified the Last-Modified header, uninterpreted, null if absent
 */
public record Validators(@Nullable String etag, @Nullable String lastModified) implements Serializable {

    /** For the first request, and for one that must not be answered with 304. */
    public static final Validators NONE = new Validators(null, null);
}
