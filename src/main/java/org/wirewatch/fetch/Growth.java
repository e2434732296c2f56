package org.wirewatch.fetch;

import java.time.Duration;
import org.wirewatch.model.Ids;

/**
 * Pauses that double. Jitter is taken from a text and not from chance: what failed together comes back apart, and the
 * same input always gives the same pause.
 */
final class Growth {

    /** A pause is lengthened by up to this share of itself. */
    private static final double JITTER = 0.25;

    /** More would be longer than any bound. */
    private static final int MOST_DOUBLINGS = 40;

    private Growth() {}

    /** @param spread what tells this pause from others that begin at the same moment */
    static Duration doubling(Duration first, int doublings, Duration longest, String spread) {
        double share = (Ids.hash64(spread) >>> 11) * 0x1.0p-53;
        double millis = first.toMillis() * Math.pow(2, Math.min(doublings, MOST_DOUBLINGS)) * (1 + JITTER * share);
        return Duration.ofMillis((long) Math.min(millis, longest.toMillis()));
    }
}
