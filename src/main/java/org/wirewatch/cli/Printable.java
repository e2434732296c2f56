package org.wirewatch.cli;

/** Texts from outside on a terminal: they take no control of it, and have a width. */
final class Printable {

    private Printable() {}

    /**
     * The text in one line, with everything taken out that terminals obey: control characters, and the marks that turn
     * the direction of what follows. Runs of blanks become one.
     */
    static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point)) {
                blank = line.length() > 0;
            } else if (!obeyed(point)) {
                if (blank) {
                    line.append(' ');
                    blank = false;
                }
                line.appendCodePoint(point);
            }
        }
        return line.toString();
    }

    /** The text with its blanks and line breaks, without what terminals obey. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> point == '\n' || !Character.isISOControl(point) && !obeyed(point))
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    /** As {@link #line}, for a text of several lines. */
    static String paragraph(String text) {
        StringBuilder paragraph = new StringBuilder(text.length());
        for (String each : text.split("\n", -1)) {
            paragraph.append(line(each)).append('\n');
        }
        paragraph.setLength(paragraph.length() - 1);
        return paragraph.toString();
    }

    /** At most so many columns, with an ellipsis where something is missing. */
    static String shortened(String line, int columns) {
        if (width(line) <= columns) {
            return line;
        }
        StringBuilder start = new StringBuilder();
        int used = 0;
        for (int i = 0; i < line.length(); ) {
            int point = line.codePointAt(i);
            int width = width(point);
            if (used + width > columns - 1) {
                break;
            }
            start.appendCodePoint(point);
            used += width;
            i += Character.charCount(point);
        }
        return start.append('…').toString();
    }

    /** Columns that a line takes: none for marks on letters, two for the scripts and signs that are drawn wide. */
    static int width(String line) {
        return line.codePoints().map(Printable::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0x1F300 && point <= 0x1FAFF
                || point >= 0x20000 && point <= 0x3FFFD;
        return wide ? 2 : 1;
    }

    private static boolean obeyed(int point) {
        return point >= 0x202A && point <= 0x202E
                || point >= 0x2066 && point <= 0x2069
                || point == 0x200E
                || point == 0x200F
                || Character.getType(point) == Character.SURROGATE;
    }
}
