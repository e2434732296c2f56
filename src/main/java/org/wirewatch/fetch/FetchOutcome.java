package org.wirewatch.fetch;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Page;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Validators;

/** How a fetch ended. */
public sealed interface FetchOutcome {

    /** One answer for each case. */
    <T> T match(
            Function<? super Fetched, ? extends T> onFetched,
            Function<? super NotModified, ? extends T> onNotModified,
            Function<? super Failed, ? extends T> onFailed);

    /**
     * There is a body to read.
     *
     * @param page the body, decompressed; {@link Page#truncated()} exactly if {@code cut} is there
     * @param validators to ask again with; {@link Validators#NONE} for a body that broke off, because with them the
     *     rest would never be seen
     * @param freshness how long the server says the answer stays fresh (RFC 9111, 4.2), null if it says nothing usable
     * @param cut why the body is not whole, null if it is: {@link FetchFault#TOO_LARGE}, which another attempt does not
     *     change, or {@link FetchFault#BROKEN_OFF}, which it may
     * @param movedTo where permanent redirects (301, 308) alone lead from the requested address; null if the first
     *     answer was no permanent redirect
     */
    record Fetched(
            Page page,
            Validators validators,
            @Nullable Duration freshness,
            @Nullable Problem cut,
            @Nullable String movedTo)
            implements FetchOutcome {

        /** One without a permanent redirect. */
        public Fetched(Page page, Validators validators, @Nullable Duration freshness, @Nullable Problem cut) {
            this(page, validators, freshness, cut, null);
        }

        @Override
        public <T> T match(
                Function<? super Fetched, ? extends T> onFetched,
                Function<? super NotModified, ? extends T> onNotModified,
                Function<? super Failed, ? extends T> onFailed) {
            return onFetched.apply(this);
        }
    }

    /**
     * The copy that the validators belong to is still the current one.
     *
     * @param validators to ask again with: the new ones where the answer carries any, else those that were sent
     * @param freshness as in {@link Fetched}
     * @param movedTo as in {@link Fetched}
     */
    record NotModified(
            Validators validators,
            @Nullable Duration freshness,
            @Nullable String movedTo) implements FetchOutcome {

        /** One without a permanent redirect. */
        public NotModified(Validators validators, @Nullable Duration freshness) {
            this(validators, freshness, null);
        }

        @Override
        public <T> T match(
                Function<? super Fetched, ? extends T> onFetched,
                Function<? super NotModified, ? extends T> onNotModified,
                Function<? super Failed, ? extends T> onFailed) {
            return onNotModified.apply(this);
        }
    }

    /**
     * Nothing to read.
     *
     * @param fault what kind of failure it is
     * @param problem the same for an operator; its kind is the {@link FetchFault#word}
     * @param retryAfter how long the server asks to be left alone, already capped; null if it does not ask. It counts
     *     for the whole host.
     */
    record Failed(
            FetchFault fault, Problem problem, @Nullable Duration retryAfter) implements FetchOutcome {

        /** Whether it may be over in a while, so that another attempt is worth it. */
        public boolean passing() {
            return fault.passing();
        }

        @Override
        public <T> T match(
                Function<? super Fetched, ? extends T> onFetched,
                Function<? super NotModified, ? extends T> onNotModified,
                Function<? super Failed, ? extends T> onFailed) {
            return onFailed.apply(this);
        }
    }
}
