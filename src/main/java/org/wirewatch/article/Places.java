package org.wirewatch.article;

/** Numbers keys from 0 in the order of their first appearance. */
final class Places {

    private final int[] keys;
    private final int[] places;
    private final int mask;
    private int next;

    /** For at most so many different keys. */
    Places(int keys) {
        int size = Integer.highestOneBit(Math.max(1, keys)) * 4;
        this.keys = new int[size];
        this.places = new int[size];
        this.mask = size - 1;
    }

    int place(int key) {
        int slot = (key * 0x9E3779B1 >>> 8) & mask;
        while (places[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        if (places[slot] == 0) {
            keys[slot] = key;
            places[slot] = ++next;
        }
        return places[slot] - 1;
    }
}
