package org.wirewatch.article;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes out of a page's bytes what is no text, before they are decoded and parsed: scripts, styles, drawings, comments,
 * controls, pictures, the markup for browsers without scripts, white space beside paragraphs, and the attributes that
 * nobody reads. On news pages that is most of the bytes,
 * and what pays for everything that extraction does beside parsing.
 *
 * <p>Works on bytes because all of it is found by ASCII signs, which stand for themselves in every charset of the web but
 * UTF-16. An element that is never closed is left to the parser. Scripts that hold data are remembered.
 */
final class PageCleaner {

    private static final int MAX_SCRIPTS = 60;
    private static final int MAX_HEAD_TAGS = 500;

    /**
     * @param start of a script's content
     * @param end one past it
     * @param linkedData whether it is declared to be JSON-LD
     */
    record Script(int start, int end, boolean linkedData) {}

    /** A control that ends further on was left open: what follows is text. */
    private static final int MAX_CONTROL_BYTES = 4_000;

    private static final int MAX_SPANS = 256;

    private final byte[] page;
    private final int length;
    /** The same bytes, for searches that the virtual machine does many bytes at a time. */
    private final String latin1;
    /** Names of removed elements that have no end tag further on: not searched for again. */
    private final Set<String> unclosed = new HashSet<>();

    /** Whether the open spans were copied, the innermost last. */
    private final boolean[] spans = new boolean[MAX_SPANS];

    private int openSpans;
    /** Whether white space would be no part of the text now. */
    private boolean afterBoundary = true;

    private boolean commentsClose = true;
    private final byte[] kept;
    private int keptLength;
    private final List<Script> scripts = new ArrayList<>();
    private final List<HeadTag> headTags = new ArrayList<>();

    PageCleaner(byte[] page, int length) {
        this.page = page;
        this.length = length;
        this.latin1 = new String(page, 0, length, StandardCharsets.ISO_8859_1);
        this.kept = new byte[length + length / 4 + 16];
        clean();
    }

    /** What is left, up to {@link #length()}. */
    byte[] kept() {
        return kept;
    }

    int length() {
        return keptLength;
    }

    /** In the page's order; offsets are those of the page as it came. */
    List<Script> scripts() {
        return scripts;
    }

    /** The page's meta, link and base tags, in its order; they are not kept. */
    List<HeadTag> headTags() {
        return headTags;
    }

    private void clean() {
        int i = 0;
        while (i < length) {
            if (page[i] == '<') {
                i = i + 4 < length ? markup(i) : sign(i);
            } else {
                i = text(i);
            }
        }
    }

    /** Copies text up to the next tag, and returns where that is. */
    private int text(int start) {
        byte[] from = page;
        byte[] to = kept;
        int end = length;
        int at = keptLength;
        boolean skip = afterBoundary || at > 0 && to[at - 1] == ' ';
        int i = start;
        for (; i < end; i++) {
            byte c = from[i];
            if (c == '<') {
                break;
            }
            if (c <= ' ' && c > 0) {
                if (!skip) {
                    to[at++] = ' ';
                    skip = true;
                }
            } else {
                to[at++] = c;
                skip = false;
            }
        }
        afterBoundary &= at == keptLength;
        keptLength = at;
        return i;
    }

    /** White space: one blank says as much as many, and beside paragraphs it says nothing. */
    private void blank() {
        if (!afterBoundary && keptLength > 0 && kept[keptLength - 1] != ' ') {
            kept[keptLength++] = ' ';
        }
    }

    /** Reads what begins with this sign, and returns where it ends. */
    private int markup(int start) {
        byte first = page[start + 1];
        if (first == '/') {
            return endTag(start);
        }
        if (first == '!') {
            int end = page[start + 2] == '-' && page[start + 3] == '-' ? commentEnd(start + 4) : -1;
            return end >= 0 ? end : sign(start);
        }
        int nameEnd = nameEnd(start + 1);
        if (nameEnd == start + 1) {
            return sign(start);
        }
        int kind = TagBytes.of(page, start + 1, nameEnd);
        if ((kind & TagBytes.REMOVED) != 0) {
            int end = elementEnd(start, nameEnd, kind);
            if (end >= 0) {
                if ((kind & TagBytes.CONTROL) == 0) {
                    blank(); // the words on both sides stay apart
                }
                return end;
            }
        }
        return tag(start, nameEnd, kind);
    }

    private int sign(int start) {
        kept[keptLength++] = '<';
        afterBoundary = false;
        return start + 1;
    }

