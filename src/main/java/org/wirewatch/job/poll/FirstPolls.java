package org.wirewatch.job.poll;

import java.time.Instant;

/**
 * When feeds that were never polled are polled first: one after the other, at most so many a second. 50,000 feeds that
 * start together are all polled once after 17 minutes, and as each keeps its place, later polls stay as even.
 */
final class FirstPolls {

    private final double pauseMillis;
    private double freeAt;

    FirstPolls(int perSecond) {
        pauseMillis = 1_000.0 / perSecond;
    }

    /** The next free moment, which is then taken. */
    Instant next(Instant now) {
        double moment = Math.max(freeAt, now.toEpochMilli());
        freeAt = moment + pauseMillis;
        return Instant.ofEpochMilli((long) moment);
    }
}
