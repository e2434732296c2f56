package org.wirewatch.feed;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Entry;

/**
 * A feed's body, read.
 *
 * @param title plain text, null if the feed has none
 * @param link the page that the feed belongs to, null if it names none
 * @param language BCP 47 tag as declared, null if none
 * @param entries in the order of the feed
 * @param repairs what had to be mended to read it, by name and each once, such as {@code undeclared-entity}; see
 *     {@link Repair}
 * @param hints when the publisher wants to be asked
 */
public record ParsedFeed(
        @Nullable String title,
        @Nullable String link,
        @Nullable String language,
        List<Entry> entries,
        List<String> repairs,
        PublisherHints hints) {

    public ParsedFeed {
        entries = List.copyOf(entries);
        repairs = List.copyOf(repairs);
    }

    /** The interval that the feed asks for ({@code ttl}, {@code sy:updatePeriod}), null if it asks for none. */
    public @Nullable Duration ttl() {
        return hints.ttlMillis() == 0 ? null : Duration.ofMillis(hints.ttlMillis());
    }
}
