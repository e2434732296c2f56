package org.wirewatch.cli;

/** Running text for people: lines of at most so many columns. */
final class Wrapped {

    private Wrapped() {}

    /** Each line of the text as a paragraph of indented lines; empty lines stay. */
    static String paragraphs(String text, String indent, int columns) {
        StringBuilder wrapped = new StringBuilder();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder(paragraph.isEmpty() ? "" : indent);
            for (String word : paragraph.split(" ")) {
                boolean first = line.length() <= indent.length();
                if (!first && Printable.width(line.toString()) + 1 + Printable.width(word) > columns) {
                    wrapped.append(line).append('\n');
                    line = new StringBuilder(indent);
                    first = true;
                }
                line.append(first ? "" : " ").append(word);
            }
            wrapped.append(line).append('\n');
        }
        return wrapped.toString();
    }
}
