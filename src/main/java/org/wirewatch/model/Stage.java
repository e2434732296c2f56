package org.wirewatch.model;

import java.util.Locale;

/** The stages of the flow, in its order; each is a package of the same name. */
public enum Stage {
    FEED,
    FETCH,
    ARTICLE,
    STORY,
    TOPIC,
    ALERT,
    INDEX,
    NOTIFY;

    /** As written in documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
