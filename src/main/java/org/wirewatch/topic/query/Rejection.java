package org.wirewatch.topic.query;

/** Unwinds the parser to where the error becomes a value; never leaves the package. */
final class Rejection extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient SyntaxError error;

    Rejection(Span span, String message, String advice) {
        super(message, null, false, false);
        this.error = new SyntaxError(span, message, advice);
    }

    SyntaxError error() {
        return error;
    }
}
