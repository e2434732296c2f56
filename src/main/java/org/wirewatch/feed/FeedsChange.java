package org.wirewatch.feed;

import java.util.List;
import java.util.function.Function;
import org.wirewatch.model.Feed;

/** What a look at the feed files showed that the look before did not. */
public sealed interface FeedsChange {

    /** The files are whole: these are the feeds from now on. */
    record Read(List<Feed> feeds) implements FeedsChange {}

    /**
     * The files cannot be used, and the list before stays.
     *
     * @param message names the first mistakes with file, line and column
     */
    record Refused(String message) implements FeedsChange {}

    default <T> T match(Function<? super Read, ? extends T> onRead, Function<? super Refused, ? extends T> onRefused) {
        return this instanceof Read read ? onRead.apply(read) : onRefused.apply((Refused) this);
    }
}
