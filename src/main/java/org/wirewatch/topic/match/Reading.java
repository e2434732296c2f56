package org.wirewatch.topic.match;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Field;
import org.wirewatch.topic.language.Amounts;
import org.wirewatch.topic.language.Morphology;
import org.wirewatch.topic.language.Words;

/**
 * Where the terms of a vocabulary stand in the article that is being read. Reused from article to article; for one
 * thread.
 */
final class Reading {

    private static final int NO_ENTRY = -1;

    private final Vocabulary vocabulary;
    private final WordMemo memo;
    private @Nullable Text text;

    /** By word: its terms. */
    private int[][] termsOfWord = new int[1_024][];

    /** By term, one bit: whether the article has it. Small enough to stay in the processor's cache. */
    private final long[] present;

    /** By term: the first and the last entry of its list. */
    private final int[] first;

    private final int[] last;

    /** By entry: the position, and the next entry of the same term. */
    private int[] positions = new int[1_024];

    private int[] next = new int[1_024];
    private int entries;

    private int[] seen = new int[256];
    private int seenCount;

    private final @Nullable Hits[] shared;
    private final int[] sharedUsed;
    private int sharedCount;

    private long[] amountSpans = new long[16];
    private double[] amountValues = new double[16];
    private int amounts;

    Reading(Vocabulary vocabulary, Morphology morphology, int sharedSets) {
        this.vocabulary = vocabulary;
        this.memo = new WordMemo(vocabulary, morphology);
        this.first = new int[vocabulary.size()];
        this.last = new int[vocabulary.size()];
        this.present = new long[vocabulary.size() / Long.SIZE + 1];
        this.shared = new Hits[sharedSets];
        this.sharedUsed = new int[sharedSets];
    }

    /** Looks the words of another article up and forgets the last one. */
    void read(Text newText) {
        forget();
        text = newText;
        int count = newText.count();
        if (count > termsOfWord.length) {
            termsOfWord = new int[count * 2][];
        }
        int word = 0;
        for (Field field : Field.values()) {
            Words words = newText.words(field);
            for (int i = 0; i < words.count(); i++, word++) {
                int[] terms = memo.terms(words.text(), words.start(i), words.end(i));
                termsOfWord[word] = terms;
                for (int term : terms) {
                    add(term, newText.position(word));
                }
            }
            if (vocabulary.asksForAmounts()) {
                readAmounts(words, word - words.count());
            }
        }
    }

    private void forget() {
        for (int i = 0; i < seenCount; i++) {
            present[seen[i] / Long.SIZE] = 0;
        }
        for (int i = 0; i < sharedCount; i++) {
            shared[sharedUsed[i]] = null;
        }
        seenCount = 0;
        sharedCount = 0;
        entries = 0;
        amounts = 0;
    }

    private void add(int term, int position) {
        if (entries == positions.length) {
            positions = Arrays.copyOf(positions, entries * 2);
            next = Arrays.copyOf(next, entries * 2);
        }
        positions[entries] = position;
        next[entries] = NO_ENTRY;
        if (!has(term)) {
            present[term / Long.SIZE] |= 1L << term;
            first[term] = entries;
            if (seenCount == seen.length) {
                seen = Arrays.copyOf(seen, seenCount * 2);
            }
            seen[seenCount++] = term;
        } else {
            next[last[term]] = entries;
        }
        last[term] = entries++;
    }

    private void readAmounts(Words words, int firstWord) {
        for (int i = 0; i < words.count(); i++) {
            Amounts.Amount amount = Amounts.at(words, i);
            if (amount == null) {
                continue;
            }
            if (amounts == amountSpans.length) {
                amountSpans = Arrays.copyOf(amountSpans, amounts * 2);
                amountValues = Arrays.copyOf(amountValues, amounts * 2);
            }
            int start = text().position(firstWord + i);
            amountSpans[amounts] = Hits.span(start, start + amount.words() - 1);
            amountValues[amounts++] = amount.value();
            add(Vocabulary.AMOUNT, start);
            i += amount.words() - 1;
        }
    }

    Text text() {
        if (text == null) {
            throw new IllegalStateException("no article has been read");
        }
        return text;
    }

    boolean has(int term) {
        return (present[term / Long.SIZE] & 1L << term) != 0;
    }

    private int firstEntry(int term) {
        return has(term) ? first[term] : NO_ENTRY;
    }

    int seenTerms() {
        return seenCount;
    }

    /** The terms that the article has, in the order of their first occurrence. */
    int seenTerm(int index) {
        return seen[index];
    }

    /** Adds every place of a term. */
    void places(int term, Hits.Builder hits) {
        for (int entry = firstEntry(term); entry != NO_ENTRY; entry = next[entry]) {
            hits.add(positions[entry], positions[entry]);
        }
    }

    /** Adds every place where words stand one behind the other, the first of which is a given term. */
    void phrases(int[][] words, Hits.Builder hits) {
        for (int term : words[0]) {
            for (int entry = firstEntry(term); entry != NO_ENTRY; entry = next[entry]) {
                int start = positions[entry];
                int matched = 1;
                while (matched < words.length && isAt(start + matched, words[matched])) {
                    matched++;
                }
                if (matched == words.length) {
                    hits.add(start, start + matched - 1);
                }
            }
        }
    }

    private boolean isAt(int position, int[] alternatives) {
        if (!text().isWord(position)) {
            return false;
        }
        for (int term : termsOfWord[text().wordAt(position)]) {
            for (int alternative : alternatives) {
                if (term == alternative) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Adds every number in a range. */
    void amounts(double min, double max, Hits.Builder hits) {
        for (int i = 0; i < amounts; i++) {
            if (amountValues[i] >= min && amountValues[i] <= max) {
                hits.add(amountSpans[i]);
            }
        }
    }

    /** The hits of a set that several rules use: found once an article. */
    Hits shared(int set, Function<Reading, Hits> find) {
        Hits known = shared[set];
        if (known == null) {
            known = find.apply(this);
            shared[set] = known;
            sharedUsed[sharedCount++] = set;
        }
        return known;
    }
}
