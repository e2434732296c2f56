package org.wirewatch.notify;

import java.io.Serializable;

/**
 * What a topic found in a quoted text.
 *
 * @param start first character, a UTF-16 offset into the text
 * @param end one past the last character, above {@code start}
 */
public record Mark(int start, int end) implements Serializable {

    public Mark {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("mark " + start + ".." + end);
        }
    }
}
