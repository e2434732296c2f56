package org.wirewatch.feed;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Place;
import org.wirewatch.model.Feed;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Subscriptions as OPML 2.0 (opml.org/spec2), the form in which readers exchange them. Folders become tags, from the
 * outermost to the innermost, followed by those of the {@code category} attribute. What OPML has no word for is kept
 * in attributes of our own namespace, so that an export read again gives the same feeds.
 */
public final class Opml {

    static final String NAMESPACE = "https://wirewatch.org/opml";

    private Opml() {}

    /**
     * The feeds of a file; one that stands in several folders has the tags of all of them.
     *
     * @param fileName for the errors
     * @param opml of any charset, repaired where it is no well-formed XML, as exports of readers often are
     * @param settings the poll bounds of feeds that state none
     * @param errors takes what cannot be used
     */
    public static List<Feed> read(String fileName, byte[] opml, PollSettings settings, ConfigErrors errors) {
        return read(fileName, opml, PollBounds.of(settings), errors);
    }

    static List<Feed> read(String fileName, byte[] opml, PollBounds bounds, ConfigErrors errors) {
        Repairs repairs = new Repairs();
        String text = FeedText.of(opml, null, repairs);
        OpmlHandler handler = new OpmlHandler(fileName, bounds, errors);
        try {
            parse(text, handler);
        } catch (SAXException notWellFormed) {
            handler = new OpmlHandler(fileName, bounds, errors);
            try {
                parse(XmlMending.mend(text, repairs), handler);
            } catch (SAXException broken) {
                Place place = broken instanceof SAXParseException at
                        ? new Place(fileName, Math.max(1, at.getLineNumber()), Math.max(1, at.getColumnNumber()))
                        : new Place(fileName, 1, 1);
                errors.add(place, "this is no OPML: " + broken.getMessage(), "export the subscriptions again");
                return List.of();
            }
        }
        return handler.feeds();
    }

    private static void parse(String text, OpmlHandler handler) throws SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(new InputSource(new StringReader(text)), handler);
        } catch (ParserConfigurationException | IOException broken) {
            throw new SAXException(broken);
        }
    }

    /** The feeds in folders by their first tag, those without a tag last. */
    public static String write(String title, List<Feed> feeds) {
        Map<String, StringBuilder> folders = new TreeMap<>();
        StringBuilder loose = new StringBuilder();
        for (Feed feed : feeds) {
            if (feed.tags().isEmpty()) {
                outline(feed, "    ", loose);
            } else {
                outline(feed, "      ", folders.computeIfAbsent(feed.tags().get(0), tag -> new StringBuilder()));
            }
        }
        StringBuilder out = new StringBuilder();
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append("<opml version=\"2.0\" xmlns:wirewatch=\"").append(NAMESPACE).append("\">\n");
        out.append("  <head>\n    <title>").append(escaped(title)).append("</title>\n  </head>\n  <body>\n");
        folders.forEach((tag, outlines) -> {
            out.append("    <outline").append(attribute("text", tag)).append(">\n");
            out.append(outlines).append("    </outline>\n");
        });
        return out.append(loose).append("  </body>\n</opml>\n").toString();
    }

    private static void outline(Feed feed, String indent, StringBuilder out) {
        out.append(indent).append("<outline type=\"rss\"");
        out.append(attribute("text", feed.title() == null ? feed.url() : feed.title()));
        if (feed.title() != null) {
            out.append(attribute("title", feed.title()));
        }
        out.append(attribute("xmlUrl", feed.url()));
        if (feed.language() != null) {
            out.append(attribute("language", feed.language()));
        }
        if (!feed.tags().isEmpty()) {
            out.append(attribute("category", String.join(",", feed.tags())));
        }
        out.append(attribute("wirewatch:id", feed.id()));
        if (feed.country() != null) {
            out.append(attribute("wirewatch:country", feed.country()));
        }
        if (feed.timeZone() != null) {
            out.append(attribute("wirewatch:time-zone", feed.timeZone()));
        }
        out.append(attribute("wirewatch:poll-min-ms", Long.toString(feed.pollMinMillis())));
        out.append(attribute("wirewatch:poll-max-ms", Long.toString(feed.pollMaxMillis())));
        out.append("/>\n");
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escaped(value) + "\"";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\r', '\t' -> escaped.append("&#").append(c).append(';');
                default -> {
                    if (c >= ' ' && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff) {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
