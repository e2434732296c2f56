package org.wirewatch.article;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes out of a page's bytes what is no text, before they are decoded and parsed: scripts, styles, drawings, comments,
 * the markup for browsers without scripts, and the attributes that nobody reads. On news pages that is most of the bytes,
 * and what pays for everything that extraction does beside parsing.
 *
 * <p>Works on bytes because all of it is found by ASCII signs, which stand for themselves in every charset of the web but
 * UTF-16. An element that is never closed is left to the parser. Scripts that hold data are remembered.
 */
final class PageCleaner {

    private static final int MAX_SCRIPTS = 60;

    /**
     * @param start of a script's content
     * @param end one past it
     * @param linkedData whether it is declared to be JSON-LD
     */
    record Script(int start, int end, boolean linkedData) {}

    private static final byte[] SCRIPT = ascii("script");
    private static final byte[] LINK = ascii("link");
    private static final byte[] BASE = ascii("base");
    private static final byte[][] REMOVED = {SCRIPT, ascii("style"), ascii("svg"), ascii("noscript"), ascii("iframe")};

    private final byte[] page;
    private final int length;
    /** The same bytes, for searches that the virtual machine does many bytes at a time. */
    private final String latin1;
    /** Names that have no end tag further on: not searched for again. */
    private final Set<byte[]> unclosed = new HashSet<>();

    private boolean commentsClose = true;
    private final byte[] kept;
    private int keptLength;
    private final List<Script> scripts = new ArrayList<>();

    PageCleaner(byte[] page, int length) {
        this.page = page;
        this.length = length;
        this.latin1 = new String(page, 0, length, StandardCharsets.ISO_8859_1);
        this.kept = new byte[length + length / 4 + 16];
        clean();
    }

    byte[] kept() {
        return Arrays.copyOf(kept, keptLength);
    }

    /** In the page's order; offsets are those of the page as it came. */
    List<Script> scripts() {
        return scripts;
    }

    private void clean() {
        int i = 0;
        while (i < length) {
            byte c = page[i];
            if (c != '<' || i + 4 >= length) {
                kept[keptLength++] = c;
                i++;
                continue;
            }
            int end = removedEnd(i);
            if (end >= 0) {
                // A blank, so that the words on both sides stay apart.
                kept[keptLength++] = ' ';
                i = end;
            } else {
                i = tag(i);
            }
        }
    }

    /**
     * Copies a start tag with the attributes that somebody reads, and returns where it ends. What is no start tag, or is not
     * well-formed enough to be sure, is copied as it is.
     */
    private int tag(int start) {
        int i = start + 1;
        while (i < length && isLetterOrDigit(page[i])) {
            i++;
        }
        if (i == start + 1) {
            kept[keptLength++] = '<';
            return start + 1;
        }
        keep(start, i);
        boolean link = isName(start + 1, LINK) || isName(start + 1, BASE);
        boolean anchor = (page[start + 1] | 0x20) == 'a' && i == start + 2;
        while (i < length) {
            byte c = page[i];
            if (c == '>') {
                kept[keptLength++] = '>';
                return i + 1;
            }
            if (c <= ' ' && c >= 0 || c == '/') {
                i++;
                if (c == '/' && i < length && page[i] == '>') {
                    kept[keptLength++] = '/';
                }
                continue;
            }
            if (c == '<') {
                return i; // a tag that was never finished
            }
            i = attribute(i, link, anchor);
        }
        return i;
    }

    private int attribute(int start, boolean link, boolean anchor) {
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
        boolean read = isRead(start, nameEnd, link)
                || anchor && nameEnd - start == 4 && (page[start] | 0x20) == 'h' && leadsToAuthor(value, i);
        if (read) {
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

    private boolean isRead(int start, int end, boolean link) {
        int size = end - start;
        switch (page[start] | 0x20) {
            case 'c': // class, content, charset
                return size == 5 || size == 7;
            case 'i': // id, itemprop
                return size == 2 || size == 8;
            case 'r': // rel, role
                return size <= 4;
            case 'n': // name
                return size == 4;
            case 'p': // property, pubdate
                return size == 8 || size == 7;
            case 'h': // hidden, http-equiv; of link and base also href
                return size == 6 || size == 10 || link;
            case 's': // style
                return size == 5;
            case 'a': // aria-hidden
                return size == 11;
            case 'l', 'x': // lang, xml:lang
                return size == 4 || size == 8;
            case 'd': // datetime, data-datetime, data-timestamp
                return size == 8 || size == 13 || size == 14;
            case 't': // title, which may hold the full date
                return size == 5;
            default:
                return false;
        }
    }

    private static boolean isLetterOrDigit(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == ':';
    }

    private void keep(int from, int to) {
        System.arraycopy(page, from, kept, keptLength, to - from);
        keptLength += to - from;
    }

    /** One past the end of the part to remove that starts here, or -1 if none does. */
    private int removedEnd(int start) {
        int first = page[start + 1] | 0x20;
        if (page[start + 1] == '!') {
            return page[start + 2] == '-' && page[start + 3] == '-' ? commentEnd(start + 4) : -1;
        }
        if (first != 's' && first != 'n' && first != 'i') {
            return -1;
        }
        int second = page[start + 2] | 0x20;
        for (byte[] name : REMOVED) {
            if (name[0] == first && name[1] == second && isName(start + 1, name)) {
                return unclosed.contains(name) ? -1 : elementEnd(start, name);
            }
        }
        return -1;
    }

    private int commentEnd(int from) {
        int end = commentsClose ? latin1.indexOf("-->", from) : -1;
        commentsClose = end >= 0;
        return end < 0 ? -1 : end + 3;
    }

    private int elementEnd(int start, byte[] name) {
        int content = latin1.indexOf('>', start + 1 + name.length) + 1;
        if (content == 0) {
            return -1;
        }
        for (int i = latin1.indexOf("</", content); i >= 0; i = latin1.indexOf("</", i + 2)) {
            if (isName(i + 2, name)) {
                int end = latin1.indexOf('>', i + 2 + name.length);
                if (name == SCRIPT && scripts.size() < MAX_SCRIPTS && i > content) {
                    scripts.add(new Script(
                            content, i, latin1.substring(start, content).contains("ld+json")));
                }
                return end < 0 ? length : end + 1;
            }
        }
        unclosed.add(name);
        return -1;
    }

    private boolean isName(int at, byte[] name) {
        if (at + name.length >= length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if ((page[at + i] | 0x20) != name[i]) {
                return false;
            }
        }
        byte next = page[at + name.length];
        return next == '>' || next == '/' || next == ' ' || next == '\n' || next == '\t' || next == '\r';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
