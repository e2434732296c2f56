package org.wirewatch.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.rometools.rome.io.FeedException;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Reads a body as a feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed, Google News sitemaps.
 *
 * <p>Bytes become text ({@link FeedText}), text becomes a tree ({@link FeedTree}), if need be after it was mended
 * ({@link XmlMending}), ROME reads the tree into its beans, and what ROME loses comes from the tree ({@link RssReader},
 * {@link AtomReader}). Thread-safe. Whatever the bytes, it returns an outcome, in time linear in their number.
 */
public final class FeedParser {

    private static final String NOT_A_FEED = "not-a-feed";
    private static final String ADVICE_TO_LOOK = "look for the site's feed and put its address into feeds.yaml";

    private final SAXParserFactory parsers;

    public FeedParser() {
        parsers = SAXParserFactory.newDefaultNSInstance();
        try {
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            parsers.setFeature("http://xml.org/sax/features/external-general-entities", false);
            parsers.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        } catch (ParserConfigurationException | SAXException broken) {
            throw new IllegalStateException("the JDK's own XML parser lacks a security feature", broken);
        }
    }

    /**
     * @param body decompressed
     * @param contentType the Content-Type header, null if the server sent none
     * @param baseUrl the address that the body came from, after redirects: relative links are resolved against it.
     *     Null when it is unknown: then they stay as written
     * @param feed its language and zone help to read dates
     * @param now no date is later than that, but for a clock's error
     */
    public ParseOutcome parse(
            byte[] body, @Nullable String contentType, @Nullable String baseUrl, Feed feed, Instant now) {
        Repairs repairs = new Repairs();
        Reading reading = Reading.of(baseUrl, feed, now, repairs);
        String text = FeedText.of(body, contentType, repairs);
        Failure failure = new Failure(feed, baseUrl, now);
        int start = firstCharacter(text);
        if (start == text.length()) {
            return failure.of(
                    "empty-body",
                    "the body is empty",
                    "look at the address in a browser; tell the publisher if it stays empty");
        }
        char first = text.charAt(start);
        return first == '{' || first == '['
                ? json(text.substring(start), reading, failure)
                : xml(text, reading, failure);
    }

    private static int firstCharacter(String text) {
        int i = 0;
        while (i < text.length() && (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '\ufeff')) {
            i++;
        }
        return i;
    }

    private static ParseOutcome json(String text, Reading reading, Failure failure) {
        try {
            return new JsonFeedReader(reading)
                    .read(text)
                    .<ParseOutcome>map(ParseOutcome.Parsed::new)
                    .orElseGet(() -> failure.of(
                            NOT_A_FEED, "the body is JSON without the items of a JSON Feed", ADVICE_TO_LOOK));
        } catch (IOException broken) {
            String why =
                    broken instanceof JsonProcessingException json ? json.getOriginalMessage() : broken.getMessage();
            return failure.of(
                    "malformed-feed",
                    "the JSON breaks off or is no JSON: " + why,
                    "nothing to do if it passes; else tell the publisher");
        }
    }

    private ParseOutcome xml(String text, Reading reading, Failure failure) {
        FeedTree tree;
        try {
            tree = strictly(text, reading.repairs());
        } catch (SAXException notWellFormed) {
            String mended = XmlMending.mend(text, reading.repairs());
            if (mended.isEmpty()) {
                return failure.of(NOT_A_FEED, noFeed(""), ADVICE_TO_LOOK);
            }
            try {
                tree = strictly(mended, reading.repairs());
            } catch (SAXException beyondRepair) {
                return failure.of(
                        "malformed-feed",
                        "the XML is broken beyond repair: " + where(beyondRepair),
                        "tell the publisher; validator.w3.org/feed shows the place");
            }
        }
        if (tree.kind() == FeedTree.Kind.SITEMAP_INDEX) {
            return failure.of(
                    NOT_A_FEED,
                    "a list of sitemaps stands where a feed was expected",
                    "put the address of the news sitemap that it lists into feeds.yaml");
        }
        if (!tree.isFeed()) {
            return failure.of(NOT_A_FEED, noFeed(tree.rootName()), ADVICE_TO_LOOK);
        }
        return beans(tree, reading, failure);
    }

    private static String noFeed(String rootName) {
        if (rootName.isEmpty()) {
            return "text without markup stands where a feed was expected";
        }
        return rootName.equalsIgnoreCase("html")
                ? "an HTML page stands where a feed was expected"
                : "the document is <" + rootName + ">, no feed";
    }

    private static String where(SAXException broken) {
        return broken instanceof SAXParseException at
                ? "line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ": " + at.getMessage()
                : String.valueOf(broken.getMessage());
    }

    private FeedTree strictly(String text, Repairs repairs) throws SAXException {
        FeedTree tree = new FeedTree(text.length(), repairs);
        try {
            XMLReader reader = reader();
            reader.setContentHandler(tree);
            reader.setErrorHandler(tree);
            reader.parse(new InputSource(new StringReader(text)));
        } catch (IOException | ParserConfigurationException broken) {
            throw new SAXException(broken);
        }
        return tree;
    }

    private XMLReader reader() throws SAXException, ParserConfigurationException {
        synchronized (parsers) {
            return parsers.newSAXParser().getXMLReader();
        }
    }

    private static ParseOutcome beans(FeedTree tree, Reading reading, Failure failure) {
        Element root = tree.document().getRootElement();
        if (tree.kind() == FeedTree.Kind.SITEMAP) {
            return new ParseOutcome.Parsed(new SitemapReader(reading).read(root));
        }
        try {
            return new ParseOutcome.Parsed(
                    tree.kind() == FeedTree.Kind.RSS
                            ? new RssReader(reading).read(tree.document())
                            : new AtomReader(reading).read(tree.document()));
        } catch (FeedException refused) {
            return failure.of(
                    "malformed-feed",
                    "the feed is not built like one: " + refused.getMessage(),
                    "tell the publisher; validator.w3.org/feed shows the place");
        }
    }

    /** Words a problem of this body. */
    private record Failure(Feed feed, @Nullable String baseUrl, Instant now) {

        ParseOutcome of(String kind, String message, String advice) {
            return new ParseOutcome.Unreadable(new Problem(
                    Stage.FEED,
                    kind,
                    feed.url(),
                    feed.id(),
                    baseUrl == null || baseUrl.equals(feed.url()) ? message : message + " (at " + baseUrl + ")",
                    advice,
                    1,
                    now));
        }
    }
}
