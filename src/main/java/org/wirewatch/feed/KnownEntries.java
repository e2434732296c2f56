package org.wirewatch.feed;

import java.util.Arrays;

/**
 * The entries of one feed that were seen before, as 64-bit keys of guid, link and title, newest first. Bounded by what
 * the feed itself shows plus a margin, so that a feed of 30 entries takes about 1 KB.
 *
 * <p>A public record of primitives and one array, fit to be state as it is.
 *
 * @param keys each known once
 * @param shown how many entries the feed showed when it was last decided
 * @param decidedMillis when that was, epoch milliseconds
 */
public record KnownEntries(long[] keys, int shown, long decidedMillis) {

    @Override
    public boolean equals(Object other) {
        return other instanceof KnownEntries known
                && Arrays.equals(keys, known.keys)
                && shown == known.shown
                && decidedMillis == known.decidedMillis;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keys);
    }

    @Override
    public String toString() {
        return "KnownEntries[" + keys.length + " keys, " + shown + " shown, decided at " + decidedMillis + "]";
    }
}
