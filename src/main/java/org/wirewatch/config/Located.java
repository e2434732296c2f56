package org.wirewatch.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A value that knows where each of its characters was written.
 *
 * <p>A scalar's text is not the file's: quotes and escapes are gone, lines are folded, indentation is cut off. {@link
 * #at} finds the way back by walking value and file side by side; where they differ, YAML's rules say what the file has
 * in addition (a line break and indentation, an escape, a doubled quote).
 */
public final class Located {

    private final String text;
    private final Place start;
    private final @Nullable Written written;

    private record Written(Source source, Mark mark, ScalarStyle style) {}

    private Located(String text, Place start, @Nullable Written written) {
        this.text = text;
        this.start = start;
        this.written = written;
    }

    /** A value that stands in its file exactly as it is, in one line. */
    public Located(String text, Place start) {
        this(text, start, null);
    }

    static Located of(ScalarNode scalar, Source source) {
        Optional<Mark> mark = scalar.getStartMark();
        return new Located(
                scalar.getValue(),
                mark.map(m -> new Place(source.file(), m.getLine() + 1, m.getColumn() + 1))
                        .orElse(Place.startOf(source.file())),
                mark.map(m -> new Written(source, m, scalar.getScalarStyle())).orElse(null));
    }

    public String text() {
        return text;
    }

    /** Where the scalar begins: its quote, its {@code |} or {@code >}, or its first character. */
    public Place start() {
        return start;
    }

    /**
     * Where a character of the value was written.
     *
     * @param offset UTF-16 offset into {@link #text}, at most its length (the place behind the last character)
     */
    public Place at(int offset) {
        if (offset < 0 || offset > text.length()) {
            throw new IndexOutOfBoundsException("offset " + offset + " of a text of " + text.length());
        }
        if (written == null) {
            return new Place(start.file(), start.line(), start.column() + text.codePointCount(0, offset));
        }
        return new Walk(written.source().text(), written.mark(), written.style()).to(offset, text, start.file());
    }

    @Override
    public String toString() {
        return start + ": " + text;
    }

    /** One walk along the file's text from a scalar's mark. */
    private static final class Walk {

        private final String file;
        private final ScalarStyle style;
        private int at;
        private int line;
        private int column;
        private int indent;

        Walk(String file, Mark mark, ScalarStyle style) {
            this.file = file;
            this.style = style;
            this.at = file.offsetByCodePoints(0, mark.getIndex());
            this.line = mark.getLine() + 1;
            this.column = mark.getColumn() + 1;
        }

        Place to(int offset, String value, String name) {
            enter(value);
            int done = 0;
            while (at < file.length()) {
                skipWhatTheValueLacks(done < value.length() ? value.charAt(done) : '\0', done >= value.length());
                if (done >= offset || at >= file.length()) {
                    break;
                }
                done += step(value.codePointAt(done));
            }
            return new Place(name, line, column);
        }

        private boolean isBlock() {
            return style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
        }

        /** To the first character that can be the value's. */
        private void enter(String value) {
            if (style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED) {
                forward();
            } else if (isBlock()) {
                while (at < file.length() && !atLineBreak()) {
                    forward();
                }
                indent = indentOf(value);
                forward();
                skipIndent();
            }
        }

        /** How far a block is indented: what its first line that is not blank has more of in the file. */
        private int indentOf(String value) {
            int inValue = 0;
            for (int i = 0; i < value.length() && (value.charAt(i) == ' ' || value.charAt(i) == '\n'); i++) {
                inValue = value.charAt(i) == '\n' ? 0 : inValue + 1;
            }
            int inFile = 0;
            for (int i = at; i < file.length() && " \r\n".indexOf(file.charAt(i)) >= 0; i++) {
                inFile = file.charAt(i) == ' ' ? inFile + 1 : 0;
            }
            return Math.max(0, inFile - inValue);
        }

        /** Passes line breaks, indentation and blanks at a line's end that folding took away, and joined lines. */
        private void skipWhatTheValueLacks(char next, boolean ended) {
            while (at < file.length() && !ended) {
                if (style == ScalarStyle.DOUBLE_QUOTED && file.charAt(at) == '\\' && breakAt(at + 1)) {
                    forward();
                    passLine();
                } else if (atLineBreak() && next != '\n' && next != ' ') {
                    passLine();
                } else if (isBlank() && next != file.charAt(at)) {
                    forward();
                } else {
                    return;
                }
            }
        }

        /** Goes over what stands for one code point of the value; gives the chars of the value that it stands for. */
        private int step(int codePoint) {
            if (atLineBreak()) {
                passLine();
            } else if (style == ScalarStyle.DOUBLE_QUOTED && file.charAt(at) == '\\') {
                char kind = at + 1 < file.length() ? file.charAt(at + 1) : '\\';
                int length = kind == 'x' ? 4 : kind == 'u' ? 6 : kind == 'U' ? 10 : 2;
                for (int i = 0; i < length && at < file.length(); i++) {
                    forward();
                }
                boolean half = kind == 'u' && Character.charCount(codePoint) == 2;
                return half ? 1 : Character.charCount(codePoint);
            } else if (style == ScalarStyle.SINGLE_QUOTED && file.charAt(at) == '\'') {
                forward();
                forward();
            } else {
                forward();
            }
            return Character.charCount(codePoint);
        }

        private boolean isBlank() {
            return file.charAt(at) == ' ' || file.charAt(at) == '\t';
        }

        private boolean atLineBreak() {
            return breakAt(at);
        }

        private boolean breakAt(int index) {
            return index < file.length() && (file.charAt(index) == '\n' || file.charAt(index) == '\r');
        }

        private void passLine() {
            forward();
            skipIndent();
        }

        private void skipIndent() {
            int most = isBlock() ? indent : Integer.MAX_VALUE;
            for (int i = 0; i < most && at < file.length() && isBlank(); i++) {
                forward();
            }
        }

        private void forward() {
            if (at >= file.length()) {
                return;
            }
            if (atLineBreak()) {
                at += file.startsWith("\r\n", at) ? 2 : 1;
                line++;
                column = 1;
            } else {
                at += Character.charCount(file.codePointAt(at));
                column++;
            }
        }
    }
}
