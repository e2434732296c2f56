package org.wirewatch.topic.match;

import org.wirewatch.topic.query.Span;
import org.wirewatch.topic.query.SyntaxError;

/** Unwinds the compiler to where the error becomes a value; never leaves the package. */
final class Unfit extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient SyntaxError error;

    Unfit(Span span, String message, String advice) {
        super(message, null, false, false);
        this.error = new SyntaxError(span, message, advice);
    }

    SyntaxError error() {
        return error;
    }
}
