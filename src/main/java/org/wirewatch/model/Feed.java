package org.wirewatch.model;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One subscribed feed, as configured.
 *
 * @param id from the configuration, else a hash of the configured url; a remembered redirect never changes it
 * @param url the configured http(s) address
 * @param title what people call it; null until the feed has told its own
 * @param language BCP 47 tag of its texts, null if not configured
 * @param country ISO 3166-1 alpha-2 code of the outlet, null if not configured
 * @param timeZone IANA zone in which its dates without zone are read, null for UTC
 * @param tags free labels that dashboards and subscriptions filter by
 * @param pollMinMillis the shortest time between two polls, in milliseconds, at least 1
 * @param pollMaxMillis the longest, in milliseconds, at least {@code pollMinMillis}
 */
public record Feed(
        String id,
        String url,
        @Nullable String title,
        @Nullable String language,
        @Nullable String country,
        @Nullable String timeZone,
        List<String> tags,
        long pollMinMillis,
        long pollMaxMillis)
        implements Serializable {

    public Feed {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(url, "url");
        tags = List.copyOf(tags);
        if (pollMinMillis < 1 || pollMaxMillis < pollMinMillis) {
            throw new IllegalArgumentException("feed " + id + ": poll bounds " + pollMinMillis + ".." + pollMaxMillis
                    + " ms: want 1 <= min <= max");
        }
    }
}
