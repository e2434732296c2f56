package org.wirewatch.topic.language;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * The places of a text's words, in order; UTF-16 offsets, end exclusive. Reused from text to text, so not for two
 * threads.
 */
public final class Words {

    private static final String EMOJI = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.EMOJI];

    /** A letter run before a full stop that is long enough to be a word that ends its sentence. */
    private static final int MIN_LETTERS_BEFORE_STOP = 3;

    private final Language language;
    private final StandardTokenizer tokenizer = new StandardTokenizer();
    private final OffsetAttribute offset = tokenizer.addAttribute(OffsetAttribute.class);
    private final TypeAttribute type = tokenizer.addAttribute(TypeAttribute.class);
    private String text = "";
    private int[] starts = new int[1_024];
    private int[] ends = new int[1_024];
    private int count;

    public Words(Language language) {
        this.language = language;
    }

    /** Finds the words of another text and forgets the last one. */
    public Words read(String newText) {
        text = newText;
        count = 0;
        try {
            tokenizer.setReader(new StringReader(newText));
            tokenizer.reset();
            while (tokenizer.incrementToken()) {
                if (!type.type().equals(EMOJI)) {
                    split(offset.startOffset(), offset.endOffset());
                }
            }
            tokenizer.end();
            tokenizer.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string cannot fail to be read", impossible);
        }
        return this;
    }

    /** The tokenizer keeps "alliance.NATO" together, as it must for host names; here it is a forgotten blank. */
    private void split(int start, int end) {
        int from = start;
        for (int at = start + MIN_LETTERS_BEFORE_STOP; at < end - 1; at++) {
            if (text.charAt(at) == '.' && sentenceEndsAt(text, at, from)) {
                add(from, at);
                from = at + 1;
            }
        }
        add(from, end);
    }

    /** Whether a stop without a blank behind it ends a sentence: a small letter before it, a capital behind it. */
    static boolean sentenceEndsAt(String text, int stop, int from) {
        if (stop + 1 >= text.length() || !Character.isUpperCase(text.charAt(stop + 1))) {
            return false;
        }
        int letters = 0;
        while (stop - letters - 1 >= from && Character.isLowerCase(text.charAt(stop - letters - 1))) {
            letters++;
        }
        return letters >= MIN_LETTERS_BEFORE_STOP;
    }

    private void add(int start, int end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        int from = language.apostrophes().start(text, start, end);
        starts[count] = from;
        ends[count++] = language.apostrophes().end(text, from, end);
    }

    public int count() {
        return count;
    }

    public int start(int word) {
        return starts[word];
    }

    public int end(int word) {
        return ends[word];
    }

    public String text() {
        return text;
    }

    public String word(int index) {
        return text.substring(starts[index], ends[index]);
    }
}
