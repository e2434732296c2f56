package org.wirewatch.topic.match;

import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Field;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.language.Lead;
import org.wirewatch.topic.language.Units;
import org.wirewatch.topic.language.Words;

/**
 * The words of an article in one row of positions: those of the title, a gap wider than any distance that a rule may
 * name, those of the body. So counting functions see both fields and proximity never joins them. Reused from article to
 * article; for one thread.
 */
final class Text {

    /** More than the greatest distance of the query language. */
    private static final int GAP = 10_000;

    private final Language language;
    private final Words title;
    private final Words body;
    private @Nullable Units titleUnits;
    private @Nullable Units bodyUnits;

    Text(Language language) {
        this.language = language;
        this.title = language.words();
        this.body = language.words();
    }

    void read(String newTitle, String newBody) {
        title.read(newTitle);
        body.read(newBody);
        titleUnits = null;
        bodyUnits = null;
    }

    /** How many words there are in all. */
    int count() {
        return title.count() + body.count();
    }

    /** The position of a word by its number in the article. */
    int position(int word) {
        return word < title.count() ? word : word + GAP;
    }

    /** The number of the word at a position. */
    int wordAt(int position) {
        return position < title.count() ? position : position - GAP;
    }

    /** Whether the next position holds a word of the same field. */
    boolean isWord(int position) {
        return position < title.count() || (position >= title.count() + GAP && position < count() + GAP);
    }

    Field field(int position) {
        return position < title.count() ? Field.TITLE : Field.BODY;
    }

    Words words(Field field) {
        return field == Field.TITLE ? title : body;
    }

    /** The number of a word in its field. */
    int indexInField(int position) {
        return position < title.count() ? position : position - GAP - title.count();
    }

    /** First character of the word at a position, in its field. */
    int charStart(int position) {
        return words(field(position)).start(indexInField(position));
    }

    /** One past the last character of the word at a position, in its field. */
    int charEnd(int position) {
        return words(field(position)).end(indexInField(position));
    }

    boolean inTitle(int end) {
        return end < title.count();
    }

    boolean inBody(int start) {
        return start >= title.count();
    }

    boolean inLead(int start, int end) {
        return inBody(start) && charEnd(end) <= Lead.end(body.text());
    }

    /** Sentences are numbered through both fields. */
    int sentence(int position) {
        return field(position) == Field.TITLE
                ? units(Field.TITLE).sentenceAt(charStart(position))
                : units(Field.TITLE).sentences() + units(Field.BODY).sentenceAt(charStart(position));
    }

    /** Paragraphs are numbered through both fields. */
    int paragraph(int position) {
        return field(position) == Field.TITLE
                ? units(Field.TITLE).paragraphAt(charStart(position))
                : units(Field.TITLE).paragraphs() + units(Field.BODY).paragraphAt(charStart(position));
    }

    /** Sentences and paragraphs are looked for only when a rule or a mention asks. */
    Units units(Field field) {
        if (field == Field.TITLE) {
            if (titleUnits == null) {
                titleUnits = language.units(title.text());
            }
            return titleUnits;
        }
        if (bodyUnits == null) {
            bodyUnits = language.units(body.text());
        }
        return bodyUnits;
    }
}