    private int nameEnd(int start) {
        int i = start;
        while (i < length && isLetterOrDigit(page[i])) {
            i++;
        }
        return i;
    }

    private int endTag(int start) {
        int nameEnd = nameEnd(start + 2);
        if (nameEnd == start + 2 || nameEnd >= length || page[nameEnd] != '>') {
            return sign(start);
        }
        int kind = TagBytes.of(page, start + 2, nameEnd);
        if ((kind & TagBytes.SPAN) != 0 && openSpans > 0 && !spans[--openSpans]) {
            return nameEnd + 1;
        }
        boundary(kind);
        keep(start, nameEnd + 1);
        return nameEnd + 1;
    }

    private void boundary(int kind) {
        afterBoundary = (kind & TagBytes.BOUNDARY) != 0;
        if (afterBoundary && keptLength > 0 && kept[keptLength - 1] == ' ') {
            keptLength--;
        }
    }

    /**
     * Copies a start tag with the attributes that somebody reads, and returns where it ends. What is no start tag, or is not
     * well-formed enough to be sure, is copied as it is.
     */
    private int tag(int start, int nameEnd, int kind) {
        boolean wasAfterBoundary = afterBoundary;
        boundary(kind);
        int before = keptLength;
        keep(start, nameEnd);
        int bare = keptLength;
        int i = nameEnd;
        boolean closed = false;
        while (i < length && !closed) {
            byte c = page[i];
            if (c == '>') {
                closed = true;
                i++;
            } else if (c <= ' ' && c >= 0 || c == '/') {
                i++;
                if (c == '/' && i < length && page[i] == '>') {
                    kept[keptLength++] = '/';
                }
            } else if (c == '<') {
                return i; // a tag that was never finished
            } else {
                i = attribute(i, kind);
            }
        }
        boolean dropped = (kind & TagBytes.DROPPED) != 0
                || (kind & TagBytes.LINK) != 0 && !isReadLink(bare, keptLength)
                || (kind & TagBytes.SPAN) != 0 && keptLength == bare;
        if ((kind & TagBytes.SPAN) != 0 && openSpans < MAX_SPANS) {
            spans[openSpans++] = !dropped;
        } else if ((kind & TagBytes.SPAN) != 0) {
            dropped = false;
        }
        boolean head = (kind & (TagBytes.META | TagBytes.LINK | TagBytes.BASE)) != 0;
        if (head && !dropped && closed && headTags.size() < MAX_HEAD_TAGS) {
            headTags.add(new HeadTag(page, kind, nameEnd, i));
        }
        if (dropped || head) {
            keptLength = before;
            afterBoundary = wasAfterBoundary;
        } else if (closed) {
            kept[keptLength++] = '>';
        }
        return i;
    }

    /** Whether the attributes of a link are those of an address that somebody reads: {@code canonical}, {@code amphtml}. */
    private boolean isReadLink(int from, int to) {
        for (int i = from; i + 6 < to; i++) {
            int c = kept[i] | 0x20;
            if (c == 'c' && (kept[i + 1] | 0x20) == 'a' && (kept[i + 2] | 0x20) == 'n' && (kept[i + 3] | 0x20) == 'o'
                    || c == 'a'
                            && (kept[i + 1] | 0x20) == 'm'
                            && (kept[i + 2] | 0x20) == 'p'
                            && (kept[i + 3] | 0x20) == 'h') {
                return true;
            }
        }
        return false;
    }

    private int attribute(int start, int kind) {
        int i = start;
        while (i < length && page[i] != '=' && page[i] != '>' && (page[i] > ' ' || page[i] < 0) && page[i] != '/') {
            i++;
        }
        if (i == start) {
            return start + 1; // a stray equals sign
        }
        int nameEnd = i;
        int value = i;
        while (value < length && page[value] <= ' ' && page[value] >= 0) {
            value++;
        }
        if (value < length && page[value] == '=') {
            value++;
            while (value < length && page[value] <= ' ' && page[value] >= 0) {
                value++;
            }
            i = valueEnd(value);
        }
        if ((kind & (TagBytes.DROPPED | TagBytes.META | TagBytes.BASE)) == 0
                && isRead(start, nameEnd, value, i, kind)) {
            kept[keptLength++] = ' ';
            keep(start, i);
        }
        return i;
    }

    private int valueEnd(int start) {
        if (start >= length) {
            return length;
        }
        byte quote = page[start];
        int i = start;
        if (quote == '"' || quote == '\'') {
            i++;
            while (i < length && page[i] != quote) {
                i++;
            }
            return Math.min(length, i + 1);
        }
        while (i < length && page[i] != '>' && (page[i] > ' ' || page[i] < 0)) {
            i++;
        }
        return i;
    }

