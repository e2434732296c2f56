package org.wirewatch.feed;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Validators;

/** How one poll of a feed went. */
public sealed interface PollResult {

    /**
     * The server sent a feed that differs from the last one.
     *
     * @param feed what it says
     * @param validators exactly as received, absent ones as absent: they replace the old pair
     * @param bodyHash of the decompressed body, see {@link PollPolicy#bodyHash}
     * @param freshness how long a cache may keep it (RFC 9111, 4.2), null if the server does not say
     */
    record Changed(
            ParsedFeed feed,
            Validators validators,
            long bodyHash,
            @Nullable Duration freshness) implements PollResult {}

    /**
     * 304, or a body that is the last one byte by byte.
     *
     * @param validators those of this answer: a header that it carries replaces the old one, an absent one does not
     */
    record Unchanged(Validators validators) implements PollResult {}

    /**
     * No feed came.
     *
     * @param problem why
     * @param passing whether asking again soon may help
     * @param retryAfter what the server asked for, null if nothing
     */
    record Failed(
            Problem problem, boolean passing, @Nullable Duration retryAfter) implements PollResult {}

    default <T> T match(
            Function<? super Changed, ? extends T> onChanged,
            Function<? super Unchanged, ? extends T> onUnchanged,
            Function<? super Failed, ? extends T> onFailed) {
        if (this instanceof Changed changed) {
            return onChanged.apply(changed);
        }
        return this instanceof Unchanged unchanged ? onUnchanged.apply(unchanged) : onFailed.apply((Failed) this);
    }
}
