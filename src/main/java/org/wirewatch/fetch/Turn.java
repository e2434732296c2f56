package org.wirewatch.fetch;

import java.time.Instant;
import java.util.function.Function;

/** Whether a request to a host may start. */
public sealed interface Turn {

    /** One answer for each case. */
    <T> T match(
            Function<? super Now, ? extends T> onNow,
            Function<? super Later, ? extends T> onLater,
            Function<? super Busy, ? extends T> onBusy);

    /** It may. */
    record Now() implements Turn {

        @Override
        public <T> T match(
                Function<? super Now, ? extends T> onNow,
                Function<? super Later, ? extends T> onLater,
                Function<? super Busy, ? extends T> onBusy) {
            return onNow.apply(this);
        }
    }

    /** Not before a time.
     *
     * @param at when to ask again
     */
    record Later(Instant at) implements Turn {

        @Override
        public <T> T match(
                Function<? super Now, ? extends T> onNow,
                Function<? super Later, ? extends T> onLater,
                Function<? super Busy, ? extends T> onBusy) {
            return onLater.apply(this);
        }
    }

    /** As many as may be are under way: ask again when one of them has been answered. */
    record Busy() implements Turn {

        @Override
        public <T> T match(
                Function<? super Now, ? extends T> onNow,
                Function<? super Later, ? extends T> onLater,
                Function<? super Busy, ? extends T> onBusy) {
            return onBusy.apply(this);
        }
    }
}
