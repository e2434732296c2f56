package org.wirewatch.article;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Lays a parsed page out in one walk, without recursion and without changing it.
 *
 * <p>Everything later works on the result, so what is costly is done here once: text is put together with white space
 * folded, characters are counted by kind, names in class and id are read for {@link Signal}s.
 */
final class OutlineBuilder {

    /** Text behind this is not read; the longest articles have a tenth of it. */
    static final int MAX_TEXT_CHARS = 2_000_000;

    static final int MAX_BLOCKS = 50_000;
    static final int MAX_BOXES = 100_000;
    private static final int MAX_STYLE_CHARS = 1_000;
    private static final Pattern AUTHOR_PAGE =
            Pattern.compile("/(?:authors?|autor(?:en|es|in)?|auteurs?|autore|staff)/[^/?#]{3,}");
    private static final int ELSEWHERE_STEPS = 3;
    /** Hidden parts with such an id are put into their place by a script as soon as the page is there (React's streaming). */
    private static final String STREAMED = "S:";

    // What an ASCII sign is in a text; INNER is what words may hold.
    private static final byte OTHER = 0;
    private static final byte LETTER = 1;
    private static final byte CAPITAL = 2;
    private static final byte DIGIT = 3;
    private static final byte COMMA = 4;
    private static final byte STOP = 5;
    private static final byte INNER = 6;
    private static final byte[] ASCII = new byte[0x80];

    static {
        Arrays.fill(ASCII, OTHER);
        Arrays.fill(ASCII, 'a', 'z' + 1, LETTER);
        Arrays.fill(ASCII, 'A', 'Z' + 1, CAPITAL);
        Arrays.fill(ASCII, '0', '9' + 1, DIGIT);
        ASCII[','] = COMMA;
        ASCII['.'] = STOP;
        ASCII['!'] = STOP;
        ASCII['?'] = STOP;
        ASCII['\''] = INNER;
        ASCII['-'] = INNER;
    }

    /** Of the element that was entered last. */
    private TagKind kind = TagKind.INLINE;
    /** Of the elements that are open. */
    private TagKind[] kinds = new TagKind[64];

    private int depth;
    private char[] scratch = new char[4096];
    private final SignalWords words;
    private final Outline outline = new Outline();
    private final Declarations declarations = outline.declarations;
    private final TextBuffer text = outline.text;
    private final List<Box> open = new ArrayList<>();

    private @Nullable Block block;
    private Box box;
    // What the element that was entered last says in its attributes.
    private int namedSignals;
    private boolean namedHidden;
    private String property = "";
    private String relation = "";
    private String address = "";

    private boolean space;
    private boolean afterLineBreak;
    private int linkDepth;
    private int strongDepth;
    private int inlineSignals;

    private OutlineBuilder(SignalWords words, Document page) {
        this.words = words;
        Element root = page.body();
        this.box = openBox(root, TagKind.DIVISION);
    }

    static Outline layOut(Document page, SignalWords words) {
        OutlineBuilder builder = new OutlineBuilder(words, page);
        builder.walk(page);
        return builder.outline;
    }

    private void walk(Document page) {
        Node node = page.firstChild();
        while (node != null) {
            Node next = enter(node) ? node.firstChild() : null;
            if (next == null && node instanceof Element element) {
                leave(element, kind);
            } else if (next != null) {
                push(kind);
            }
            Node at = node;
            if (next == null) {
                next = at.nextSibling();
                while (next == null) {
                    Node parent = at.parent();
                    if (parent == null || parent == page) {
                        break;
                    }
                    leave((Element) parent, kinds[--depth]);
                    next = parent.nextSibling();
                    at = parent;
                }
            }
            node = next;
        }
        endBlock();
        while (!open.isEmpty()) {
            closeBox();
        }
    }

    /** Whether to walk into it. */
    private boolean enter(Node node) {
        if (node instanceof TextNode words) {
            append(words.getWholeText());
            return false;
        }
        if (!(node instanceof Element element)) {
            return false;
        }
        kind = TagKind.of(element.normalName());
        switch (kind) {
            case SKIPPED:
                return false;
            case LINE_BREAK:
                endBlock();
                afterLineBreak = true;
                return false;
            case PAGE_TITLE:
                if (declarations.title == null) {
                    declarations.title = element.text();
                }
                return false;
            case HEAD:
                return true;
            default:
                return enterText(element, kind);
        }
    }

