package org.wirewatch.topic.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.TextField;

/** A text whose sentences and paragraphs are known because it was made of them. */
final class RandomText {

    /** Wider than any distance between two words of a unit. */
    private static final int UNIT_GAP = 10_000;

    private record Word(String text, int sentence, int paragraph) {}

    private final List<Word> words = new ArrayList<>();
    private final StringBuilder written = new StringBuilder();

    RandomText(Random random) {
        int sentence = 0;
        int paragraphs = 1 + random.nextInt(3);
        for (int paragraph = 0; paragraph < paragraphs; paragraph++) {
            written.append(paragraph == 0 ? "" : "\n\n");
            int sentences = 1 + random.nextInt(3);
            for (int i = 0; i < sentences; i++, sentence++) {
                written.append(i == 0 ? "" : " ");
                int length = 2 + random.nextInt(9);
                for (int w = 0; w < length; w++) {
                    String word = RandomRules.WORDS.get(random.nextInt(RandomRules.WORDS.size()));
                    words.add(new Word(word, sentence, paragraph));
                    written.append(w == 0 ? "" : random.nextInt(6) == 0 ? ", " : " ")
                            .append(w == 0 ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : word);
                }
                written.append(random.nextBoolean() ? "." : "!");
            }
        }
    }

    String written() {
        return written.toString();
    }

    int words() {
        return words.size();
    }

    /** The same words for Lucene, in a field without borders and in two where a wide gap stands at each border. */
    Document document() {
        Document document = new Document();
        document.add(new TextField(RandomRules.FLAT, stream(word -> 0)));
        document.add(new TextField(RandomRules.SENTENCES, stream(Word::sentence)));
        document.add(new TextField(RandomRules.PARAGRAPHS, stream(Word::paragraph)));
        return document;
    }

    private interface UnitOf {
        int of(Word word);
    }

    /** Where Lucene has a word of the field of units, from its place in the text. */
    int positionInSentences(int word) {
        return word + UNIT_GAP * words.get(word).sentence;
    }

    int positionInParagraphs(int word) {
        return word + UNIT_GAP * words.get(word).paragraph;
    }

    private TokenStream stream(UnitOf unit) {
        return new TokenStream() {
            private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
            private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
            private int next;

            @Override
            public boolean incrementToken() {
                if (next == words.size()) {
                    return false;
                }
                clearAttributes();
                term.append(words.get(next).text);
                int crossed = next == 0 ? 0 : unit.of(words.get(next)) - unit.of(words.get(next - 1));
                increment.setPositionIncrement(1 + UNIT_GAP * crossed);
                next++;
                return true;
            }

            @Override
            public void reset() {
                next = 0;
            }
        };
    }
}
