package org.wirewatch.notify;

import java.io.Serializable;
import java.util.List;

/**
 * A sentence of an article, or its title, as evidence.
 *
 * @param text plain text from outside, at most {@link #MAX_CHARS}; anything may stand in it
 * @param marks what the topic found in it: in order, inside the text, without overlaps; none where what was found was
 *     cut off
 */
public record Quote(String text, List<Mark> marks) implements Serializable {

    public static final int MAX_CHARS = 600;

    public Quote {
        marks = List.copyOf(marks);
        int end = 0;
        for (Mark mark : marks) {
            if (mark.start() < end || mark.end() > text.length()) {
                throw new IllegalArgumentException("mark " + mark.start() + ".." + mark.end() + " overlaps the one"
                        + " before it, or ends behind the text of " + text.length() + " characters");
            }
            end = mark.end();
        }
    }
}
