package org.wirewatch.topic.language;

import java.util.Arrays;

/**
 * The sentences and paragraphs of a text, as borders: the offsets at which one begins.
 *
 * <p>Neither the JDK's nor ICU's break iterators were good enough: both cut after "U.S.", "Gen.", "3." of a date and
 * "А. С.", and the JDK's does not cut at a line end. Here a sentence ends at a line end, and at a stop that is followed by a
 * blank and what can begin a sentence, unless {@link Conventions} know the word before the stop as an abbreviation.
 */
public final class Units {

    private static final String TERMINATORS = ".!?…。؟۔।！？";
    private static final String CLOSERS = "\"'”’»›)]}“";
    private static final String OPENERS = "\"'“„«‹([{‘”»-–—•*";

    private final String text;
    private final Conventions conventions;
    private int[] sentences = new int[64];
    private int[] paragraphs = new int[32];
    private int sentenceCount = 1;
    private int paragraphCount = 1;

    private Units(String text, Conventions conventions) {
        this.text = text;
        this.conventions = conventions;
    }

    static Units of(String text, Conventions conventions) {
        Units units = new Units(text, conventions);
        units.read();
        return units;
    }

    private void read() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\u2029') {
                at = lineEnd(at);
            } else if (TERMINATORS.indexOf(c) >= 0) {
                at = stop(at);
            } else {
                at++;
            }
        }
    }

    /** A line end is a border, unless the line goes on with a small letter: links and formatting break lines so. */
    private int lineEnd(int at) {
        int next = at;
        int lines = 0;
        while (next < text.length() && isBlank(text.charAt(next))) {
            if (text.charAt(next) == '\n' || text.charAt(next) == '\u2029') {
                lines++;
            }
            next++;
        }
        if (next == text.length()) {
            return next;
        }
        int last = at - 1;
        while (last >= 0 && isBlank(text.charAt(last))) {
            last--;
        }
        boolean open = last >= 0 && TERMINATORS.indexOf(text.charAt(last)) < 0;
        boolean goesOn = Character.isLowerCase(text.charAt(next)) || ",.;:)".indexOf(text.charAt(next)) >= 0;
        if (lines > 1 || !(open && goesOn)) {
            addSentence(next);
            addParagraph(next);
        }
        return next;
    }

    private int stop(int at) {
        int end = at;
        while (end < text.length() && TERMINATORS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        boolean single = end == at + 1 && text.charAt(at) == '.';
        if (single && Words.sentenceEndsAt(text, at, 0)) {
            addSentence(end);
            return end;
        }
        while (end < text.length() && CLOSERS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        int next = end;
        while (next < text.length() && isBlank(text.charAt(next)) && text.charAt(next) != '\n') {
            next++;
        }
        if (next == end || next == text.length() || text.charAt(next) == '\n') {
            return next;
        }
        int begin = next;
        while (begin < text.length() && (OPENERS.indexOf(text.charAt(begin)) >= 0 || isBlank(text.charAt(begin)))) {
            begin++;
        }
        if (begin < text.length()
                && canBegin(text.codePointAt(begin))
                && !(single && conventions.joins(text, at, begin))) {
            addSentence(next);
        }
        return next;
    }

    private static boolean canBegin(int letter) {
        return !Character.isLowerCase(letter);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private void addSentence(int at) {
        if (sentenceCount == sentences.length) {
            sentences = Arrays.copyOf(sentences, sentenceCount * 2);
        }
        sentences[sentenceCount++] = at;
    }

    private void addParagraph(int at) {
        if (paragraphCount == paragraphs.length) {
            paragraphs = Arrays.copyOf(paragraphs, paragraphCount * 2);
        }
        paragraphs[paragraphCount++] = at;
    }

    /** The number of the sentence that holds an offset, from 0. */
    public int sentenceAt(int offset) {
        return at(sentences, sentenceCount, offset);
    }

    /** The number of the paragraph that holds an offset, from 0. */
    public int paragraphAt(int offset) {
        return at(paragraphs, paragraphCount, offset);
    }

    private static int at(int[] borders, int count, int offset) {
        int found = Arrays.binarySearch(borders, 0, count, offset);
        return found >= 0 ? found : -found - 2;
    }

    /** Where a sentence begins. */
    public int sentenceStart(int sentence) {
        return sentences[sentence];
    }

    /** Where a sentence ends, without the blanks behind it. */
    public int sentenceEnd(int sentence) {
        return end(sentences, sentenceCount, sentence);
    }

    /** Where a paragraph ends, without the blanks behind it. */
    public int paragraphEnd(int paragraph) {
        return end(paragraphs, paragraphCount, paragraph);
    }

    private int end(int[] borders, int count, int unit) {
        int end = unit + 1 < count ? borders[unit + 1] : text.length();
        while (end > borders[unit] && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    public int sentences() {
        return sentenceCount;
    }

    public int paragraphs() {
        return paragraphCount;
    }
}
