package org.wirewatch.topic.query;

/**
 * One token of a query.
 *
 * @param text what it says: without the marks that make it its kind
 * @param glued whether it follows the token before it without a blank
 */
record Token(Kind kind, String text, Span span, boolean glued) {

    enum Kind {
        WORD,
        QUOTED,
        SET,
        FIELD,
        OPEN,
        CLOSE,
        COMMA,
        SLOP,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** An operator is a bare word: quoted, "and" is looked for like any other. */
    boolean isOperator(String name) {
        return kind == Kind.WORD && text.equalsIgnoreCase(name);
    }
}
