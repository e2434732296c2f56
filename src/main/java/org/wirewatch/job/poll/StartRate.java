package org.wirewatch.job.poll;

/**
 * How many polls a reader starts within a second: twice what its feeds need on average, and never fewer than a floor. It
 * counts only after a stop or a stall, when very many feeds are overdue at once; without it they would all be asked in
 * one go, and from then on all at the same times again.
 *
 * <p>Not thread-safe: it belongs to the reader's task thread.
 */
final class StartRate {

    /** What a small installation catches up with. */
    static final double FLOOR_A_SECOND = 50;

    private static final double CATCH_UP = 2;
    /** So much of the rate may be used at once: it bounds the burst after an idle time. */
    private static final double BURST_MILLIS = 1_000;

    private double neededAMilli;
    private double freeAt;

    /** @param sign 1 for a feed that is polled at that interval from now on, -1 for one that no longer is */
    void count(long intervalMillis, int sign) {
        neededAMilli += sign / (double) intervalMillis;
    }

    /** When the next poll may start. */
    long freeAt() {
        return (long) Math.ceil(freeAt);
    }

    /** A poll starts. */
    void started(long now) {
        freeAt = Math.max(freeAt, now - BURST_MILLIS) + pauseMillis();
    }

    private double pauseMillis() {
        return 1 / Math.max(CATCH_UP * neededAMilli, FLOOR_A_SECOND / 1_000);
    }
}
