package org.wirewatch.feed;

import org.jspecify.annotations.Nullable;

/** The best of what several sources say: a lower rank is a better source, and among equals the first one holds. */
final class Ranked {

    private int rank = Integer.MAX_VALUE;
    private @Nullable String value;

    void offer(int offered, @Nullable String text) {
        if (offered < rank && text != null && !text.isBlank()) {
            rank = offered;
            value = text;
        }
    }

    /** Null when nothing was offered but blanks. */
    @Nullable
    String value() {
        return value;
    }
}
