package org.wirewatch.article;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads class, id and role names: {@code "articleBody relatedposts"} says ARTICLE, BODY and RELATED.
 *
 * <p>Names are cut at humps and at everything that is no letter or digit, and run-together names are read word by word
 * along a trie, so that one walk over the characters finds all words. A word counts when the name ends behind it, or
 * another word follows, or a plural's s; one of {@value #PREFIX_LETTERS} letters or more counts as a beginning too.
 */
final class SignalWords {

    private static final int PREFIX_LETTERS = 6;
    private static final int MAX_NAME_CHARS = 300;
    private static final int ALPHABET = 36;
    private static final int KNOWN_BITS = 12;
    /** The class of a quoted post, which belongs to the text, although links to that network usually do not. */
    private static final String QUOTED_POST = "twitter-tweet";

    /** For each ASCII sign its place in the alphabet, -1 for what parts words. */
    private static final byte[] SLOTS = new byte[0x80];

    static {
        for (char c = 0; c < SLOTS.length; c++) {
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            SLOTS[c] = (byte) (letter ? (c | 0x20) - 'a' : c >= '0' && c <= '9' ? c - '0' + 26 : -1);
        }
    }

    /** The trie: by node and letter the next node, 0 for none; the root is node 0. */
    private int[] next = new int[ALPHABET * 1024];
    /** By node, the signals of the word that ends there. */
    private int[] masks = new int[1024];

    private int nodes = 1;

    private record Known(String names, int mask) {}

    /**
     * Names that were read lately, by their hash: pages of one site, and the elements of one page, share them. Threads write
     * over each other's without harm, because whatever is found is whole and right.
     */
    private final @Nullable Known[] known = new @Nullable Known[1 << KNOWN_BITS];

    /** With the words of {@code signal-words.txt}. */
    SignalWords() {
        try (InputStream resource =
                Objects.requireNonNull(SignalWords.class.getResourceAsStream("signal-words.txt"), "signal-words.txt")) {
            new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(this::learn);
        } catch (IOException broken) {
            throw new UncheckedIOException("signal-words.txt of this jar is unreadable", broken);
        }
    }

    private void learn(String line) {
        int colon = line.indexOf(':');
        int bit = Signal.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT))
                .bit();
        for (String word : line.substring(colon + 2).split(" ")) {
            int node = 0;
            for (int i = 0; i < word.length(); i++) {
                int at = node * ALPHABET + slot(word.charAt(i));
                if (next[at] == 0) {
                    next[at] = newNode();
                }
                node = next[at];
            }
            masks[node] |= bit;
        }
    }

    private int newNode() {
        if (nodes == masks.length) {
            masks = Arrays.copyOf(masks, 2 * nodes);
            next = Arrays.copyOf(next, 2 * nodes * ALPHABET);
        }
        return nodes++;
    }

    /** The signals in a class, id or role attribute, as a mask of {@link Signal#bit()}. */
    int read(String names) {
        int slot = names.hashCode() * 0x9E3779B1 >>> 32 - KNOWN_BITS;
        Known before = known[slot];
        if (before != null && before.names.equals(names)) {
            return before.mask;
        }
        int mask = readAnew(names);
        if (names.length() <= MAX_NAME_CHARS) {
            known[slot] = new Known(names, mask);
        }
        return mask;
    }

    private int readAnew(String names) {
        if (names.contains(QUOTED_POST)) {
            return Signal.EMBED.bit();
        }
        int length = Math.min(names.length(), MAX_NAME_CHARS);
        int mask = 0;
        int i = 0;
        while (i < length) {
            int found = -1;
            int foundEnd = i;
            int node = 0;
            int at = i;
            while (at < length && (at == i || !hump(names, at))) {
                int slot = slot(names.charAt(at));
                node = slot < 0 ? 0 : next[node * ALPHABET + slot];
                if (node == 0) {
                    break;
                }
                at++;
                if (masks[node] != 0 && ends(names, at, length, at - i)) {
                    found = masks[node];
                    foundEnd = at;
                }
            }
            if (found >= 0) {
                mask |= found;
                i = foundEnd;
            } else {
                i = nextName(names, i, length);
            }
        }
        return mask;
    }

    private boolean ends(String names, int at, int length, int letters) {
        if (at == length || slot(names.charAt(at)) < 0 || hump(names, at) || letters >= PREFIX_LETTERS) {
            return true;
        }
        if (names.charAt(at) == 's' && (at + 1 == length || slot(names.charAt(at + 1)) < 0)) {
            return true;
        }
        if (letters < 4) {
            return false;
        }
        // "storybody": the rest has to begin another word of which at least four letters are there
        int node = 0;
        for (int i = at; i < length; i++) {
            int slot = slot(names.charAt(i));
            node = slot < 0 ? 0 : next[node * ALPHABET + slot];
            if (node == 0) {
                return false;
            }
            if (masks[node] != 0 && i - at >= 2) {
                return true;
            }
        }
        return false;
    }

    private static int nextName(String names, int from, int length) {
        int i = from + 1;
        while (i < length && slot(names.charAt(i)) >= 0 && !hump(names, i)) {
            i++;
        }
        while (i < length && slot(names.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static boolean hump(String names, int at) {
        char c = names.charAt(at);
        char before = names.charAt(at - 1);
        return c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z';
    }

    private static int slot(char c) {
        return c < SLOTS.length ? SLOTS[c] : -1;
    }
}
