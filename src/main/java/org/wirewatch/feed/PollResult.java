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
     * @param bytes of the decompressed body
     * @param movedTo where permanent redirects led, null if there was none
     * @param cut why the body is not whole, null if it is
     */
    record Changed(
            ParsedFeed feed,
            Validators validators,
            long bodyHash,
            @Nullable Duration freshness,
            int bytes,
            @Nullable String movedTo,
            @Nullable Problem cut)
            implements PollResult {}

    /**
     * 304, or a body that is the last one byte by byte.
     *
     * @param validators those of this answer: a header that it carries replaces the old one, an absent one does not
     * @param freshness as in {@link Changed}
     * @param bytes of the body that came nevertheless, 0 after a 304
     * @param movedTo as in {@link Changed}
     */
    record Unchanged(
            Validators validators,
            @Nullable Duration freshness,
            int bytes,
            @Nullable String movedTo) implements PollResult {}

    /**
     * No feed came.
     *
     * @param problem why
     * @param outlook what to expect
     * @param retryAfter what the server asked for, null if nothing
     */
    record Failed(
            Problem problem, Outlook outlook, @Nullable Duration retryAfter) implements PollResult {

        /** What a failure lets expect. */
        public enum Outlook {
            /** Asking again soon may help. */
            PASSING,
            /** The host wants to be left alone, by all its feeds. */
            BUSY,
            /** It is likely to stay. */
            LASTING,
            /** The publisher has ended the feed (410). */
            GONE
        }
    }

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
