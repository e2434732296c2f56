package org.wirewatch.cli;

/** Evidence as people read it: the sentence, and what matched in it in bold, or between asterisks without colours. */
final class Highlight {

    private static final String BOLD = "\u001B[1;33m";
    private static final String PLAIN = "\u001B[0m";

    private final boolean colour;

    Highlight(boolean colour) {
        this.colour = colour;
    }

    /**
     * One line of at most so many columns around what matched.
     *
     * @param sentence from outside
     * @param match a part of it; where it is not, the sentence stays plain
     */
    String in(String sentence, String match, int columns) {
        String line = Printable.line(sentence);
        String part = Printable.line(match);
        int at = part.isEmpty() ? -1 : line.indexOf(part);
        if (at < 0) {
            return Printable.shortened(line, columns);
        }
        int marks = colour ? 0 : 2;
        String matched = Printable.shortened(part, Math.max(1, columns - marks));
        int room = Math.max(0, columns - marks - Printable.width(matched));
        String after = line.substring(at + part.length());
        String before = tail(line.substring(0, at), Math.max(room / 2, room - Printable.width(after)));
        String rest = Printable.width(after) == 0
                ? ""
                : Printable.shortened(after, Math.max(1, room - Printable.width(before)));
        return before + (colour ? BOLD + matched + PLAIN : "*" + matched + "*") + rest;
    }

    /** The last columns of a text, with an ellipsis for what is missing before. */
    private static String tail(String text, int columns) {
        if (Printable.width(text) <= columns) {
            return text;
        }
        int start = 0;
        while (start < text.length() && Printable.width(text.substring(start)) > Math.max(0, columns - 1)) {
            start += Character.charCount(text.codePointAt(start));
        }
        return "…" + text.substring(start);
    }
}
