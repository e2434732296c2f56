package org.wirewatch.cli;

import java.util.List;

/**
 * A table for people: as wide as its cells, but not wider than the window, where the last column gives way.
 *
 * @param header one title a column
 * @param rows as many cells each; texts from outside are welcome
 */
record Table(List<String> header, List<List<String>> rows) {

    private static final String GAP = "  ";
    private static final int MIN_LAST = 20;

    /** Its lines, each with a line break. */
    String render(int columns) {
        List<List<String>> printable = rows.stream()
                .map(row -> row.stream().map(Printable::line).toList())
                .toList();
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = Printable.width(header.get(column));
            for (List<String> row : printable) {
                widths[column] = Math.max(widths[column], Printable.width(row.get(column)));
            }
        }
        int before = 0;
        for (int column = 0; column < widths.length - 1; column++) {
            before += widths[column] + GAP.length();
        }
        int last = Math.max(MIN_LAST, columns - before);
        StringBuilder text = new StringBuilder();
        append(text, header, widths, last);
        printable.forEach(row -> append(text, row, widths, last));
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> row, int[] widths, int last) {
        for (int column = 0; column < widths.length - 1; column++) {
            String cell = row.get(column);
            text.append(cell)
                    .append(" ".repeat(widths[column] - Printable.width(cell)))
                    .append(GAP);
        }
        text.append(Printable.shortened(row.get(widths.length - 1), last));
        text.setLength(text.toString().stripTrailing().length());
        text.append('\n');
    }
}
