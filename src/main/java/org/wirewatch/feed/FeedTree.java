package org.wirewatch.feed;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.Parent;
import org.jdom2.UncheckedJDOMFactory;
import org.jdom2.Verifier;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Builds the tree of a feed from an XML reader's events, and brings every dialect into the one shape that ROME reads
 * whatever the publisher declares: all of RSS 0.9x, 1.0 and 2.0 becomes {@code rss/channel/item} without a namespace, Atom
 * gets its namespace, and known namespaces get their canonical name.
 *
 * <p>Bounded: elements below {@link #MAX_DEPTH} and beyond a number that grows with the input are left out (their text
 * stays), so that neither recursion over the tree nor its size depends on a hostile document.
 */
final class FeedTree extends DefaultHandler {

    /** What kind of document it is. */
    enum Kind {
        RSS,
        ATOM,
        ATOM_03,
        SITEMAP,
        SITEMAP_INDEX,
        OTHER
    }

    static final int MAX_DEPTH = 64;
    /** Deeper than this the XML reader itself would need too much memory; {@link XmlMending} makes such a document flat. */
    private static final int MAX_DEPTH_OF_DOCUMENT = 4 * MAX_DEPTH;

    /** No feed is read beyond this many entries: what comes first in it is newest. */
    static final int MAX_ENTRIES = 5_000;

    private static final int MAX_ATTRIBUTES = 30;
    private static final int ELEMENTS_OF_ANY_FEED = 2_000;
    /** An element of a real feed takes 40 characters and more; a tree node takes some 150 bytes. */
    private static final int CHARS_AN_ELEMENT = 24;
    /** How deep a feed may hide in another document. */
    private static final int MAX_SHELLS = 3;

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Set<String> TEXT_CONSTRUCTS =
            Set.of("title", "subtitle", "summary", "content", "rights", "tagline", "info", "copyright");
    /** Elements of RSS whose children are parts and no markup. */
    private static final Set<String> WITH_PARTS = Set.of("author", "image", "skipHours", "skipDays");

    private static final Set<String> PRUNED = Set.of("image", "textInput", "cloud");
    private static final Map<String, String> CAMEL = Map.of(
            "pubdate", "pubDate",
            "lastbuilddate", "lastBuildDate",
            "textinput", "textInput",
            "skiphours", "skipHours",
            "skipdays", "skipDays",
            "managingeditor", "managingEditor",
            "webmaster", "webMaster");

    private final UncheckedJDOMFactory factory = new UncheckedJDOMFactory();
    private final Map<String, Namespace> namespaces = new HashMap<>();
    private final Deque<Element> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final Repairs repairs;
    private final long maxElements;

    private @Nullable Kind kind;
    private String rootName = "";
    private String rootUri = "";
    private @Nullable Element root;
    private @Nullable Element channel;
    /** An entry that began inside another one. */
    private @Nullable Element nested;

    private int shells;
    private int depth;
    private int skipped;
    private int tooDeep;
    private long elements;
    private int entries;

    FeedTree(int chars, Repairs repairs) {
        this.repairs = repairs;
        this.maxElements = ELEMENTS_OF_ANY_FEED + chars / CHARS_AN_ELEMENT;
    }

    Kind kind() {
        return kind == null ? Kind.OTHER : kind;
    }

    /** The name of the document's element, as written. */
    String rootName() {
        return rootName;
    }

    boolean isFeed() {
        return root != null && kind() != Kind.OTHER;
    }

    Document document() {
        if (root == null) {
            throw new IllegalStateException("no feed was built");
        }
        return root.getDocument() == null ? new Document(root) : root.getDocument();
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
        if (++depth > MAX_DEPTH_OF_DOCUMENT) {
            throw new SAXException("elements are nested deeper than " + MAX_DEPTH_OF_DOCUMENT);
        }
        if (skipped > 0) {
            skipped++;
            return;
        }
        if (root == null) {
            startRoot(uri, localName.isEmpty() ? qName : localName, attributes);
            return;
        }
        if (open.isEmpty()) {
            // What a shell holds beside the feed.
            skipped = 1;
            return;
        }
        if (tooDeep > 0 || open.size() >= MAX_DEPTH || elements >= maxElements) {
            tooDeep++;
            repairs.add(Repair.OVERSIZED);
            return;
        }
        flush();
        Element parent = open.getFirst();
        Namespace namespace = namespaces.computeIfAbsent(uri, Vocabulary::of);
        if (kind == Kind.RSS) {
            startRss(parent, uri, namespace, localName, attributes);
        } else {
            startOther(parent, uri, namespace, localName, attributes);
        }
    }

