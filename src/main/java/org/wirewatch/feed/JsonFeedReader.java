package org.wirewatch.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Entry;

/** JSON Feed 1.0 and 1.1 (jsonfeed.org). */
final class JsonFeedReader {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(FeedTree.MAX_DEPTH)
                            .build())
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build())
            .build();

    private final Reading reading;

    JsonFeedReader(Reading reading) {
        this.reading = reading;
    }

    /** The feed; empty when the text is JSON, but no feed. */
    Optional<ParsedFeed> read(String text) throws JsonProcessingException {
        JsonNode root = MAPPER.readTree(text);
        JsonNode items = root.path("items");
        boolean named = root.path("version").asText("").contains("jsonfeed.org");
        if (!items.isArray() && !named) {
            return Optional.empty();
        }
        String language = Reading.language(text(root, "language"));
        List<Entry> entries = new ArrayList<>();
        for (JsonNode item : items) {
            if (entries.size() >= FeedTree.MAX_ENTRIES) {
                reading.repairs().add(Repair.OVERSIZED);
                break;
            }
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
