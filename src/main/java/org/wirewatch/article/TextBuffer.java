package org.wirewatch.article;

import java.util.Arrays;

/** Text that grows at its end: a {@code StringBuilder} without the checks that cost more than the text. */
final class TextBuffer implements CharSequence {

    private char[] chars;
    private int length;

    TextBuffer(int capacity) {
        this.chars = new char[capacity];
    }

    void append(char c) {
        if (length == chars.length) {
            chars = Arrays.copyOf(chars, 2 * length);
        }
        chars[length++] = c;
    }

    void appendTo(StringBuilder into, int from, int to) {
        into.append(chars, from, to - from);
    }

    String substring(int from, int to) {
        return new String(chars, from, to - from);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return chars[index];
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return substring(from, to);
    }

    @Override
    public String toString() {
        return substring(0, length);
    }
}
