package org.wirewatch.article;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The article's text out of the data that a page's scripts build the page from ({@code __NEXT_DATA__} and its like), for
 * pages whose markup holds no text at all.
 *
 * <p>Frameworks nest JSON in JavaScript strings in JSON, so the data is not parsed as a whole: the longest string under a
 * key that names a body is taken, however deep it is escaped.
 */
final class StateText {

    /** Shorter strings are teasers. */
    static final int MIN_CHARS = 250;

    private static final int MAX_SCRIPT_CHARS = 4_000_000;
    private static final int MAX_VALUES = 200;
    private static final int MAX_ESCAPES = 3;

    private static final Pattern BODY_KEY = Pattern.compile(
            "\"(?:articleBody|articlebody|contentHtml|contentHTML|bodyHtml|bodyText|articleText|articleContent|fullText|"
                    + "content|body|html|text|story|description)\\\\{0,7}\"\\s*:\\s*\\\\{0,7}\"");

    private StateText() {}

    /** Paragraphs of plain text, null if no script holds a long enough text. */
    static @Nullable String find(List<String> scripts, SignalWords words) {
        String longest = null;
        for (String data : scripts) {
            if (data.length() < MIN_CHARS || data.length() > MAX_SCRIPT_CHARS) {
                continue;
            }
            Matcher key = BODY_KEY.matcher(data);
            int values = 0;
            int from = 0;
            while (values++ < MAX_VALUES && key.find(from)) {
                String value = value(data, key.end());
                from = Math.max(key.end(), key.end() + value.length());
                if (value.length() >= MIN_CHARS
                        && value.indexOf(' ') > 0
                        && (longest == null || value.length() > longest.length())) {
                    longest = value;
                }
                if (from >= data.length()) {
                    break;
                }
            }
        }
        if (longest == null) {
            return null;
        }
        String text = plain(unescaped(longest), words);
        return text.length() < MIN_CHARS || !readsLikeText(text) ? null : text;
    }

    /** The raw string up to the quote that closes it: the one with as many backslashes as the one that opened it. */
    private static String value(String data, int start) {
        int escapes = 0;
        for (int i = start - 2; i >= 0 && data.charAt(i) == '\\'; i--) {
            escapes++;
        }
        int at = data.indexOf('"', start);
        while (at >= 0) {
            int before = 0;
            for (int i = at - 1; i >= start && data.charAt(i) == '\\'; i--) {
                before++;
            }
            if (before <= escapes) {
                return data.substring(start, at - before);
            }
            at = data.indexOf('"', at + 1);
        }
        return "";
    }

    private static String unescaped(String raw) {
        String text = raw;
        for (int round = 0; round < MAX_ESCAPES && text.indexOf('\\') >= 0; round++) {
            StringBuilder plain = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c != '\\' || i + 1 == text.length()) {
                    plain.append(c);
                    continue;
                }
                char escaped = text.charAt(++i);
                switch (escaped) {
                    case 'n', 'r' -> plain.append('\n');
                    case 't' -> plain.append(' ');
                    case 'u' -> {
                        int code = i + 4 < text.length() ? hexadecimal(text, i + 1) : -1;
                        if (code >= 0) {
                            plain.append((char) code);
                            i += 4;
                        }
                    }
                    default -> plain.append(escaped);
                }
            }
            text = plain.toString();
        }
        return text;
    }

    private static int hexadecimal(String text, int start) {
        int code = 0;
        for (int i = start; i < start + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }

    /** Markup as text by the rules of a page's body; without markup, lines are paragraphs. */
    static String plain(String text, SignalWords words) {
        if (text.indexOf('<') >= 0 && text.indexOf('>') > 0) {
            Outline outline = OutlineBuilder.layOut(Parser.htmlParser().parseInput(text, ""), words);
            outline.blocks.forEach(block -> block.kept = true);
            return BodyText.render(outline);
        }
        List<String> paragraphs = new ArrayList<>();
        text.lines().map(Texts::plain).filter(line -> !line.isEmpty()).forEach(paragraphs::add);
        return String.join("\n\n", paragraphs);
    }

    private static boolean readsLikeText(String text) {
        long odd = text.chars().filter(c -> "{}[]<>=;\\_".indexOf(c) >= 0).count();
        return odd * 50 < text.length();
    }
}