    private void startRoot(String uri, String name, Attributes attributes) {
        if (rootName.isEmpty()) {
            rootName = name;
        }
        rootUri = uri;
        Namespace namespace = Vocabulary.of(uri);
        switch (name.toLowerCase(Locale.ROOT)) {
            case "rss", "rdf", "channel" -> startRssRoot(name, attributes);
            case "feed", "entry" -> {
                boolean old = namespace == Vocabulary.ATOM_03
                        || namespace != Vocabulary.ATOM && "0.3".equals(attributes.getValue("version"));
                kind = old ? Kind.ATOM_03 : Kind.ATOM;
                if (namespace != Vocabulary.ATOM && namespace != Vocabulary.ATOM_03) {
                    repairs.add(Repair.UNUSUAL_STRUCTURE);
                }
                root = element("feed", old ? Vocabulary.ATOM_03 : Vocabulary.ATOM, attributes);
                open.push(root);
                if (name.equalsIgnoreCase("entry")) {
                    startOther(root, uri, namespace, "entry", attributes);
                }
            }
            case "urlset", "sitemapindex" -> {
                kind = name.equalsIgnoreCase("urlset") ? Kind.SITEMAP : Kind.SITEMAP_INDEX;
                root = element("urlset", Vocabulary.SITEMAP, attributes);
                open.push(root);
            }
            case "html" -> skipped = 1;
            default -> {
                // Some servers wrap the feed in an element of their own.
                if (++shells > MAX_SHELLS) {
                    skipped = 1;
                }
            }
        }
    }

    private void startRssRoot(String name, Attributes attributes) {
        kind = Kind.RSS;
        root = element("rss", Vocabulary.CORE, attributes);
        root.setAttribute("version", "2.0");
        open.push(root);
        channel = factory.element("channel", Vocabulary.CORE);
        root.addContent(channel);
        if (name.equalsIgnoreCase("channel")) {
            copyAttributes(attributes, channel);
            open.pop();
            open.push(channel);
        } else if (shells > 0) {
            repairs.add(Repair.UNUSUAL_STRUCTURE);
        }
    }

    private void startRss(Element parent, String uri, Namespace found, String localName, Attributes attributes) {
        Namespace namespace = found == Vocabulary.OTHER && uri.equals(rootUri) ? Vocabulary.CORE : found;
        boolean structural = parent == root || parent == channel;
        if (namespace == Vocabulary.CORE && (structural || isItem(parent))) {
            String lower = localName.toLowerCase(Locale.ROOT);
            switch (lower) {
                case "channel" -> {
                    copyAttributes(attributes, channel());
                    open.push(channel());
                }
                case "items" -> open.push(channel());
                case "item", "entry" -> {
                    entry(channel(), "item", namespace, attributes);
                    nested = isItem(parent) && skipped == 0 ? open.getFirst() : null;
                }
                default -> {
                    String name = CAMEL.getOrDefault(lower, lower);
                    if (structural && PRUNED.contains(name)) {
                        skipped = 1;
                    } else {
                        add(parent == root ? channel() : parent, name, namespace, attributes);
                    }
                }
            }
        } else if (structural && namespace == Vocabulary.RDF) {
            skipped = 1;
        } else {
            add(
                    parent == root ? channel() : parent,
                    localName,
                    namespace == Vocabulary.XHTML && !isItem(parent) ? Vocabulary.CORE : namespace,
                    attributes);
        }
    }

    private void startOther(Element parent, String uri, Namespace found, String localName, Attributes attributes) {
        Namespace own =
                kind == Kind.ATOM_03 ? Vocabulary.ATOM_03 : kind == Kind.ATOM ? Vocabulary.ATOM : Vocabulary.SITEMAP;
        boolean foreign = found != Vocabulary.CORE
                && found != Vocabulary.ATOM
                && found != Vocabulary.ATOM_03
                && found != Vocabulary.SITEMAP
                && !uri.equals(rootUri);
        boolean inText = kind != Kind.SITEMAP
                && (parent.getNamespace() == Vocabulary.CORE
                        || parent.getNamespace() == own && TEXT_CONSTRUCTS.contains(parent.getName()));
        if (inText) {
            add(parent, localName, foreign && found != Vocabulary.XHTML ? found : Vocabulary.CORE, attributes);
        } else if (parent == root && !foreign && (localName.equals("entry") || localName.equals("url"))) {
            entry(parent, localName, own, attributes);
        } else {
            add(parent, localName, foreign ? found : own, attributes);
        }
    }

    private void entry(Element parent, String name, Namespace namespace, Attributes attributes) {
        if (entries == MAX_ENTRIES) {
            repairs.add(Repair.OVERSIZED);
            skipped = 1;
        } else {
            entries++;
            add(parent, name, namespace, attributes);
        }
    }

    private Element channel() {
        if (channel == null) {
            throw new IllegalStateException("an RSS tree always has its channel");
        }
        return channel;
    }

    private boolean isItem(Element element) {
        return element.getParent() == channel && element.getName().equals("item");
    }

    private void add(Element parent, String name, Namespace namespace, Attributes attributes) {
        Element child = element(name, namespace, attributes);
        factory.addContent(parent, child);
        open.push(child);
    }