    /** Whether an address is that of an author's page, which names them where nothing else does. */
    private boolean leadsToAuthor(int from, int to) {
        for (int i = from; i + 5 < to; i++) {
            if (page[i] == '/'
                    && (page[i + 1] == 'a' && page[i + 2] == 'u' && page[i + 3] == 't'
                            || page[i + 1] == 's' && page[i + 2] == 't' && page[i + 3] == 'a' && page[i + 4] == 'f')) {
                return true;
            }
        }
        return false;
    }

    private boolean isRead(int start, int end, int value, int valueEnd, int kind) {
        int size = end - start;
        switch (page[start] | 0x20) {
            case 'c': // class, content
                return size == 5 && valueEnd - value > 2 || size == 7;
            case 'i': // id, itemprop
                return size == 2 || size == 8;
            case 'r': // rel, role
                return size <= 4;
            case 'p': // pubdate
                return size == 7;
            case 'h': // hidden; href of what is followed
                return size == 6
                        || size == 4
                                && ((kind & TagBytes.LINK) != 0
                                        || (kind & TagBytes.ANCHOR) != 0 && leadsToAuthor(value, valueEnd));
            case 's': // style, where it hides
                return size == 5 && hides(value, valueEnd);
            case 'a': // aria-hidden
                return size == 11;
            case 'l', 'x': // lang, xml:lang
                return (kind & TagBytes.ROOT) != 0 && (size == 4 || size == 8);
            case 'd': // datetime, data-datetime, data-timestamp
                return size == 8 || size == 13 || size == 14;
            case 't': // title, which may hold the full date
                return size == 5 && holdsDigit(value, valueEnd);
            default:
                return false;
        }
    }

    /** Whether a style may hide its element ({@code none}, {@code hidden}). */
    private boolean hides(int from, int to) {
        for (int i = from; i + 3 < to; i++) {
            int c = page[i] | 0x20;
            if (c == 'n' && (page[i + 1] | 0x20) == 'o' && (page[i + 2] | 0x20) == 'n'
                    || c == 'h' && (page[i + 1] | 0x20) == 'i' && (page[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

    private boolean holdsDigit(int from, int to) {
        for (int i = from; i < to; i++) {
            if (page[i] >= '0' && page[i] <= '9') {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetterOrDigit(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == ':';
    }

    private void keep(int from, int to) {
        System.arraycopy(page, from, kept, keptLength, to - from);
        keptLength += to - from;
    }

    private int commentEnd(int from) {
        int end = commentsClose ? latin1.indexOf("-->", from) : -1;
        commentsClose = end >= 0;
        return end < 0 ? -1 : end + 3;
    }

    /** One past the end of the element that starts here, or -1 if it is to be left to the parser. */
    private int elementEnd(int start, int nameEnd, int kind) {
        String name = unclosed.isEmpty() ? null : name(start, nameEnd);
        if (name != null && unclosed.contains(name)) {
            return -1;
        }
        int content = latin1.indexOf('>', nameEnd) + 1;
        if (content == 0) {
            unclosed.add(name(start, nameEnd));
            return -1;
        }
        boolean control = (kind & TagBytes.CONTROL) != 0;
        for (int i = latin1.indexOf("</", content); i >= 0; i = latin1.indexOf("</", i + 2)) {
            if (control && i - content > MAX_CONTROL_BYTES) {
                return -1;
            }
            if (isSameName(i + 2, start + 1, nameEnd)) {
                int end = latin1.indexOf('>', i + 2 + nameEnd - start - 1);
                if ((kind & TagBytes.SCRIPT) != 0 && scripts.size() < MAX_SCRIPTS && i > content) {
                    scripts.add(new Script(
                            content, i, latin1.substring(start, content).contains("ld+json")));
                }
                return end < 0 ? length : end + 1;
            }
        }
        unclosed.add(name == null ? name(start, nameEnd) : name);
        return -1;
    }

    private String name(int start, int nameEnd) {
        return latin1.substring(start + 1, nameEnd).toLowerCase(Locale.ROOT);
    }

    private boolean isSameName(int at, int from, int to) {
        int behind = at + to - from;
        if (behind >= length) {
            return false;
        }
        for (int i = from, j = at; i < to; i++, j++) {
            if ((page[i] | 0x20) != (page[j] | 0x20)) {
                return false;
            }
        }
        byte next = page[behind];
        return next == '>' || next == '/' || next == ' ' || next == '\n' || next == '\t' || next == '\r';
    }
}
