package org.wirewatch.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Place;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Ids;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.helpers.DefaultHandler;

/** Collects the outlines of an OPML document. */
final class OpmlHandler extends DefaultHandler {

    private static final int MAX_FOLDERS = 64;

    private final String fileName;
    private final PollBounds bounds;
    private final ConfigErrors errors;
    private final Map<String, Feed> feeds = new LinkedHashMap<>();
    /** The name of each open outline, empty for a feed and a folder without a name. */
    private final Deque<String> open = new ArrayDeque<>();

    private @Nullable Locator locator;
    private boolean opml;

    OpmlHandler(String fileName, PollBounds bounds, ConfigErrors errors) {
        this.fileName = fileName;
        this.bounds = bounds;
        this.errors = errors;
    }

    List<Feed> feeds() {
        if (!opml) {
            errors.add(
                    new Place(fileName, 1, 1),
                    "this is no OPML: the document does not start with <opml>",
                    "export the subscriptions of your reader as OPML");
        }
        return List.copyOf(feeds.values());
    }

    @Override
    public void setDocumentLocator(Locator place) {
        locator = place;
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        if (localName.equalsIgnoreCase("opml")) {
            opml = true;
        }
        if (!localName.equalsIgnoreCase("outline")) {
            return;
        }
        String url = value(attributes, "xmlUrl").orElse("");
        String name =
                value(attributes, "title").or(() -> value(attributes, "text")).orElse("");
        if (url.isEmpty()) {
            open.push(open.size() < MAX_FOLDERS ? name : "");
        } else {
            open.push("");
            add(url.strip(), name, attributes);
        }
    }

    private void add(String url, String name, Attributes attributes) {
        if (!FeedsFile.isAddress(url)) {
            errors.add(place(), "\"" + url + "\" is no http(s) address", "correct or remove this outline");
            return;
        }
        List<String> tags = tags(attributes);
        PollBounds.Range poll = bounds.of(
                tags,
                new PollBounds.Own(
                        millis(attributes, "poll-min-ms").orElse(null),
                        millis(attributes, "poll-max-ms").orElse(null)));
        Feed feed = new Feed(
                own(attributes, "id").orElse(Ids.hash(url)),
                url,
                name.isEmpty() || name.equals(url) ? null : name,
                value(attributes, "language").map(Reading::language).orElse(null),
                own(attributes, "country").orElse(null),
                own(attributes, "time-zone").orElse(null),
                tags,
                poll.min().toMillis(),
                poll.max().toMillis());
        feeds.merge(feed.id(), feed, OpmlHandler::withTagsOfBoth);
    }

    private static Feed withTagsOfBoth(Feed one, Feed other) {
        Set<String> tags = new LinkedHashSet<>(one.tags());
        tags.addAll(other.tags());
        return new Feed(
                one.id(),
                one.url(),
                one.title(),
                one.language(),
                one.country(),
                one.timeZone(),
                new ArrayList<>(tags),
                one.pollMinMillis(),
                one.pollMaxMillis());
    }

    private List<String> tags(Attributes attributes) {
        Set<String> tags = new LinkedHashSet<>();
        for (Iterator<String> names = open.descendingIterator(); names.hasNext(); ) {
            String name = names.next().strip();
            if (!name.isEmpty()) {
                tags.add(name);
            }
        }
        for (String path : value(attributes, "category").orElse("").split(",")) {
            for (String part : path.split("/")) {
                if (!part.isBlank()) {
                    tags.add(part.strip());
                }
            }
        }
        return new ArrayList<>(tags);
    }

    /** Readers differ in how they write the names of attributes. */
    private static Optional<String> value(Attributes attributes, String name) {
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.getURI(i).isEmpty() && attributes.getLocalName(i).equalsIgnoreCase(name)) {
                return Optional.of(attributes.getValue(i)).filter(value -> !value.isBlank());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> own(Attributes attributes, String name) {
        return Optional.ofNullable(attributes.getValue(Opml.NAMESPACE, name)).filter(value -> !value.isBlank());
    }

    private static Optional<Duration> millis(Attributes attributes, String name) {
        return own(attributes, name)
                .filter(value -> value.matches("\\d{1,12}"))
                .map(Long::valueOf)
                .filter(value -> value > 0)
                .map(Duration::ofMillis);
    }

    private Place place() {
        return locator == null
                ? new Place(fileName, 1, 1)
                : new Place(fileName, Math.max(1, locator.getLineNumber()), Math.max(1, locator.getColumnNumber()));
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        if (localName.equalsIgnoreCase("outline")) {
            open.pop();
        }
    }
}
