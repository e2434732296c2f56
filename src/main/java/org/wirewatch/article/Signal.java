package org.wirewatch.article;

/**
 * What the words in an element's class, id and role say about its part in the page. Each has a bit in a mask and a list of
 * words in {@link SignalWords}.
 */
enum Signal {
    ARTICLE,
    BODY,
    PARAGRAPH,
    LEAD,
    TITLE,
    QUOTE,
    SHARE,
    RELATED,
    COMMENT,
    NAVIGATION,
    FOOTER,
    HEADER,
    SIDE,
    ADVERT,
    SIGNUP,
    AUTHOR,
    DETAIL,
    CAPTION,
    DIALOG,
    LIST,
    FACT,
    EMBED,
    HIDDEN,
    TAG;

    static final int COUNT = values().length;

    int bit() {
        return 1 << ordinal();
    }

    boolean in(int mask) {
        return (mask & bit()) != 0;
    }
}
