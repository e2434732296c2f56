package org.wirewatch.topic.match;

import org.wirewatch.model.Field;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.language.Units;

/** An article as rules of one language see it. Reused from article to article; for one thread. */
public final class ArticleText {

    /** A longer sentence is a list or a table: its evidence is cut to what stands around the match. */
    private static final int MAX_SENTENCE_CHARS = 1_000;

    private final Text text;

    public ArticleText(Language language) {
        this.text = new Text(language);
    }

    /** Reads another article. */
    public void read(String title, String body) {
        text.read(title, body);
    }

    Text text() {
        return text;
    }

    Passage passage(int startPosition, int endPosition) {
        Field field = text.field(startPosition);
        int start = text.charStart(startPosition);
        int end = text.charEnd(endPosition);
        return new Passage(field, start, end, sentence(field, start, end));
    }

    private String sentence(Field field, int start, int end) {
        Units units = text.units(field);
        int from = units.sentenceStart(units.sentenceAt(start));
        int to = Math.max(end, units.sentenceEnd(units.sentenceAt(end - 1)));
        String all = text.words(field).text();
        if (to - from > MAX_SENTENCE_CHARS) {
            from = Math.max(from, Math.min(start, end - MAX_SENTENCE_CHARS / 2) - MAX_SENTENCE_CHARS / 4);
            to = Math.min(to, from + MAX_SENTENCE_CHARS);
            from = Character.isLowSurrogate(all.charAt(from)) ? from + 1 : from;
            to = Character.isHighSurrogate(all.charAt(to - 1)) ? to - 1 : to;
        }
        return all.substring(from, to).strip();
    }
}
