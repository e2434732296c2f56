package org.wirewatch.topic.match;

import org.wirewatch.topic.language.Morphology;

/**
 * Remembers the terms of words as they are written, so that cleaning, stemming and wildcards cost only once a word and not
 * once an occurrence. Open addressing over slices of the text: a look-up makes no object. When it is full it forgets
 * everything, so that a stream of made-up words cannot fill the memory.
 */
final class WordMemo {

    private static final int CAPACITY = 1 << 17;
    private static final int MAX_WORDS = CAPACITY / 2;

    /** Longer words are addresses and accidents, which do not come again. */
    private static final int MAX_CHARS = 40;

    private final Vocabulary vocabulary;
    private final Morphology morphology;
    private String[] words = new String[1 << 10];
    private int[][] terms = new int[1 << 10][];
    private int count;

    WordMemo(Vocabulary vocabulary, Morphology morphology) {
        this.vocabulary = vocabulary;
        this.morphology = morphology;
    }

    int[] terms(String text, int start, int end) {
        if (end - start > MAX_CHARS) {
            return vocabulary.terms(text.substring(start, end), morphology);
        }
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int slot = slot(text, start, end, hash);
        if (words[slot] != null) {
            return terms[slot];
        }
        String word = text.substring(start, end);
        int[] found = vocabulary.terms(word, morphology);
        remember(word, found, slot);
        return found;
    }

    private int slot(String text, int start, int end, int hash) {
        int mask = words.length - 1;
        int slot = (hash ^ hash >>> 15) & mask;
        while (words[slot] != null && !(words[slot].length() == end - start && text.startsWith(words[slot], start))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void remember(String word, int[] found, int slot) {
        words[slot] = word;
        terms[slot] = found;
        if (++count <= words.length / 2) {
            return;
        }
        if (count > MAX_WORDS) {
            words = new String[1 << 10];
            terms = new int[1 << 10][];
            count = 0;
            return;
        }
        String[] oldWords = words;
        int[][] oldTerms = terms;
        words = new String[oldWords.length * 2];
        terms = new int[oldWords.length * 2][];
        for (int i = 0; i < oldWords.length; i++) {
            if (oldWords[i] != null) {
                int moved = slot(oldWords[i], 0, oldWords[i].length(), oldWords[i].hashCode());
                words[moved] = oldWords[i];
                terms[moved] = oldTerms[i];
            }
        }
    }
}
