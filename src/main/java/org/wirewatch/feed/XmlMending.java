package org.wirewatch.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import org.jsoup.nodes.Entities;

/**
 * Makes well-formed XML of what a publisher meant as XML, in one pass over the text. It is the step in front of the real
 * parser, for documents that the parser refuses, and promises only that it accepts the result.
 *
 * <p>Document types, comments and processing instructions are dropped. Entities are those of XML and HTML; what a
 * document type declares is never looked at. A document that ends in the middle loses the element in which it ends, so
 * that no half address and no half title is taken for a whole one.
 *
 * <p>Every step moves forward, an end tag is looked up in a table of open names, and the output is bounded, so time and
 * memory are linear in the input.
 */
final class XmlMending {

    /** Elements nested deeper are left out of the output, their text stays. */
    private static final int MAX_DEPTH = 2 * FeedTree.MAX_DEPTH;

    /** Elements that start below so many others are not even remembered, nor do their end tags count. */
    private static final int MAX_OPEN = 2_000;

    private static final int MAX_NAME_CHARS = 200;
    private static final int MAX_ATTRIBUTES = 100;
    /** Escaping may lengthen the text by this factor; more is no text. */
    private static final int MAX_GROWTH = 2;

    private static final int ANY_TEXT_MAY_GROW_TO = 65_536;
    private static final int MAX_REFERENCE_CHARS = 34;

    /** HTML elements without an end tag. */
    private static final Set<String> VOID = Set.of("br", "hr", "img", "input", "wbr");
    /** Entries do not nest: one that starts inside another means that the end of the first is missing. */
    private static final Set<String> ENTRIES = Set.of("item", "entry");
    /** Elements of an entry that hold text: one that starts inside another means the same. */
    private static final Set<String> LEAVES =
            Set.of("title", "link", "guid", "pubdate", "author", "category", "comments");

    private static final Set<String> AFTER_LEAF =
            Set.of("description", "enclosure", "content:encoded", "dc:creator", "dc:date");

    private final String text;
    private final Repairs repairs;
    private final long bound;
    private final StringBuilder out;
    private final List<Open> open = new ArrayList<>();
    private final Map<String, Integer> openNames = new HashMap<>();
    private final Map<String, Integer> prefixes = new HashMap<>();
    private int position;
    private boolean rootSeen;
    private boolean done;

    private XmlMending(String text, Repairs repairs) {
        this.text = text;
        this.repairs = repairs;
        this.bound = (long) text.length() * MAX_GROWTH + ANY_TEXT_MAY_GROW_TO;
        // Growing the buffer would double it; an ampersand is what lengthens the text.
        long ampersands = text.chars().filter(c -> c == '&').count();
        this.out =
                new StringBuilder((int) Math.min(bound + 64, text.length() + text.length() / 16 + 4 * ampersands + 64));
    }

    /** Well-formed XML with the same elements and texts; an empty text when there is no element at all. */
    static String mend(String text, Repairs repairs) {
        return new XmlMending(text, repairs).mended();
    }

    private String mended() {
        skipToDocument();
        while (position < text.length() && !done) {
            if (out.length() > bound) {
                repairs.add(Repair.OVERSIZED);
                break;
            }
            if (text.charAt(position) == '<') {
                markup();
            } else {
                characters();
            }
        }
        if (!open.isEmpty()) {
            cutOff();
        } else if (text.substring(Math.min(position, text.length())).chars().anyMatch(c -> c > ' ')) {
            repairs.add(Repair.TEXT_AFTER_END);
        }
        return out.toString();
    }

    private void skipToDocument() {
        int start = 0;
        while (start < text.length() && !startsMarkup(start)) {
            start++;
        }
        // A document without a declaration may begin with blanks.
        boolean blank = text.substring(0, start).isBlank();
        if (start > 0 && (!blank || text.startsWith("<?xml", start))) {
            repairs.add(Repair.TEXT_BEFORE_PROLOG);
        }
        position = start;
    }

    private boolean startsMarkup(int at) {
        if (text.charAt(at) != '<' || at + 1 == text.length()) {
            return false;
        }
        char next = text.charAt(at + 1);
        return next == '?' || next == '!' || isNameStart(next);
    }

