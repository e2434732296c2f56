package org.wirewatch.article;

/** The runs of three words of a text, as hashes: tells how much of another text is found in it. */
final class ShingleSet {

    private static final int MAX_WORDS = 20_000;
    /** So many runs of a text are looked up at most; they decide as well as all. */
    private static final int MAX_LOOKUPS = 30;

    private final int[] slots;
    private final int mask;

    ShingleSet(CharSequence text) {
        // A word has at least one character (in CJK scripts exactly one), so at least half of the slots stay free.
        int mostWords = Math.min(MAX_WORDS, text.length() + 1);
        int size = Integer.highestOneBit(mostWords) * 4;
        this.slots = new int[size];
        this.mask = size - 1;
        int[] last = new int[2];
        int words = 0;
        int hash = 0;
        for (int i = 0; i <= text.length() && words < MAX_WORDS; i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                hash = hash * 31 + Character.toLowerCase(c);
                if (c < '\u2e80') {
                    continue;
                }
            }
            if (hash != 0) {
                words++;
                if (words >= 3) {
                    add(mix(last[0], last[1], hash));
                }
                last[0] = last[1];
                last[1] = hash;
                hash = 0;
            }
        }
    }

    /** The share of a text's runs that are in this one, 0..1; 0 for a text of less than three words. */
    double share(CharSequence text, int start, int end) {
        int[] last = new int[2];
        int words = 0;
        int hash = 0;
        int found = 0;
        int asked = 0;
        for (int i = start; i <= end && asked < MAX_LOOKUPS; i++) {
            char c = i < end ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                hash = hash * 31 + Character.toLowerCase(c);
                if (c < '\u2e80') {
                    continue;
                }
            }
            if (hash != 0) {
                words++;
                if (words >= 3) {
                    asked++;
                    if (has(mix(last[0], last[1], hash))) {
                        found++;
                    }
                }
                last[0] = last[1];
                last[1] = hash;
                hash = 0;
            }
        }
        return asked == 0 ? 0 : (double) found / asked;
    }

    private static int mix(int a, int b, int c) {
        int hash = (a * 0x9E3779B1 ^ b) * 0x85EBCA6B ^ c * 0xC2B2AE35;
        hash ^= hash >>> 15;
        return hash == 0 ? 1 : hash;
    }

    private void add(int hash) {
        int slot = hash & mask;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = slot + 1 & mask;
        }
        slots[slot] = hash;
    }

    private boolean has(int hash) {
        int slot = hash & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == hash) {
                return true;
            }
            slot = slot + 1 & mask;
        }
        return false;
    }
}
