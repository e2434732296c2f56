package org.wirewatch.topic.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Reduces single words of one language to what is compared. Looks at nothing but the word. Not for two threads, as
 * Lucene's filters keep a state while they work.
 */
public final class Morphology {

    private final Locale locale;
    private final OneWord source = new OneWord();
    private final TokenStream filters;
    private final CharTermAttribute term;

    Morphology(Language language) {
        this.locale = language.locale();
        this.filters = language.stemmer().over(source);
        this.term = filters.getAttribute(CharTermAttribute.class);
    }

    /** The letters as they are meant: what case-sensitive terms are compared with. */
    public String clean(String word) {
        return Letters.clean(word);
    }

    /** A clean word without case and diacritics: what exact terms and wildcards are compared with. */
    public String fold(String clean) {
        return Letters.fold(clean, locale);
    }

    /** What a clean word is reduced to; several where a dictionary knows several readings. Never empty. */
    public List<String> stems(String clean) {
        Set<String> stems = new LinkedHashSet<>();
        try {
            source.set(clean);
            filters.reset();
            while (filters.incrementToken()) {
                stems.add(fold(term.toString()));
            }
            filters.end();
            filters.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a word in memory cannot fail to be read", impossible);
        }
        return stems.isEmpty() ? List.of(fold(clean)) : List.copyOf(stems);
    }

    /** A stream of the one word that it was given. */
    private static final class OneWord extends TokenStream {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private String word = "";
        private boolean pending;

        void set(String newWord) {
            word = newWord;
            pending = true;
        }

        @Override
        public boolean incrementToken() {
            if (!pending) {
                return false;
            }
            clearAttributes();
            term.append(word);
            pending = false;
            return true;
        }
    }
}
