package org.wirewatch.notify.text;

/**
 * Text from outside as one harmless line.
 *
 * <p>Line breaks and other control characters become a blank, so that a title cannot begin a header or a line. Characters
 * that turn the direction of writing (U+202A to U+202E, U+2066 to U+2069) go, so that a text cannot rearrange what stands
 * around it or show {@code gpj.exe} as {@code exe.jpg}; so do those that nobody sees, but for the joiners that Persian,
 * Indian scripts and emoji are written with. Halves of surrogate pairs become U+FFFD.
 */
public final class PlainLine {

    private static final String CUT = "…";

    private PlainLine() {}

    /** Without blanks at its ends; with an ellipsis where more than so many characters (UTF-16) were cut. */
    public static String of(String text, int maxChars) {
        String clean = clean(text, maxChars + 2).strip();
        if (clean.length() <= maxChars) {
            return clean;
        }
        int end = maxChars - CUT.length();
        if (Character.isHighSurrogate(clean.charAt(end - 1))) {
            end--;
        }
        return clean.substring(0, end).stripTrailing() + CUT;
    }

    /** A piece of a line: blanks at its ends stay, as one. */
    public static String piece(String text) {
        return clean(text, Integer.MAX_VALUE);
    }

    /** Reads no further than it takes to know that the text is too long, a blank at each end not counted. */
    private static String clean(String text, int enough) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), 1_000));
        for (int i = 0; i < text.length() && line.length() <= enough; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isGap(c)) {
                if (line.length() == 0 || line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            } else if (isSurrogate(c)) {
                line.append('\uFFFD');
            } else if (!isInvisible(c)) {
                line.appendCodePoint(c);
            }
        }
        return line.toString();
    }

    private static boolean isGap(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static boolean isInvisible(int c) {
        boolean joiner = c == 0x200C || c == 0x200D;
        boolean noncharacter = (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
        return noncharacter || Character.getType(c) == Character.FORMAT && !joiner || c >= 0xE0000 && c <= 0xE0FFF;
    }
}
