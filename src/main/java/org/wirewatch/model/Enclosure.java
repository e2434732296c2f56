package org.wirewatch.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A medium that a feed attaches to an entry.
 *
 * @param url its absolute address
 * @param type its media type as the feed declares it, null if it does not
 */
public record Enclosure(String url, @Nullable String type) {

    public Enclosure {
        Objects.requireNonNull(url, "url");
    }
}
