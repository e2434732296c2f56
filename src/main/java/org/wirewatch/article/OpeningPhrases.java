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

    private final Map<String, Kind> kinds = new HashMap<>();

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
                kinds.putIfAbsent(phrase.strip(), kind);
            }
        }
    }

    /** The kind of the longest known phrase that the text begins with. */
    Kind of(CharSequence text, int start, int end) {
        int limit = Math.min(end, start + MAX_CHARS);
        StringBuilder opening = new StringBuilder(MAX_CHARS);
        Kind longest = Kind.NONE;
        int words = 0;
        boolean inWord = false;
        for (int i = start; i <= limit && words < MAX_WORDS; i++) {
            char c = i < limit ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK || c == '\u24d2') {
                if (!inWord && opening.length() > 0) {
                    opening.append(' ');
                }
                opening.append(Character.toLowerCase(c));
                inWord = true;
            } else if (inWord && c != '\'' && c != '\u2019') {
                inWord = false;
                words++;
                longest = kinds.getOrDefault(opening.toString(), longest);
            }
        }
        return longest;
    }
}
