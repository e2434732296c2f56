package org.wirewatch.cli;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Feed;

/** <a href="https://opml.org/spec2.opml">OPML 2.0</a>, in which readers exchange subscriptions. */
final class Opml {

    private Opml() {}

    /**
     * A subscription as other readers know it.
     *
     * @param tags names of the folders around it and of its categories
     */
    record Subscription(
            String url, @Nullable String title, @Nullable String language, List<String> tags) {}

    /** @throws FailedException if it is no OPML */
    static List<Subscription> read(byte[] bytes) throws FailedException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<Subscription> subscriptions = new ArrayList<>();
        Deque<String> folders = new ArrayDeque<>();
        boolean opml = false;
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    opml |= xml.getLocalName().equalsIgnoreCase("opml");
                    if (isOutline(xml)) {
                        subscription(xml, folders).ifPresent(subscriptions::add);
                        folders.addLast(
                                attribute(xml, "xmlUrl").isPresent()
                                        ? ""
                                        : attribute(xml, "text").orElse(""));
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT && isOutline(xml)) {
                    folders.removeLast();
                }
            }
        } catch (XMLStreamException e) {
            throw FailedException.failed("this is no readable OPML: line "
                    + e.getLocation().getLineNumber() + ", column "
                    + e.getLocation().getColumnNumber() + ": "
                    + Printable.line(String.valueOf(e.getMessage()).replaceFirst("(?s)^.*Message: ", ""))
                    + ". Export it again from where it comes");
        }
        if (!opml) {
            throw FailedException.failed(
                    "this is no OPML: there is no element \"opml\" in it. Export it again from where" + " it comes");
        }
        return subscriptions;
    }

    private static boolean isOutline(XMLStreamReader xml) {
        return xml.getLocalName().equalsIgnoreCase("outline");
    }

    private static Optional<Subscription> subscription(XMLStreamReader xml, Deque<String> folders) {
        return attribute(xml, "xmlUrl").map(url -> {
            Set<String> tags = new LinkedHashSet<>();
            folders.stream().map(Opml::tag).filter(tag -> !tag.isEmpty()).forEach(tags::add);
            for (String category : attribute(xml, "category").orElse("").split("[,/]")) {
                if (!tag(category).isEmpty()) {
                    tags.add(tag(category));
                }
            }
            return new Subscription(
                    url,
                    attribute(xml, "title").or(() -> attribute(xml, "text")).orElse(null),
                    attribute(xml, "language").orElse(null),
                    List.copyOf(tags));
        });
    }

    private static String tag(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Cntrl}]+", "-");
    }

    /** Readers differ in how they write the names. */
    private static Optional<String> attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equalsIgnoreCase(name)) {
                String value = Printable.line(xml.getAttributeValue(i));
                return value.isEmpty() ? Optional.empty() : Optional.of(value);
            }
        }
        return Optional.empty();
    }

    static String write(List<Feed> feeds) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("opml");
            xml.writeAttribute("version", "2.0");
            xml.writeCharacters("\n  ");
            xml.writeStartElement("head");
            xml.writeStartElement("title");
            xml.writeCharacters("Wirewatch");
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeCharacters("\n  ");
            xml.writeStartElement("body");
            for (Feed feed : feeds) {
                xml.writeCharacters("\n    ");
                outline(xml, feed);
            }
            xml.writeCharacters("\n  ");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory takes everything", e);
        }
        return text.toString();
    }

    private static void outline(XMLStreamWriter xml, Feed feed) throws XMLStreamException {
        String title = feed.title() == null ? feed.id() : feed.title();
        xml.writeEmptyElement("outline");
        xml.writeAttribute("type", "rss");
        xml.writeAttribute("text", title);
        xml.writeAttribute("title", title);
        xml.writeAttribute("xmlUrl", feed.url());
        if (feed.language() != null) {
            xml.writeAttribute("language", feed.language());
        }
        if (!feed.tags().isEmpty()) {
            xml.writeAttribute("category", String.join(",", feed.tags()));
        }
    }
}
