package org.wirewatch.article;

/** How many steps up it is to the nearest box of each kind: 32 numbers up to {@value #FAR}, four bits each. */
final class Steps {

    static final int FAR = 15;

    private static final int BITS = 4;
    private static final int IN_A_WORD = 16;
    private static final long ONES = 0x1111111111111111L;

    /** Far from everything. */
    static final Steps NONE = new Steps(-1, -1);

    private final long low;
    private final long high;

    private Steps(long low, long high) {
        this.low = low;
        this.high = high;
    }

    /** The steps of a box inside, which is itself of the kinds in the mask. */
    Steps inside(int kinds) {
        long nextLow = oneMore(low);
        long nextHigh = oneMore(high);
        for (int left = kinds; left != 0; left &= left - 1) {
            int kind = Integer.numberOfTrailingZeros(left);
            long cleared = ~((long) FAR << BITS * (kind % IN_A_WORD));
            if (kind < IN_A_WORD) {
                nextLow &= cleared;
            } else {
                nextHigh &= cleared;
            }
        }
        return new Steps(nextLow, nextHigh);
    }

    /** Each number one higher, but those that are at the limit. */
    private static long oneMore(long numbers) {
        long full = numbers & numbers >>> 1 & numbers >>> 2 & numbers >>> 3 & ONES;
        return numbers + (ONES ^ full);
    }

    int to(int kind) {
        return (int) ((kind < IN_A_WORD ? low : high) >>> BITS * (kind % IN_A_WORD)) & FAR;
    }
}
