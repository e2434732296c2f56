package org.wirewatch.article;

import org.jspecify.annotations.Nullable;

/** Boxes that mean something by their tag, wherever above a block they stand. */
enum Landmark {
    ARTICLE,
    MAIN,
    ASIDE,
    NAVIGATION,
    HEADER,
    FOOTER,
    FORM,
    FIGURE,
    LIST,
    TABLE,
    QUOTE;

    static @Nullable Landmark of(TagKind kind) {
        return switch (kind) {
            case ARTICLE -> ARTICLE;
            case MAIN -> MAIN;
            case ASIDE -> ASIDE;
            case NAVIGATION -> NAVIGATION;
            case HEADER -> HEADER;
            case FOOTER -> FOOTER;
            case FORM -> FORM;
            case FIGURE, CAPTION -> FIGURE;
            case LIST -> LIST;
            case TABLE, CELL -> TABLE;
            case QUOTE -> QUOTE;
            default -> null;
        };
    }
}
