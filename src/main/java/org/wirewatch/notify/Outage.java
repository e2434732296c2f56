package org.wirewatch.notify;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that makes Wirewatch blind or dumb, as its operators are told of it.
 *
 * @param kind one word for the kind, such as {@code feed-failing}
 * @param subject what it concerns: a feed, a host, a server; text from outside
 * @param message what is wrong; text from outside
 * @param advice what to do
 * @param since when it began
 * @param over when it ended; null while it lasts
 */
public record Outage(
        String kind,
        String subject,
        String message,
        String advice,
        Instant since,
        @Nullable Instant over) implements Serializable {

    public Outage {
        Objects.requireNonNull(kind, "kind");
    }
}
