package org.wirewatch.topic.language;

import java.util.Locale;
import java.util.Set;

/** What an apostrophe means: it may cut an article or an ending off a word, or be a letter of it. */
enum Apostrophes {
    /** NATO's: the ending is no part of the word. */
    POSSESSIVE,
    /** l'OTAN, dell'alleanza: what stands before it is another word. */
    ELISION {
        @Override
        int start(String text, int start, int end) {
            int at = first(text, start, end);
            return at < end - 1 && ELIDED.contains(text.substring(start, at).toLowerCase(Locale.ROOT)) ? at + 1 : start;
        }
    },
    /** NATO'ya: what stands behind it is an ending. */
    SUFFIX {
        @Override
        int end(String text, int start, int end) {
            int at = first(text, start, end);
            return at > start ? at : end;
        }
    },
    /** об'єднання: a letter like others. */
    LETTER {
        @Override
        int end(String text, int start, int end) {
            return end;
        }
    };

    private static final Set<String> ELIDED = Set.of(
            "l", "d", "j", "t", "s", "n", "m", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu",
            "un", "dell", "all", "nell", "sull", "dall", "coll", "quell", "quest", "sant", "gl", "b");

    /** Where the word begins. */
    int start(String text, int start, int end) {
        return start;
    }

    /** Where the word ends. */
    int end(String text, int start, int end) {
        return end - start > 2 && isApostrophe(text.charAt(end - 2)) && "sS".indexOf(text.charAt(end - 1)) >= 0
                ? end - 2
                : end;
    }

    static boolean isApostrophe(char c) {
        return switch (c) {
            case '\'', '’', 'ʼ', '‘', 'ʹ', '′', '＇' -> true;
            default -> false;
        };
    }

    private static int first(String text, int start, int end) {
        int at = start;
        while (at < end && !isApostrophe(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
