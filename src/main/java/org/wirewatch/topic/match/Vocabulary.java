package org.wirewatch.topic.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wirewatch.topic.language.Morphology;

/**
 * Numbers for all terms of the rules of one language. A word of a text has several: of its stems, its form, its letters,
 * and of each pattern that it fits. Immutable once built.
 */
final class Vocabulary {

    /** The term that every number written in figures has. */
    static final int AMOUNT = 0;

    private static final int[] NOTHING = {};
    private static final int INDEXED_LETTERS = 3;

    private final Map<String, Integer> stems;
    private final Map<String, Integer> forms;
    private final Map<String, Integer> letters;
    private final Map<String, List<Wildcard>> prefixes = new HashMap<>();
    private final List<Wildcard> floating = new ArrayList<>();
    private final double[] guesses;

    private record Wildcard(String pattern, int term) {}

    private Vocabulary(Builder builder) {
        stems = Map.copyOf(builder.stems);
        forms = Map.copyOf(builder.forms);
        letters = Map.copyOf(builder.letters);
        builder.patterns.forEach((pattern, term) -> {
            Wildcard wildcard = new Wildcard(pattern, term);
            int literal = literalPrefix(pattern);
            if (literal >= INDEXED_LETTERS) {
                prefixes.computeIfAbsent(pattern.substring(0, INDEXED_LETTERS), p -> new ArrayList<>())
                        .add(wildcard);
            } else {
                floating.add(wildcard);
            }
        });
        guesses = Arrays.copyOf(builder.guesses, builder.size);
    }

    int size() {
        return guesses.length;
    }

    boolean asksForAmounts() {
        return guesses[AMOUNT] > 0;
    }

    /** Which share of all texts probably has a term, before any text was seen. */
    double guess(int term) {
        return guesses[term];
    }

    /** The terms of a word as it is written in a text; each once. */
    int[] terms(String word, Morphology morphology) {
        String clean = morphology.clean(word);
        String folded = morphology.fold(clean);
        List<Integer> found = new ArrayList<>();
        addKnown(letters, clean, found);
        addKnown(forms, folded, found);
        if (!stems.isEmpty()) {
            morphology.stems(clean).forEach(stem -> addKnown(stems, stem, found));
        }
        if (folded.length() >= INDEXED_LETTERS) {
            addFitting(prefixes.getOrDefault(folded.substring(0, INDEXED_LETTERS), List.of()), folded, found);
        }
        addFitting(floating, folded, found);
        return found.isEmpty()
                ? NOTHING
                : found.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void addKnown(Map<String, Integer> numbers, String text, List<Integer> found) {
        Integer term = numbers.get(text);
        if (term != null) {
            found.add(term);
        }
    }

    private static void addFitting(List<Wildcard> wildcards, String folded, List<Integer> found) {
        for (Wildcard wildcard : wildcards) {
            if (fits(wildcard.pattern, folded)) {
                found.add(wildcard.term);
            }
        }
    }

    private static int literalPrefix(String pattern) {
        int length = 0;
        while (length < pattern.length() && pattern.charAt(length) != '*' && pattern.charAt(length) != '?') {
            length++;
        }
        return length;
    }

    /** Whether a word fits a pattern of letters, {@code ?} and {@code *}; linear in the word for each star. */
    static boolean fits(String pattern, String word) {
        int p = 0;
        int w = 0;
        int star = -1;
        int mark = 0;
        while (w < word.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = w;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == word.charAt(w))) {
                p++;
                w++;
            } else if (star >= 0) {
                p = star + 1;
                w = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Gives terms their numbers. */
    static final class Builder {

        private final Map<String, Integer> stems = new HashMap<>();
        private final Map<String, Integer> forms = new HashMap<>();
        private final Map<String, Integer> letters = new HashMap<>();
        private final Map<String, Integer> patterns = new HashMap<>();
        private double[] guesses = new double[64];
        private int size = 1;

        int stem(String stem) {
            return number(stems, stem, 1);
        }

        int form(String form) {
            return number(forms, form, 0.7);
        }

        int letters(String word) {
            return number(letters, word, 0.5);
        }

        int pattern(String pattern) {
            return number(patterns, pattern, 3);
        }

        int amount() {
            guesses[AMOUNT] = 0.9;
            return AMOUNT;
        }

        private int number(Map<String, Integer> numbers, String text, double weight) {
            Integer known = numbers.get(text);
            if (known != null) {
                return known;
            }
            if (size == guesses.length) {
                guesses = Arrays.copyOf(guesses, size * 2);
            }
            guesses[size] = Math.min(0.9, weight * guess(text));
            numbers.put(text, size);
            return size++;
        }

        /** Long words are rare words; what the texts really say replaces this soon, see {@link Frequencies}. */
        private static double guess(String text) {
            return Math.min(0.6, 1.5 * Math.exp(-0.5 * text.length()) + 0.002);
        }

        Vocabulary build() {
            return new Vocabulary(this);
        }
    }
}
