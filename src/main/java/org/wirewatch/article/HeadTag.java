package org.wirewatch.article;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * A {@code meta}, {@code link} or {@code base} tag in a page's bytes. They are read from there because they are many and a
 * tree of them is of no use.
 */
final class HeadTag {

    /** The attributes that somebody reads. */
    enum Attribute {
        NAME,
        PROPERTY,
        ITEMPROP,
        HTTP_EQUIV,
        CONTENT,
        CHARSET,
        REL,
        HREF;

        private final byte[] bytes =
                name().toLowerCase(Locale.ROOT).replace('_', '-').getBytes(StandardCharsets.US_ASCII);
    }

    private static final Attribute[] ATTRIBUTES = Attribute.values();

    private final byte[] page;
    private final int kind;
    /** By attribute, where its value begins and ends; 0 and 0 without one. */
    private final int[] values = new int[2 * ATTRIBUTES.length];

    /**
     * Reads the tag's attributes.
     *
     * @param kind a mask of {@link TagBytes}
     * @param from behind the tag's name
     * @param to behind its end
     */
    HeadTag(byte[] page, int kind, int from, int to) {
        this.page = page;
        this.kind = kind;
        int i = from;
        while (i < to) {
            if (!isNameSign(page[i])) {
                i++;
                continue;
            }
            int name = i;
            while (i < to && isNameSign(page[i])) {
                i++;
            }
            int nameEnd = i;
            i = skipBlanks(i, to);
            if (i < to && page[i] == '=') {
                i = skipBlanks(i + 1, to);
                i = value(attribute(name, nameEnd), i, to);
            }
        }
    }

    private static boolean isNameSign(byte c) {
        return c != '=' && c != '>' && c != '/' && c != '"' && c != '\'' && (c > ' ' || c < 0);
    }

    private int skipBlanks(int from, int to) {
        int i = from;
        while (i < to && page[i] <= ' ' && page[i] >= 0) {
            i++;
        }
        return i;
    }

    /** Takes the value that begins here, and returns where it ends. */
    private int value(@Nullable Attribute attribute, int start, int to) {
        int from = start;
        int i = start;
        byte quote = i < to ? page[i] : 0;
        boolean quoted = quote == '"' || quote == '\'';
        if (quoted) {
            from++;
            i++;
            while (i < to && page[i] != quote) {
                i++;
            }
        } else {
            while (i < to && page[i] != '>' && (page[i] > ' ' || page[i] < 0)) {
                i++;
            }
        }
        if (attribute != null && values[2 * attribute.ordinal() + 1] == 0) {
            values[2 * attribute.ordinal()] = from;
            values[2 * attribute.ordinal() + 1] = i;
        }
        return quoted ? i + 1 : i;
    }

    private @Nullable Attribute attribute(int from, int to) {
        for (Attribute attribute : ATTRIBUTES) {
            byte[] bytes = attribute.bytes;
            if (bytes.length == to - from && (page[from] | 0x20) == bytes[0]) {
                int i = 1;
                while (i < bytes.length && (page[from + i] == '-' ? '-' : page[from + i] | 0x20) == bytes[i]) {
                    i++;
                }
                if (i == bytes.length) {
                    return attribute;
                }
            }
        }
        return null;
    }

    boolean isMeta() {
        return (kind & TagBytes.META) != 0;
    }

    boolean isLink() {
        return (kind & TagBytes.LINK) != 0;
    }

    boolean isBase() {
        return (kind & TagBytes.BASE) != 0;
    }

    boolean has(Attribute attribute) {
        return values[2 * attribute.ordinal() + 1] > 0;
    }

    /** An attribute's value without entities, empty if the tag lacks it. */
    String get(Attribute attribute, Charset charset) {
        int from = values[2 * attribute.ordinal()];
        int to = values[2 * attribute.ordinal() + 1];
        if (to <= from) {
            return "";
        }
        String value = new String(page, from, to - from, charset);
        return value.indexOf('&') < 0 ? value : Parser.unescapeEntities(value, true);
    }
}
