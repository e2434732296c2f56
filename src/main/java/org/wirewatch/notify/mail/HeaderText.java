package org.wirewatch.notify.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One line of text as a header's value: as it is where it is ASCII, else in encoded words (RFC 2047).
 *
 * <p>The mail library leaves ASCII alone that looks like an encoded word; a mail program would decode it, line breaks
 * included. Such a text is encoded as well, so it is shown as it was.
 */
final class HeaderText {

    /** An encoded word has at most 75 characters, a frame of 12 among them. */
    private static final int MAX_BYTES = 45;

    private HeaderText() {}

    /** Of a line without control characters; its own lines begin with a blank. */
    static String encoded(String line) {
        return isPlain(line) ? folded(line) : words(line);
    }

    /** A name before an address in angle brackets. */
    static String phrase(String name) {
        return isPlain(name) ? '"' + name.replaceAll("([\"\\\\])", "\\\\$1") + '"' : words(name);
    }

    private static boolean isPlain(String line) {
        return line.chars().allMatch(c -> c >= ' ' && c < 0x7f) && !line.contains("=?");
    }

    private static String words(String line) {
        StringBuilder words = new StringBuilder();
        StringBuilder piece = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            String letter = new String(Character.toChars(c));
            int size = letter.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > MAX_BYTES) {
                append(words, piece);
                bytes = 0;
            }
            piece.append(letter);
            bytes += size;
            i += letter.length();
        }
        append(words, piece);
        return words.toString();
    }

    private static void append(StringBuilder words, StringBuilder piece) {
        words.append(words.length() == 0 ? "" : "\r\n ")
                .append("=?UTF-8?B?")
                .append(Base64.getEncoder().encodeToString(piece.toString().getBytes(StandardCharsets.UTF_8)))
                .append("?=");
        piece.setLength(0);
    }

    /** Breaks long lines at blanks; a word without one stays whole, which is below the limit of 998 (RFC 5322). */
    private static String folded(String line) {
        StringBuilder folded = new StringBuilder();
        int column = 0;
        for (String word : line.split(" ")) {
            if (folded.length() > 0) {
                boolean full = column + word.length() > 64;
                folded.append(full ? "\r\n " : " ");
                column = full ? 0 : column + 1;
            }
            folded.append(word);
            column += word.length();
        }
        return folded.toString();
    }
}
