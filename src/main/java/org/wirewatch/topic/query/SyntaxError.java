package org.wirewatch.topic.query;

/**
 * Why a query cannot be used.
 *
 * @param span the characters that are wrong
 * @param message what is wrong
 * @param advice what to write instead
 */
public record SyntaxError(Span span, String message, String advice) {

    private static final int CONTEXT_CHARS = 60;

    /** The advice with the line of the query and a caret under what is wrong. */
    public String adviceWithCaret(String query) {
        int lineStart = query.lastIndexOf('\n', Math.max(0, span.start() - 1)) + 1;
        int from = Math.max(lineStart, span.start() - CONTEXT_CHARS);
        int lineEnd = query.indexOf('\n', span.start());
        int to = Math.min(lineEnd < 0 ? query.length() : lineEnd, span.start() + CONTEXT_CHARS);
        int carets = Math.max(1, Math.min(span.end(), to) - span.start());
        return advice + "\n    " + query.substring(from, to).replace('\t', ' ') + "\n    "
                + " ".repeat(span.start() - from) + "^".repeat(carets);
    }
}