    private boolean enterText(Element element, TagKind kind) {
        int signals = 0;
        boolean hidden = false;
        property = "";
        if (element.attributesSize() > 0) {
            readAttributes(element);
            signals = namedSignals;
            hidden = namedHidden;
            declare(element, kind, signals);
        }
        if (kind.isBox()) {
            if (element.nameIs("html")) {
                String language = element.attr("lang");
                declarations.language = language.isEmpty() ? element.attr("xml:lang") : language;
                return true;
            }
            endBlock();
            afterLineBreak = false;
            if (element.nameIs("body") && open.size() == 1) {
                return true;
            }
            if (outline.boxes.size() < MAX_BOXES) {
                boolean below = hidden || box.hidden;
                box = openBox(element, kind, signals, below);
            }
            if (kind == TagKind.HEADING && element.nameIs("h1")) {
                Declarations.keep(declarations.headlines, element);
            }
            return true;
        }
        if (hidden) {
            this.kind = TagKind.SKIPPED;
            return false;
        }
        if (kind == TagKind.LINK) {
            linkDepth++;
            if (block != null && block.links < Integer.MAX_VALUE) {
                block.links++;
            }
        } else if (kind == TagKind.STRONG) {
            strongDepth++;
        } else if (kind == TagKind.TIME && !isElsewhere(box)) {
            Declarations.keep(declarations.times, element);
        }
        inlineSignals |= signals;
        return true;
    }

