package org.wirewatch.topic.language;

/**
 * The beginning of a body, where news say what matters: the first paragraph, and the next ones while what there is so far
 * is shorter than a sentence or two (a place and date line, a kicker), cut where a text without paragraphs would never end.
 */
public final class Lead {

    /** A shorter beginning takes the next paragraph with it. */
    static final int MIN_CHARS = 120;

    /** No lead is longer. */
    static final int MAX_CHARS = 700;

    private Lead() {}

    /** Where the lead of a body ends, exclusive. */
    public static int end(String body) {
        int limit = Math.min(body.length(), MAX_CHARS);
        int line = body.indexOf('\n', MIN_CHARS);
        return line < 0 ? limit : Math.min(line, limit);
    }
}
