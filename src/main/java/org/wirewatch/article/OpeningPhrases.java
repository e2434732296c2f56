package org.wirewatch.article;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Knows how lines that are no running text begin: "Read also", "Photo:", "Подпишитесь". */
final class OpeningPhrases {

    /** What a line is that begins so. */
    enum Kind {
        NONE,
        CREDITS,
        BYLINE,
        CAPTION,
        TAGS,
        RELATED,
        COMMENTS,
        SIGNUP,
        SHARE,
        ADVERT,
        LEGAL
    }

    private static final int MAX_WORDS = 4;
    private static final int MAX_CHARS = 48;

    /** By the hash of their words; 64 bits leave nothing to chance. */
    private final Map<Long, Kind> kinds = new HashMap<>();
    /** A bit for each hash of a first word: most lines are told by it. */
    private final long[] sieve = new long[64];

    /** With the phrases of {@code opening-phrases.txt}. */
    OpeningPhrases() {
        try (InputStream resource = Objects.requireNonNull(
                OpeningPhrases.class.getResourceAsStream("opening-phrases.txt"), "opening-phrases.txt")) {
            new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(this::learn);
        } catch (IOException broken) {
            throw new UncheckedIOException("opening-phrases.txt of this jar is unreadable", broken);
        }
    }

    private void learn(String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            Kind kind = Kind.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT));
            for (String phrase : line.substring(colon + 1).split(",")) {
                String words = phrase.strip();
                int end = words.indexOf(' ');
                long first = hash(words, 0, end < 0 ? words.length() : end);
                sieve[(int) (first >>> 6) & 63] |= 1L << first;
                kinds.putIfAbsent(hash(words, 0, words.length()), kind);
            }
        }
    }

    private static long hash(CharSequence words, int from, int to) {
        long hash = 0;
        for (int i = from; i < to; i++) {
            hash = add(hash, words.charAt(i));
        }
        return hash;
    }

    private static long add(long hash, char c) {
        return (hash ^ c) * 0x9E3779B97F4A7C15L + (hash >>> 47);
    }

    /** The kind of the longest known phrase that the text begins with. */
    Kind of(CharSequence text, int start, int end) {
        int limit = Math.min(end, start + MAX_CHARS);
        long hash = 0;
        boolean begun = false;
        Kind longest = Kind.NONE;
        int words = 0;
        boolean inWord = false;
        for (int i = start; i <= limit && words < MAX_WORDS; i++) {
            char c = i < limit ? text.charAt(i) : ' ';
            if (isLetter(c)) {
                if (!inWord && begun) {
                    hash = add(hash, ' ');
                }
                hash = add(hash, Character.toLowerCase(c));
                begun = true;
                inWord = true;
            } else if (inWord && c != '\'' && c != '\u2019') {
                if (words == 0 && (sieve[(int) (hash >>> 6) & 63] & 1L << hash) == 0) {
                    return Kind.NONE;
                }
                inWord = false;
                words++;
                longest = kinds.getOrDefault(hash, longest);
            }
        }
        return longest;
    }

    private static boolean isLetter(char c) {
        return c < 0x80
                ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                : Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK || c == '\u24d2';
    }
}
