package org.wirewatch.fetch;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that the bodies of all fetches under way may hold together. */
final class Budget {

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    Budget(long limit) {
        this.limit = limit;
    }

    /** Takes so many bytes, or none of them if that would be too many. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
