package org.wirewatch.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.wirewatch.config.Place;

/** Shows a place in a file: its line, and a caret below the character. */
final class Caret {

    private static final String INDENT = "    ";
    private static final int LEAD = 30;

    private Caret() {}

    /** Two lines with line breaks; empty if the file has no such line, or cannot be read (any more). */
    static Optional<String> below(Place place, int columns) {
        try (BufferedReader reader = Files.newBufferedReader(Path.of(place.file()))) {
            return reader.lines().skip(place.line() - 1L).findFirst().flatMap(line -> below(line, place, columns));
        } catch (IOException | UncheckedIOException goneOrNotText) {
            return Optional.empty();
        }
    }

    private static Optional<String> below(String line, Place place, int columns) {
        int points = line.codePointCount(0, line.length());
        if (line.isBlank() || place.column() > points + 1) {
            return Optional.empty();
        }
        int at = line.offsetByCodePoints(0, place.column() - 1);
        int leading = line.length() - line.stripLeading().length();
        int room = columns - INDENT.length();
        int start = at - leading < room - LEAD ? Math.min(leading, at) : at - LEAD;
        String before = Printable.line(line.substring(start, at));
        boolean blankBefore = at > start && Character.isWhitespace(line.charAt(at - 1));
        String lead = blankBefore && !before.isEmpty() ? before + " " : before;
        String shown = Printable.shortened(lead + Printable.line(line.substring(at)), room);
        return Optional.of(INDENT + shown + "\n" + INDENT + " ".repeat(Printable.width(lead)) + "^\n");
    }
}