    private void markup() {
        if (text.startsWith("<!--", position)) {
            int end = text.indexOf("-->", position + 4);
            if (end < 0) {
                repairs.add(Repair.BROKEN_MARKUP);
                skipPast('>');
            } else {
                position = end + 3;
            }
        } else if (text.startsWith("<![CDATA[", position)) {
            cdata();
        } else if (text.startsWith("<?", position)) {
            skipPast('>');
        } else if (text.startsWith("<!", position)) {
            declaration();
        } else if (text.startsWith("</", position)) {
            endTag();
        } else if (position + 1 < text.length() && isNameStart(text.charAt(position + 1))) {
            startTag();
        } else {
            repairs.add(Repair.BROKEN_MARKUP);
            append("&lt;");
            position++;
        }
    }

    private void skipPast(char c) {
        int end = text.indexOf(c, position);
        position = end < 0 ? text.length() : end + 1;
    }

    private void declaration() {
        if (!text.regionMatches(true, position, "<!doctype", 0, 9)) {
            repairs.add(Repair.BROKEN_MARKUP);
            skipPast('>');
            return;
        }
        repairs.add(Repair.DOCTYPE);
        int end = endOfDoctype();
        if (end < 0) {
            skipPast('>');
        } else {
            position = end;
        }
    }

    /** One past the declaration with its internal subset, -1 when it does not end. */
    private int endOfDoctype() {
        boolean subset = false;
        char quote = 0;
        for (int i = position; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[') {
                subset = true;
            } else if (c == ']') {
                subset = false;
            } else if (c == '>' && !subset) {
                return i + 1;
            }
        }
        return -1;
    }

    private void cdata() {
        int start = position + 9;
        int end = text.indexOf("]]>", start);
        if (end < 0) {
            position = text.length();
            return;
        }
        if (!open.isEmpty()) {
            append("<![CDATA[");
            for (int i = start; i < end; i++) {
                plain(text.charAt(i), i);
            }
            append("]]>");
        }
        position = end + 3;
    }

    private void characters() {
        int next = text.indexOf('<', position);
        int end = next < 0 ? text.length() : next;
        if (open.isEmpty()) {
            if (rootSeen && text.substring(position, end).chars().anyMatch(c -> c > ' ')) {
                repairs.add(Repair.TEXT_AFTER_END);
            }
            position = end;
            return;
        }
        while (position < end && out.length() <= bound) {
            char c = text.charAt(position);
            if (c == '&') {
                position = reference(position, end);
            } else if (c == ']' && text.startsWith("]]>", position)) {
                repairs.add(Repair.BROKEN_MARKUP);
                position += 3;
            } else if (c == '>' && out.charAt(out.length() - 1) == ']') {
                // What was dropped in between may bring "]]>" together.
                out.append("&gt;");
                position++;
            } else {
                plain(c, position++);
            }
        }
    }

    /** One character that needs no escaping, unless XML forbids it. */
    private void plain(char c, int at) {
        boolean allowed = c >= ' '
                ? c < '\ud800' || c > '\udfff' && c < '\ufffe' || isPaired(c, at)
                : c == '\t' || c == '\n' || c == '\r';
        if (allowed) {
            out.append(c);
        } else {
            repairs.add(Repair.CONTROL_CHARACTER);
        }
    }

    private boolean isPaired(char c, int at) {
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    /** Copies the reference that starts here, or the ampersand alone; returns where to go on. */
    private int reference(int at, int limit) {
        int end = at + 1;
        int last = Math.min(limit, at + MAX_REFERENCE_CHARS);
        while (end < last && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '#')) {
            end++;
        }
        if (end == at + 1 || end >= limit || text.charAt(end) != ';') {
            repairs.add(Repair.BARE_AMPERSAND);
            out.append("&amp;");
            return at + 1;
        }
        String name = text.substring(at + 1, end);
        if (name.charAt(0) == '#') {
            numeric(name);
        } else if (name.equals("amp")
                || name.equals("lt")
                || name.equals("gt")
                || name.equals("quot")
                || name.equals("apos")) {
            out.append('&').append(name).append(';');
        } else {
            repairs.add(Repair.UNDECLARED_ENTITY);
            named(name);
        }
        return end + 1;
    }