    private Element element(String name, Namespace namespace, Attributes attributes) {
        elements++;
        Element element = factory.element(name, namespace);
        copyAttributes(attributes, element);
        return element;
    }

    private void copyAttributes(Attributes attributes, Element element) {
        int copied = Math.min(attributes.getLength(), MAX_ATTRIBUTES);
        elements += copied / 2;
        for (int i = 0; i < copied; i++) {
            String uri = attributes.getURI(i);
            String name = attributes.getLocalName(i);
            if (uri.isEmpty()) {
                factory.setAttribute(element, factory.attribute(name, attributes.getValue(i)));
            } else if (uri.equals(Namespace.XML_NAMESPACE.getURI())) {
                factory.setAttribute(element, factory.attribute(name, attributes.getValue(i), Namespace.XML_NAMESPACE));
            } else if (namespaces.computeIfAbsent(uri, Vocabulary::of) == Vocabulary.RDF) {
                factory.setAttribute(element, factory.attribute(name, attributes.getValue(i), Vocabulary.RDF));
            }
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        depth--;
        if (skipped > 0) {
            skipped--;
        } else if (tooDeep > 0) {
            tooDeep--;
        } else if (!open.isEmpty()) {
            flush();
            ended(open.pop());
        }
    }

    private void ended(Element element) {
        if (element == nested && element.getContent().isEmpty()) {
            element.detach();
            entries--;
        }
        if (element == root || element == channel || element.getNamespace() == Vocabulary.CORE && kind != Kind.RSS) {
            return;
        }
        if (!element.getChildren().isEmpty() && holdsMarkup(element)) {
            // HTML as elements becomes HTML as text, the form in which the formats agree.
            boolean div = element.getChildren().size() == 1
                    && element.getChildren().get(0).getName().equals("div")
                    && element.getTextTrim().isEmpty();
            Element content = div ? element.getChildren().get(0) : element;
            // Some wrap text that is escaped markup already into a div.
            boolean escaped = "html".equals(element.getAttributeValue("type"))
                    && content.getValue().indexOf('<') >= 0;
            element.setText(escaped ? content.getValue() : Markup.inner(content));
            element.setAttribute("type", kind == Kind.ATOM_03 ? "text/html" : "html");
            element.setAttribute("mode", "escaped");
        } else if (kind != Kind.RSS && isEncoded(element)) {
            decode(element);
        }
    }

    private boolean holdsMarkup(Element element) {
        boolean holdsText = kind == Kind.RSS ? isTextOfRss(element) : isTextOfAtom(element);
        return holdsText
                && element.getChildren().stream()
                        .anyMatch(child ->
                                child.getNamespace() == Vocabulary.CORE || child.getNamespace() == Vocabulary.OTHER);
    }

    private boolean isTextOfRss(Element element) {
        return element.getNamespace() == Vocabulary.CORE
                && isItemOrChannel(element.getParent())
                && !isItem(element)
                && !WITH_PARTS.contains(element.getName());
    }

    private static boolean isTextOfAtom(Element element) {
        return element.getNamespace() != Vocabulary.CORE && TEXT_CONSTRUCTS.contains(element.getName());
    }

    private boolean isItemOrChannel(@Nullable Parent parent) {
        return parent == channel || parent instanceof Element element && isItem(element);
    }

    /** Whether a text is in base 64: by Atom 0.3's attribute, or because its type is not one of text (RFC 4287, 4.1.3.3). */
    private static boolean isEncoded(Element element) {
        if ("base64".equals(element.getAttributeValue("mode"))) {
            return true;
        }
        String type = element.getAttributeValue("type");
        return type != null
                && element.getName().matches("content|summary|title|subtitle")
                && type.matches("(application|video|audio|image)/.*")
                && !type.endsWith("xml")
                && !type.endsWith("json");
    }

    /** Undone here, because ROME fails on what is not exactly base 64; then it is the text itself. */
    private static void decode(Element element) {
        element.setAttribute("mode", "escaped");
        try {
            byte[] bytes = Base64.getDecoder().decode(element.getText().replaceAll("\\s", ""));
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (Verifier.checkCharacterData(decoded) == null) {
                element.setText(decoded);
                element.setAttribute("type", "html");
            }
        } catch (IllegalArgumentException | CharacterCodingException notEncoded) {
            element.setAttribute("type", "text");
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        if (skipped == 0 && !open.isEmpty()) {
            text.append(characters, start, length);
        }
    }

    private void flush() {
        if (text.length() == 0) {
            return;
        }
        Element parent = open.getFirst();
        boolean structural = parent == root || parent == channel;
        if (!structural) {
            factory.addContent(parent, factory.text(withoutControls(text)));
        }
        text.setLength(0);
    }

    /** The C1 controls of Unicode are never meant: they are the quotes and dashes of windows-1252 under wrong numbers. */
    private static String withoutControls(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 && c <= 0x9f) {
                text.setCharAt(i, new String(new byte[] {(byte) c}, WINDOWS_1252).charAt(0));
            }
        }
        return text.toString();
    }
}
