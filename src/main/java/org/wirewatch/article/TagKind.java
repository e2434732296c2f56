package org.wirewatch.article;

import java.util.HashMap;
import java.util.Map;

/** What an HTML element means for the text of a page. */
enum TagKind {
    /** Its content is no text of the page. */
    SKIPPED(
            "script style template svg math object embed applet canvas audio video map select option textarea input button iframe frame"
                    + " frameset noscript datalist progress meter dialog rp rt noembed noframes param source track area base col colgroup meta link"),
    LINE_BREAK("br"),
    PARAGRAPH("p"),
    HEADING("h1 h2 h3 h4 h5 h6"),
    ITEM("li dt dd"),
    LIST("ul ol dl menu dir"),
    TABLE("table thead tbody tfoot tr"),
    CELL("td th"),
    QUOTE("blockquote"),
    PREFORMATTED("pre xmp listing plaintext"),
    CAPTION("figcaption caption legend"),
    FIGURE("figure"),
    ARTICLE("article"),
    MAIN("main"),
    SECTION("section"),
    ASIDE("aside"),
    NAVIGATION("nav"),
    HEADER("header hgroup"),
    FOOTER("footer"),
    FORM("form fieldset"),
    DIVISION("div body html center address details summary hr amp-story-page search"),
    LINK("a"),
    STRONG("b strong i em"),
    TIME("time"),
    PAGE_TITLE("title"),
    HEAD("head"),
    INLINE("");

    private static final Map<String, TagKind> BY_NAME = new HashMap<>();

    static {
        for (TagKind kind : values()) {
            for (String name : kind.names.split(" ")) {
                BY_NAME.put(name, kind);
            }
        }
    }

    private final String names;

    TagKind(String names) {
        this.names = names;
    }

    static TagKind of(String normalName) {
        return BY_NAME.getOrDefault(normalName, INLINE);
    }

    /** Names of the elements of this kind, parted by blanks. */
    String names() {
        return names;
    }

    boolean isBox() {
        return ordinal() >= PARAGRAPH.ordinal() && ordinal() <= DIVISION.ordinal();
    }
}