    private void numeric(String name) {
        boolean hexadecimal = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
        String digits = name.substring(hexadecimal ? 2 : 1);
        int code;
        try {
            code = Integer.parseInt(digits, hexadecimal ? 16 : 10);
        } catch (NumberFormatException notANumber) {
            repairs.add(Repair.BARE_AMPERSAND);
            out.append("&amp;").append(name).append(';');
            return;
        }
        boolean allowed = code == '\t'
                || code == '\n'
                || code == '\r'
                || code >= ' ' && code < 0xd800
                || code > 0xdfff && code < 0xfffe
                || code > 0xffff && code <= Character.MAX_CODE_POINT;
        if (allowed) {
            out.append("&#").append(code).append(';');
        } else {
            repairs.add(Repair.CONTROL_CHARACTER);
        }
    }

    private void named(String name) {
        String value = Entities.getByName(name);
        if (value.isEmpty()) {
            value = Entities.getByName(name.toLowerCase(Locale.ROOT));
        }
        if (value.isEmpty()) {
            out.append("&amp;").append(name).append(';');
        } else if (value.equals("&") || value.equals("<")) {
            out.append(value.equals("&") ? "&amp;" : "&lt;");
        } else {
            out.append(value);
        }
    }

    private void endTag() {
        int end = position + 2;
        while (end < text.length() && text.charAt(end) != '>' && text.charAt(end) != '<') {
            end++;
        }
        String name = elementName(text.substring(position + 2, end).strip());
        if (end == text.length()) {
            position = end;
            return;
        }
        position = text.charAt(end) == '>' ? end + 1 : end;
        String key = name.toLowerCase(Locale.ROOT);
        if (openNames.getOrDefault(key, 0) == 0) {
            repairs.add(rootSeen && open.isEmpty() ? Repair.TEXT_AFTER_END : Repair.UNCLOSED_ELEMENT);
            return;
        }
        while (!last().key.equals(key)) {
            repairs.add(Repair.UNCLOSED_ELEMENT);
            close();
        }
        if (!last().name.equals(name)) {
            repairs.add(Repair.BROKEN_MARKUP);
        }
        close();
    }

    private Open last() {
        return open.get(open.size() - 1);
    }

    private void close() {
        Open element = open.remove(open.size() - 1);
        openNames.merge(element.key, -1, Integer::sum);
        for (String prefix : element.declared) {
            prefixes.merge(prefix, -1, Integer::sum);
        }
        if (element.written) {
            out.append("</").append(element.name).append('>');
        }
        if (!open.isEmpty() && (element.key.equals("link") || element.key.equals("guid") || element.key.equals("id"))) {
            last().addressed = true;
        }
        done = open.isEmpty();
    }

    private void startTag() {
        int start = position;
        int end = start + 1;
        while (end < text.length() && isNameChar(text.charAt(end))) {
            end++;
        }
        String name = elementName(text.substring(start + 1, end));
        String key = name.toLowerCase(Locale.ROOT);
        Map<String, String> attributes = new HashMap<>();
        List<String> order = new ArrayList<>();
        position = end;
        boolean empty = attributes(attributes, order);
        if (position < 0) {
            // The document ends within the tag.
            position = text.length();
            return;
        }
        if (open.size() == MAX_OPEN) {
            repairs.add(Repair.OVERSIZED);
            return;
        }
        closeForgotten(key);
        boolean written = open.size() < MAX_DEPTH;
        if (!written) {
            repairs.add(Repair.OVERSIZED);
        }
        Open element = new Open(name, key, out.length(), written);
        if (written) {
            write(element, attributes, order);
        }
        rootSeen = true;
        open.add(element);
        openNames.merge(key, 1, Integer::sum);
        if (!empty && VOID.contains(key) && open.size() > 1) {
            repairs.add(Repair.UNCLOSED_ELEMENT);
            empty = true;
        }
        if (empty) {
            close();
        }
    }

