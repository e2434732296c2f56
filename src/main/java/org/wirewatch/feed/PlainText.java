package org.wirewatch.feed;

import java.util.Locale;
import java.util.Set;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Turns what stands in a feed into one line of plain text. */
final class PlainText {

    /** Titles longer than this are cut: a text was put where a title belongs. */
    private static final int MAX_CHARS = 2_000;

    /** What is taken for markup in a title; anything else between angle brackets was meant literally. */
    private static final Set<String> TAGS = Set.of(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "blink",
            "blockquote",
            "body",
            "br",
            "center",
            "cite",
            "code",
            "dd",
            "del",
            "dfn",
            "div",
            "dl",
            "dt",
            "em",
            "embed",
            "figure",
            "font",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "head",
            "hr",
            "html",
            "i",
            "iframe",
            "img",
            "ins",
            "kbd",
            "li",
            "mark",
            "marquee",
            "nobr",
            "object",
            "ol",
            "p",
            "pre",
            "q",
            "s",
            "samp",
            "script",
            "section",
            "small",
            "span",
            "strike",
            "strong",
            "style",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "th",
            "title",
            "tr",
            "tt",
            "u",
            "ul",
            "var",
            "wbr");

    private PlainText() {}

    /** Text that is text: white space is tidied and nothing else. Null when nothing is left. */
    static @Nullable String ofText(@Nullable String text) {
        return text == null ? null : tidy(text);
    }

    /** Text that may be HTML, as RSS leaves it open: tags of HTML go, references are resolved once. */
    static @Nullable String ofMarkup(@Nullable String markup) {
        if (markup == null) {
            return null;
        }
        boolean tags = markup.indexOf('<') >= 0;
        boolean references = markup.indexOf('&') >= 0;
        String untagged = tags ? withoutTags(markup) : markup;
        return tidy(references ? Parser.unescapeEntities(untagged, true) : untagged);
    }

    private static String withoutTags(String markup) {
        StringBuilder plain = new StringBuilder(markup.length());
        int from = 0;
        while (from < markup.length()) {
            int tag = markup.indexOf('<', from);
            if (tag < 0) {
                break;
            }
            plain.append(markup, from, tag);
            int end = endOfTag(markup, tag);
            if (end < 0) {
                plain.append('<');
                from = tag + 1;
            } else {
                if (isBreak(markup, tag)) {
                    plain.append(' ');
                }
                from = end;
            }
        }
        return from >= markup.length()
                ? plain.toString()
                : plain.append(markup, from, markup.length()).toString();
    }

    private static boolean isBreak(String markup, int tag) {
        String name = name(markup, tag);
        return name.equals("br") || name.equals("p") || name.equals("div") || name.equals("li");
    }

    /** One past the tag or comment that starts here, -1 when it is none. */
    private static int endOfTag(String markup, int tag) {
        if (markup.startsWith("<!--", tag)) {
            int end = markup.indexOf("-->", tag + 4);
            return end < 0 ? markup.length() : end + 3;
        }
        if (!TAGS.contains(name(markup, tag)) || markup.indexOf('>', tag) < 0) {
            return -1;
        }
        return closing(markup, tag);
    }

    private static int closing(String markup, int tag) {
        char quote = 0;
        for (int i = tag; i < markup.length(); i++) {
            char c = markup.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if ((c == '"' || c == '\'') && markup.charAt(i - 1) == '=') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        // A quote that is never closed: then the first bracket ends the tag.
        return markup.indexOf('>', tag) + 1;
    }

    private static String name(String markup, int tag) {
        int from = tag + 1 < markup.length() && markup.charAt(tag + 1) == '/' ? tag + 2 : tag + 1;
        int to = from;
        while (to < markup.length() && to - from < 12 && Character.isLetterOrDigit(markup.charAt(to))) {
            to++;
        }
        return markup.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private static @Nullable String tidy(String text) {
        StringBuilder tidy = new StringBuilder(Math.min(text.length(), MAX_CHARS));
        boolean blank = false;
        for (int i = 0; i < text.length() && tidy.length() < MAX_CHARS; i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                blank = tidy.length() > 0;
            } else if (!Character.isISOControl(c) && c != '\u200b' && c != '\ufeff') {
                if (blank) {
                    tidy.append(' ');
                    blank = false;
                }
                tidy.append(c);
            }
        }
        return tidy.length() == 0 ? null : tidy.toString();
    }
}
