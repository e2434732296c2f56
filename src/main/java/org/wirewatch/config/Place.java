package org.wirewatch.config;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A place in a file.
 *
 * @param file its name as the user knows it
 * @param line from 1
 * @param column from 1, in characters (code points), as editors count them
 */
public record Place(String file, int line, int column) implements Serializable, Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

    public Place {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("place in " + file + ": line " + line + ", column " + column);
        }
    }

    /** The first character of a file: for what concerns the file as a whole. */
    public static Place startOf(String file) {
        return new Place(file, 1, 1);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** The form that editors and terminals make a link of: {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