    private void closeForgotten(String key) {
        if (ENTRIES.contains(key) && openNames.getOrDefault(key, 0) > 0) {
            repairs.add(Repair.UNCLOSED_ELEMENT);
            while (!last().key.equals(key)) {
                close();
            }
            close();
        } else if (!open.isEmpty()
                && LEAVES.contains(last().key)
                && (LEAVES.contains(key) || AFTER_LEAF.contains(key))
                && open.size() > 1) {
            String parent = open.get(open.size() - 2).key;
            boolean authorOfAtom = last().key.equals("author") && !LEAVES.contains(key);
            if ((ENTRIES.contains(parent) || parent.equals("channel")) && !authorOfAtom) {
                repairs.add(Repair.UNCLOSED_ELEMENT);
                close();
            }
        }
    }

    private void write(Open element, Map<String, String> attributes, List<String> order) {
        for (String attribute : order) {
            if (attribute.startsWith("xmlns:") && !attributes.get(attribute).isBlank()) {
                declare(element, attribute.substring(6));
            }
        }
        out.append('<').append(element.name);
        Set<String> missing = new HashSet<>();
        undeclared(element.name, missing);
        for (String attribute : order) {
            if (attribute.startsWith("xmlns:") && attributes.get(attribute).isBlank()) {
                continue;
            }
            if (!isDeclaration(attribute)) {
                undeclared(attribute, missing);
            }
            out.append(' ').append(attribute).append("=\"");
            out.append(attributes.get(attribute)).append('"');
        }
        for (String prefix : missing) {
            repairs.add(Repair.UNDECLARED_NAMESPACE);
            declare(element, prefix);
            out.append(" xmlns:")
                    .append(prefix)
                    .append("=\"")
                    .append(Vocabulary.uriOfPrefix(prefix))
                    .append('"');
        }
        out.append('>');
    }

    private void declare(Open element, String prefix) {
        element.declared.add(prefix);
        prefixes.merge(prefix, 1, Integer::sum);
    }

    private void undeclared(String name, Set<String> missing) {
        int colon = name.indexOf(':');
        if (colon > 0) {
            String prefix = name.substring(0, colon);
            if (!prefix.equals("xml") && prefixes.getOrDefault(prefix, 0) == 0) {
                missing.add(prefix);
            }
        }
    }

