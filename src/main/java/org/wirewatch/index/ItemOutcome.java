package org.wirewatch.index;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Problem;

/** What became of one document of a bulk. */
public sealed interface ItemOutcome {

    /** The server has it. */
    record Written() implements ItemOutcome {}

    /** The server already has this version or a newer one: nothing to do. */
    record Superseded() implements ItemOutcome {}

    /**
     * The server cannot take it now, whatever the document: it is away, busy, full, or does not accept our credentials.
     *
     * @param reason what people read while it lasts, with what to do where somebody can do something
     * @param after how long the server asked us to wait, null if it did not say
     */
    record Retry(String reason, @Nullable Duration after) implements ItemOutcome {}

    /** The server will never take this document. */
    record Rejected(Problem problem) implements ItemOutcome {}

    default <T> T match(
            Function<Written, T> onWritten,
            Function<Superseded, T> onSuperseded,
            Function<Retry, T> onRetry,
            Function<Rejected, T> onRejected) {
        if (this instanceof Written written) {
            return onWritten.apply(written);
        }
        if (this instanceof Superseded superseded) {
            return onSuperseded.apply(superseded);
        }
        if (this instanceof Retry retry) {
            return onRetry.apply(retry);
        }
        return onRejected.apply((Rejected) this);
    }
}
