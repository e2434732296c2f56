package org.wirewatch.feed;

import java.util.Locale;

/** What can be wrong with a feed and still be read. The names go into the feed's health, so that a publisher can be told. */
enum Repair {
    /** The text is in another charset than it says. */
    WRONG_CHARSET,
    /** Some bytes are not of the text's charset. */
    MIXED_CHARSET,
    /** Blanks or other text stand before the document. */
    TEXT_BEFORE_PROLOG,
    /** Characters that XML forbids were removed. */
    CONTROL_CHARACTER,
    /** A document type declaration was dropped; nothing that it declares is ever resolved. */
    DOCTYPE,
    /** An entity of HTML, or of nobody, is used without a declaration. */
    UNDECLARED_ENTITY,
    /** A prefix is used without a declaration. */
    UNDECLARED_NAMESPACE,
    /** An ampersand that starts no reference. */
    BARE_AMPERSAND,
    /** Tags, attributes or comments that XML forbids. */
    BROKEN_MARKUP,
    /** Elements that end where they should not, or never. */
    UNCLOSED_ELEMENT,
    /** The document ends in the middle; what stood before is read. */
    TRUNCATED,
    /** Something stands after the document's end. */
    TEXT_AFTER_END,
    /** Elements nested deeper, or more of them, than a feed can need were left out. */
    OVERSIZED,
    /** The format's name or version is unknown, or its parts stand in the wrong places. */
    UNUSUAL_STRUCTURE,
    /** A date in no known form: the entry has none. */
    UNREADABLE_DATE,
    /** A date in the future. */
    FUTURE_DATE;

    /** As written in health documents. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
