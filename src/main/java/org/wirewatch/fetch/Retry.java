package org.wirewatch.fetch;

import java.time.Instant;
import java.util.function.Function;

/** What becomes of an entry whose fetch failed. */
public sealed interface Retry {

    /** One answer for each case. */
    <T> T match(Function<? super Again, ? extends T> onAgain, Function<? super Never, ? extends T> onNever);

    /**
     * It is tried once more.
     *
     * @param at not before
     */
    record Again(Instant at) implements Retry {

        @Override
        public <T> T match(Function<? super Again, ? extends T> onAgain, Function<? super Never, ? extends T> onNever) {
            return onAgain.apply(this);
        }
    }

    /** The failure is final, or was the last one allowed: its problem is reported. */
    record Never() implements Retry {

        @Override
        public <T> T match(Function<? super Again, ? extends T> onAgain, Function<? super Never, ? extends T> onNever) {
            return onNever.apply(this);
        }
    }
}
