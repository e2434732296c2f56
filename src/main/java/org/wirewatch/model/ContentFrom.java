package org.wirewatch.model;

/** Where an article's body came from. */
public enum ContentFrom {
    /** Extracted from the page that the entry links to. */
    PAGE,
    /** Taken from the entry's content or summary, because the page was not allowed, not there or poorer. */
    FEED
}
