package org.wirewatch.job.operator;

/**
 * External versions of documents: the time in milliseconds, and always above the last one.
 *
 * <p>A plain counter would restart behind what was written between the last checkpoint and a crash, and the revisions
 * after the restart would lose against those documents. Time does not go back over a restart.
 */
final class Versions {

    private Versions() {}

    /** @param last the version given out before, 0 if none */
    static long next(long last, long nowMillis) {
        return Math.max(last + 1, nowMillis);
    }
}
