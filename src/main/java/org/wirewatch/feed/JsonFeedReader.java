package org.wirewatch.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Entry;

/** JSON Feed 1.0 and 1.1 (jsonfeed.org). */
final class JsonFeedReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(FeedTree.MAX_DEPTH)
                    .build())
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    /** Everything else is skipped without becoming an object, so that memory does not depend on what is there besides. */
    private static final Set<String> FIELDS = Set.of(
            "version",
            "title",
            "home_page_url",
            "language",
            "items",
            "author",
            "authors",
            "name",
            "id",
            "url",
            "external_url",
            "summary",
            "content_html",
            "content_text",
            "date_published",
            "date_modified",
            "image",
            "banner_image",
            "tags",
            "attachments",
            "mime_type");

    /** Feed, items, item, attachments, attachment. */
    private static final int MAX_LEVELS = 5;

    private final Reading reading;

    JsonFeedReader(Reading reading) {
        this.reading = reading;
    }

    /** The feed; empty when the text is JSON, but no feed. */
    Optional<ParsedFeed> read(String text) throws IOException {
        JsonNode root;
        try (JsonParser parser = JSON.createParser(text)) {
            root = parser.nextToken() == JsonToken.START_OBJECT ? object(parser, 0) : MissingNode.getInstance();
        }
        JsonNode items = root.path("items");
        boolean named = root.path("version").asText("").contains("jsonfeed.org");
        if (!items.isArray() && !named) {
            return Optional.empty();
        }
        String language = Reading.language(text(root, "language"));
        List<Entry> entries = new ArrayList<>();
        for (JsonNode item : items) {
            if (item.isObject()) {
                entries.add(entry(item, root, language));
            }
        }
        return Optional.of(new ParsedFeed(
                PlainText.ofText(text(root, "title")),
                link(root, "home_page_url").orElse(null),
                language,
                entries,
                reading.repairs().words(),
                PublisherHints.NONE));
    }

    private JsonNode value(JsonParser parser, String name, int level) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT && level < MAX_LEVELS) {
            return object(parser, level);
        }
        if (token == JsonToken.START_ARRAY && level < MAX_LEVELS) {
            return array(parser, name, level);
        }
        parser.skipChildren();
        return token.isScalarValue() && token != JsonToken.VALUE_NULL
                ? TextNode.valueOf(parser.getText())
                : MissingNode.getInstance();
    }

    private JsonNode object(JsonParser parser, int level) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (FIELDS.contains(name)) {
                object.set(name, value(parser, name, level + 1));
            } else {
                parser.skipChildren();
            }
        }
        return object;
    }

    private JsonNode array(JsonParser parser, String name, int level) throws IOException {
        int most = name.equals("items") ? FeedTree.MAX_ENTRIES : EntryDraft.MAX_LIST;
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (array.size() < most) {
                array.add(value(parser, "", level + 1));
            } else {
                reading.repairs().add(Repair.OVERSIZED);
                parser.skipChildren();
            }
        }
        return array;
    }

    private Entry entry(JsonNode item, JsonNode root, @Nullable String language) {
        EntryDraft draft = new EntryDraft();
        draft.guid(0, text(item, "id"));
        draft.link(0, link(item, "url"));
        draft.link(1, link(item, "external_url"));
        if (Links.isHttp(text(item, "id"))) {
            draft.link(2, link(item, "id"));
        }
        draft.title(0, PlainText.ofText(text(item, "title")));
        draft.summary(0, text(item, "summary"));
        draft.content(0, text(item, "content_html"));
        draft.content(1, text(item, "content_text"));
        draft.published(0, text(item, "date_published"));
        draft.updated(0, text(item, "date_modified"));
        draft.image(0, link(item, "image"));
        draft.image(1, link(item, "banner_image"));
        draft.language(0, text(item, "language"));
        draft.language(9, language);
        authors(draft, item);
        if (!draft.hasAuthor()) {
            authors(draft, root);
        }
        item.path("tags").forEach(tag -> draft.category(tag.asText()));
        item.path("attachments")
                .forEach(attachment -> draft.enclosure(link(attachment, "url"), text(attachment, "mime_type")));
        return draft.entry(reading);
    }

    private static void authors(EntryDraft draft, JsonNode holder) {
        draft.author(text(holder.path("author"), "name"));
        JsonNode authors = holder.path("authors");
        draft.author(text(authors, "name"));
        authors.forEach(author -> draft.author(text(author, "name")));
    }

    private Optional<String> link(JsonNode node, String name) {
        return Links.resolve(reading.baseUrl(), text(node, name));
    }

    /** A scalar as text: ids are numbers at times, although the format wants strings. */
    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank() ? value.asText() : null;
    }
}
