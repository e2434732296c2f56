package org.wirewatch.feed;

import java.util.function.Function;
import org.wirewatch.model.Problem;

/** What came of reading a body as a feed. */
public sealed interface ParseOutcome {

    /** It is a feed, perhaps after repairs, perhaps without entries. */
    record Parsed(ParsedFeed feed) implements ParseOutcome {}

    /** It is no feed, or too broken to say. */
    record Unreadable(Problem problem) implements ParseOutcome {}

    default <T> T match(
            Function<? super Parsed, ? extends T> onParsed, Function<? super Unreadable, ? extends T> onUnreadable) {
        return this instanceof Parsed parsed ? onParsed.apply(parsed) : onUnreadable.apply((Unreadable) this);
    }
}
