package org.wirewatch.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Phrases that sentences begin with. Asked about nearly every page, so a sentence is only copied when its first word is
 * one that a phrase begins with.
 */
final class SentenceOpenings {

    private static final int MAX_CHARS = 80;
    private static final String QUOTES = "\"“„«»‘‚'”’";

    /** By the hash of their first word. */
    private final Map<Integer, List<String>> phrases = new HashMap<>();
    /** A bit for each hash of a first word: most sentences are told by it. */
    private final long[] sieve = new long[64];

    /** Adds a phrase, written as {@link Texts#comparable} writes. */
    void add(String phrase) {
        int hash = 0;
        for (int i = 0; i < phrase.length() && phrase.charAt(i) != ' '; i++) {
            hash = hash * 31 + phrase.charAt(i);
        }
        phrases.computeIfAbsent(hash, word -> new ArrayList<>(2)).add(phrase);
        sieve[hash >>> 6 & 63] |= 1L << (hash & 63);
    }

    /** The words of the longest phrase that a sentence of the text begins with outside quotation marks, 0 if none does. */
    int words(CharSequence text, int from, int to) {
        int most = 0;
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            while (i < to && !Character.isLetterOrDigit(c) && QUOTES.indexOf(c) < 0) {
                i++;
                c = i < to ? text.charAt(i) : ' ';
            }
            int start = i;
            int hash = 0;
            while (i < to && Character.isLetterOrDigit(c)) {
                hash = hash * 31 + folded(c);
                i++;
                c = i < to ? text.charAt(i) : ' ';
            }
            if ((sieve[hash >>> 6 & 63] & 1L << (hash & 63)) != 0) {
                most = Math.max(most, longest(hash, text, start, Math.min(to, start + MAX_CHARS)));
            }
            while (i < to && !endsSentence(text.charAt(i))) {
                i++;
            }
            i++;
        }
        return most;
    }

    private static boolean endsSentence(char c) {
        return c == '.' || c == '!' || c == '?' || c == '\n' || c == '\u2026' || c == ':';
    }

    private static char folded(char c) {
        char lower = Character.toLowerCase(c);
        return lower == '\u0131' ? 'i' : lower;
    }

    private int longest(int hash, CharSequence text, int start, int end) {
        List<String> known = phrases.get(hash);
        if (known == null) {
            return 0;
        }
        int stop = start;
        while (stop < end && !endsSentence(text.charAt(stop))) {
            stop++;
        }
        String sentence =
                Texts.comparable(text.subSequence(start, stop).toString()).replace('\u0131', 'i');
        int most = 0;
        for (String phrase : known) {
            boolean begins = sentence.startsWith(phrase)
                    && (sentence.length() == phrase.length() || sentence.charAt(phrase.length()) == ' ');
            most = begins ? Math.max(most, phrase.split(" ").length) : most;
        }
        return most;
    }
}
