package org.wirewatch.article;

import org.jsoup.parser.Parser;

/** The HTML of a feed's summary or content as plain text, by the same rules as a page's body. */
final class FeedText {

    private static final int MAX_HTML_CHARS = 2_000_000;

    private static final SignalWords WORDS = new SignalWords();

    private FeedText() {}

    static String plain(String html) {
        String part = html.length() > MAX_HTML_CHARS ? html.substring(0, MAX_HTML_CHARS) : html;
        Outline outline = OutlineBuilder.layOut(Parser.htmlParser().parseInput(part, ""), WORDS);
        outline.blocks.forEach(block -> block.kept = true);
        return BodyText.render(outline);
    }
}