    private void push(TagKind entered) {
        if (depth == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * depth);
        }
        kinds[depth++] = entered;
    }

    private void leave(Element element, TagKind kind) {
        if (kind.isBox()) {
            if (box.element == element && open.size() > 1) {
                endBlock();
                afterLineBreak = false;
                closeBox();
            }
        } else if (kind == TagKind.LINK) {
            linkDepth = Math.max(0, linkDepth - 1);
        } else if (kind == TagKind.STRONG) {
            strongDepth = Math.max(0, strongDepth - 1);
        }
    }

    private int named(String names) {
        return names.isEmpty() ? 0 : words.read(names);
    }

    /** One pass over the attributes, which are many. */
    private void readAttributes(Element element) {
        namedSignals = 0;
        namedHidden = false;
        property = "";
        relation = "";
        address = "";
        boolean streamed = false;
        boolean hiddenMark = false;
        for (Attribute attribute : element.attributes()) {
            switch (attribute.getKey()) {
                case "class", "role" -> namedSignals |= named(attribute.getValue());
                case "id" -> {
                    namedSignals |= named(attribute.getValue());
                    streamed = attribute.getValue().startsWith(STREAMED);
                }
                case "itemprop" -> property = attribute.getValue();
                case "href" -> address = attribute.getValue();
                case "rel" -> relation = attribute.getValue();
                case "hidden" -> hiddenMark = true;
                case "aria-hidden" -> namedHidden |= attribute.getValue().equals("true");
                case "style" -> {
                    String style = attribute.getValue();
                    namedHidden |= style.length() < MAX_STYLE_CHARS && hiddenStyle(style);
                }
                default -> {}
            }
        }
        namedHidden |= hiddenMark && !streamed;
    }

    private static boolean hiddenStyle(String style) {
        int at = style.indexOf("display");
        if (at >= 0) {
            int i = at + "display".length();
            while (i < style.length() && (style.charAt(i) == ' ' || style.charAt(i) == ':')) {
                i++;
            }
            if (style.startsWith("none", i)) {
                return true;
            }
        }
        return style.contains("visibility:hidden") || style.contains("visibility: hidden");
    }

    private void declare(Element element, TagKind kind, int signals) {
        if (!property.isEmpty()) {
            switch (property.toLowerCase(Locale.ROOT)) {
                case "author", "creator" -> Declarations.keep(declarations.bylines, element);
                case "datepublished", "datecreated", "datemodified", "date" ->
                    Declarations.keep(declarations.times, element);
                case "headline" -> Declarations.keep(declarations.headlines, element);
                default -> {}
            }
            return;
        }
        if (Signal.AUTHOR.in(signals)
                || kind == TagKind.LINK
                        && (relation.contains("author")
                                || AUTHOR_PAGE.matcher(address).find())) {
            Declarations.keep(declarations.bylines, element);
        } else if (Signal.DETAIL.in(signals)) {
            Declarations.keep(declarations.dates, element);
        }
    }

    /** Whether names and dates there are those of other articles, of comments or of the site. */
    private static boolean isElsewhere(Box box) {
        return box.distance(Signal.COMMENT) <= ELSEWHERE_STEPS
                || box.distance(Signal.RELATED) <= ELSEWHERE_STEPS
                || box.distance(Signal.FOOTER) <= ELSEWHERE_STEPS && box.distance(Signal.ARTICLE) > ELSEWHERE_STEPS
                || box.distance(Signal.SIDE) <= 2
                || box.distance(Signal.NAVIGATION) <= 1;
    }

    private Box openBox(Element element, TagKind kind) {
        return openBox(element, kind, 0, false);
    }

    private Box openBox(Element element, TagKind kind, int signals, boolean hidden) {
        Box parent = open.isEmpty() ? null : open.get(open.size() - 1);
        Box opened = new Box(
                outline.boxes.size(),
                parent,
                element,
                kind,
                signals,
                hidden,
                property.equalsIgnoreCase("articleBody"),
                outline.blocks.size());
        outline.boxes.add(opened);
        open.add(opened);
        return opened;
    }

    private void closeBox() {
        Box closed = open.remove(open.size() - 1);
        closed.endBlock = outline.blocks.size();
        Box parent = closed.parent;
        if (parent != null) {
            parent.weight += closed.weight;
            parent.linkWeight += closed.linkWeight;
            parent.blocks += closed.blocks;
            parent.paragraphs += closed.paragraphs;
            parent.commas += closed.commas;
            parent.stops += closed.stops;
            if (closed.kind == TagKind.PARAGRAPH) {
                parent.paragraphWeight += closed.weight;
            }
            box = parent;
        }
    }

    private void append(String added) {
        if (text.length() + added.length() > MAX_TEXT_CHARS || outline.blocks.size() >= MAX_BLOCKS) {
            outline.cut = true;
            return;
        }
        int length = added.length();
        if (scratch.length < length) {
            scratch = new char[Math.max(length, 2 * scratch.length)];
        }
        char[] chars = scratch;
        added.getChars(0, length, chars, 0);
        Block into = block;
        int weight = 0;
        boolean inWord = into != null && !space && into.end > into.start;
        for (int i = 0; i < length; i++) {
            char c = chars[i];
            if (c <= ' ' || c >= '\u00a0' && isBlank(c)) {
                space = true;
                inWord = false;
                continue;
            }
            if (into == null) {
                into = new Block(outline.blocks.size(), box, text.length(), afterLineBreak);
                block = into;
                into.inlineSignals = inlineSignals;
                if (linkDepth > 0) {
                    into.links = 1;
                }
                space = false;
            } else if (space) {
                text.append(' ');
                space = false;
            }
            text.append(c);
            if (c < 0x80) {
                weight++;
                switch (ASCII[c]) {
                    case LETTER:
                        if (!inWord) {
                            into.words++;
                            inWord = true;
                        }
                        break;
                    case CAPITAL:
                        into.capitals++;
                        if (!inWord) {
                            into.words++;
                            inWord = true;
                        }
                        break;
                    case DIGIT:
                        into.digits++;
                        if (!inWord) {
                            into.words++;
                            inWord = true;
                        }
                        break;
                    case COMMA:
                        into.commas++;
                        inWord = false;
                        break;
                    case STOP:
                        if (i > 0 && (i + 1 == length || !letterOrDigit(chars[i + 1]))) {
                            into.stops++;
                        }
                        inWord = false;
                        break;
                    case INNER:
                        break;
                    default:
                        inWord = false;
                }
            } else if (c >= '\u2e80' && c <= '\u9fff' || c >= '\uf900' && c <= '\uffef') {
                weight += Outline.CJK_WEIGHT;
                into.words++;
                inWord = false;
                if (c == '\u3002' || c == '\uff01' || c == '\uff1f') {
                    into.stops++;
                } else if (c == '\uff0c' || c == '\u3001') {
                    into.commas++;
                }
            } else {
                weight += c >= '\uac00' && c <= '\ud7af' ? 2 : 1;
                if (c == '\u060c') {
                    into.commas++;
                } else if (c == '\u0964' || c == '\u06d4' || c == '\u061f' || c == '\u2026') {
                    into.stops++;
                }
                if (!inWord && c != '\u2013' && c != '\u2014') {
                    into.words++;
                    inWord = true;
                }
            }
        }
        if (into != null) {
            into.weight += weight;
            if (linkDepth > 0) {
                into.linkWeight += weight;
            }
            if (strongDepth > 0) {
                into.strongWeight += weight;
            }
            into.end = text.length();
        }
    }

    private static boolean isBlank(char c) {
        return c == '\u00a0' || c >= '\u2000' && c <= '\u200b' || c == '\u3000' || c == '\ufeff';
    }

    private static boolean letterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c > 0x100;
    }

    private void endBlock() {
        Block ended = block;
        if (ended != null) {
            outline.blocks.add(ended);
            Box around = ended.box;
            around.weight += ended.weight;
            around.ownWeight += ended.weight;
            around.linkWeight += ended.linkWeight;
            around.blocks++;
            around.commas += ended.commas;
            around.stops += ended.stops;
            if (ended.weight >= 60 && ended.linkDensity() < 0.5) {
                around.paragraphs++;
            }
            text.append('\n');
            block = null;
        }
        space = false;
        inlineSignals = 0;
    }
}
