package org.wirewatch.model;

import java.util.Locale;

/** The text of an article in which a mention stands. */
public enum Field {
    TITLE,
    BODY;

    /** As written in rules, documents and JSON: {@code title}, {@code body}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
