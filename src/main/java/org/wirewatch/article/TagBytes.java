package org.wirewatch.article;

import java.nio.charset.StandardCharsets;

/** What {@link PageCleaner} does with an element, looked up by the bytes of its name. */
final class TagBytes {

    /** White space beside its tags is none of the text. */
    static final int BOUNDARY = 1;
    /** Has neither content nor meaning for the text. */
    static final int DROPPED = 1 << 1;
    /** Is taken out with everything up to its end tag. */
    static final int REMOVED = 1 << 2;

    static final int META = 1 << 3;
    static final int LINK = 1 << 4;
    static final int BASE = 1 << 5;
    static final int ANCHOR = 1 << 6;
    static final int SPAN = 1 << 7;
    static final int ROOT = 1 << 8;
    static final int SCRIPT = 1 << 9;
    /** As {@link #REMOVED}, but pages leave it open, so only if its end is near. */
    static final int CONTROL = 1 << 10;

    private static final int SLOTS = 512;
    /** Letters of a name that are looked at: enough to tell all of them apart. */
    private static final int LETTERS = 8;

    private static final long[] KEYS = new long[SLOTS];
    private static final int[] KINDS = new int[SLOTS];

    static {
        for (TagKind kind : TagKind.values()) {
            if (kind.isBox() || kind == TagKind.LINE_BREAK || kind == TagKind.HEAD) {
                learn(BOUNDARY, kind.names());
            }
        }
        learn(BOUNDARY | ROOT, "html");
        learn(BOUNDARY | META, "meta");
        learn(BOUNDARY | LINK, "link");
        learn(BOUNDARY | BASE, "base");
        learn(BOUNDARY, "title");
        learn(ANCHOR, "a");
        learn(SPAN, "span");
        learn(DROPPED, "img source input track wbr col area param embed");
        learn(REMOVED | SCRIPT, "script");
        learn(REMOVED, "style svg noscript iframe");
        learn(REMOVED | CONTROL, "button select video audio canvas textarea");
    }

    private TagBytes() {}

    private static void learn(int kind, String names) {
        for (String name : names.split(" ")) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            long key = key(bytes, 0, bytes.length);
            int slot = slot(key);
            while (KEYS[slot] != 0 && KEYS[slot] != key) {
                slot = slot + 1 & SLOTS - 1;
            }
            KEYS[slot] = key;
            KINDS[slot] = kind;
        }
    }

    /** The kinds of the element with this name, 0 for one without any. */
    static int of(byte[] page, int from, int to) {
        long key = key(page, from, to);
        int slot = slot(key);
        while (KEYS[slot] != 0) {
            if (KEYS[slot] == key) {
                return KINDS[slot];
            }
            slot = slot + 1 & SLOTS - 1;
        }
        return 0;
    }

    private static long key(byte[] bytes, int from, int to) {
        long key = to - from;
        for (int i = from; i < Math.min(to, from + LETTERS - 1); i++) {
            key = key << 8 | (bytes[i] | 0x20) & 0xff;
        }
        return key;
    }

    private static int slot(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 55);
    }
}