    /**
     * Reads attributes up to the end of the tag, their values escaped; true for an empty element. The position becomes
     * -1 when the text ends before the tag does.
     */
    private boolean attributes(Map<String, String> attributes, List<String> order) {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '>') {
                position++;
                return false;
            }
            if (c == '<') {
                repairs.add(Repair.BROKEN_MARKUP);
                return false;
            }
            if (c == '/' && position + 1 < text.length() && text.charAt(position + 1) == '>') {
                position += 2;
                return true;
            }
            if (isNameStart(c)) {
                attribute(attributes, order);
            } else {
                if (c > ' ') {
                    repairs.add(Repair.BROKEN_MARKUP);
                }
                position++;
            }
        }
        position = -1;
        return false;
    }

    private void attribute(Map<String, String> attributes, List<String> order) {
        int start = position;
        while (position < text.length() && isNameChar(text.charAt(position))) {
            position++;
        }
        String name = name(text.substring(start, position));
        int equals = afterBlanks(position);
        String value = "";
        if (equals < text.length() && text.charAt(equals) == '=') {
            position = afterBlanks(equals + 1);
            value = value();
        } else {
            repairs.add(Repair.BROKEN_MARKUP);
        }
        if (!isAttribute(name, value) || order.size() == MAX_ATTRIBUTES || attributes.containsKey(name)) {
            repairs.add(Repair.BROKEN_MARKUP);
        } else if (isOfUse(name)) {
            attributes.put(name, value);
            order.add(name);
        }
    }

    private static boolean isDeclaration(String attribute) {
        return attribute.equals("xmlns") || attribute.startsWith("xmlns:");
    }

    /** No vocabulary of news has prefixed attributes but these; dropping others cannot make two of them collide. */
    private static boolean isOfUse(String attribute) {
        return attribute.indexOf(':') < 0
                || isDeclaration(attribute)
                || attribute.startsWith("xml:")
                || attribute.startsWith("rdf:")
                || attribute.startsWith("wirewatch:");
    }

    /** Whether XML allows it: what it reserves must not be bound again. */
    private static boolean isAttribute(String name, String value) {
        if (!isDeclaration(name)) {
            return true;
        }
        return !name.equals("xmlns:xml")
                && !name.equals("xmlns:xmlns")
                && !value.equals(XMLConstants.XML_NS_URI)
                && !value.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI);
    }

    private int afterBlanks(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private String value() {
        if (position >= text.length()) {
            return "";
        }
        char quote = text.charAt(position);
        int start = position;
        int end;
        if (quote == '"' || quote == '\'') {
            start++;
            end = text.indexOf(quote, start);
            int tag = text.indexOf('<', start);
            if (end < 0 || tag >= 0 && tag < end) {
                // XML forbids '<' in values: the closing quote is missing, and the value ends with the tag.
                repairs.add(Repair.BROKEN_MARKUP);
                int close = text.indexOf('>', start);
                end = close < 0 ? text.length() : close;
                position = end;
            } else {
                position = end + 1;
            }
        } else {
            repairs.add(Repair.BROKEN_MARKUP);
            end = start;
            while (end < text.length()
                    && text.charAt(end) > ' '
                    && text.charAt(end) != '>'
                    && text.charAt(end) != '<') {
                end++;
            }
            position = end;
        }
        return escaped(start, end);
    }

    private String escaped(int start, int end) {
        int mark = out.length();
        int at = start;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '&') {
                at = reference(at, end);
            } else {
                if (c == '<') {
                    out.append("&lt;");
                } else if (c == '"') {
                    out.append("&quot;");
                } else {
                    plain(c, at);
                }
                at++;
            }
        }
        String escaped = out.substring(mark);
        out.setLength(mark);
        return escaped;
    }

    /** Ends a document that breaks off: without the element in which it does, and without an entry that has no address. */
    private void cutOff() {
        repairs.add(Repair.TRUNCATED);
        int entry = open.size() - 1;
        while (entry >= 0 && !ENTRIES.contains(open.get(entry).key)) {
            entry--;
        }
        if (entry >= 0) {
            int keep = open.get(entry).addressed ? entry + 1 : entry;
            if (keep < open.size()) {
                out.setLength(open.get(keep).start);
                while (open.size() > keep) {
                    open.get(open.size() - 1).written = false;
                    close();
                }
            }
        }
        while (!open.isEmpty()) {
            close();
        }
    }

    private void append(String markup) {
        if (!open.isEmpty()) {
            out.append(markup);
        }
    }

    private static String elementName(String written) {
        String name = name(written);
        return name.startsWith("xmlns:") ? name.replace(':', '_') : name;
    }

    /** A name that XML accepts, as near to the written one as can be. */
    private static String name(String written) {
        StringBuilder name = new StringBuilder(Math.min(written.length(), MAX_NAME_CHARS));
        boolean colon = false;
        for (int i = 0; i < written.length() && name.length() < MAX_NAME_CHARS; i++) {
            char c = written.charAt(i);
            if (c == ':') {
                // A name has one prefix at most, and a local part that starts like a name.
                boolean prefixes =
                        !colon && name.length() > 0 && i + 1 < written.length() && isNameStart(written.charAt(i + 1));
                name.append(prefixes ? ':' : '_');
                colon |= prefixes;
            } else if (isNameChar(c)) {
                name.append(c);
            } else {
                break;
            }
        }
        return name.toString();
    }

    /** ASCII only: no vocabulary of feeds needs more, and parsers differ in what else they allow. */
    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isNameChar(char c) {
        return isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.' || c == ':';
    }

    /** An element that has started and not yet ended. */
    private static final class Open {
        private final String name;
        private final String key;
        private final int start;
        private final List<String> declared = new ArrayList<>(0);
        private boolean written;
        private boolean addressed;

        Open(String name, String key, int start, boolean written) {
            this.name = name;
            this.key = key;
            this.start = start;
            this.written = written;
        }
    }
}
