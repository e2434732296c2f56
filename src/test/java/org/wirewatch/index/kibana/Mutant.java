package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The shipped file with one thing changed. */
final class Mutant {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<ObjectNode> objects = new ArrayList<>();

    Mutant() throws IOException {
        for (String line : Shipped.file().split("\n")) {
            objects.add((ObjectNode) JSON.readTree(line));
        }
    }

    String ndjson() {
        StringBuilder lines = new StringBuilder();
        objects.forEach(object -> lines.append(object).append('\n'));
        return lines.toString();
    }

    ObjectNode object(String title) {
        return objects.stream()
                .filter(object -> object.at("/attributes/title").asText().equals(title)
                        || object.at("/attributes/name").asText().equals(title))
                .findFirst()
                .orElseThrow();
    }

    ObjectNode attributes(String title) {
        return (ObjectNode) object(title).path("attributes");
    }

    void remove(String title) {
        objects.remove(object(title));
    }

    void twice(String title) {
        objects.add(object(title).deepCopy());
    }

    ArrayNode references(String title) {
        return (ArrayNode) object(title).path("references");
    }

    /** Drops or changes the reference whose name ends so. */
    ObjectNode reference(String title, String end) {
        for (JsonNode reference : references(title)) {
            if (reference.path("name").asText().endsWith(end)) {
                return (ObjectNode) reference;
            }
        }
        throw new IllegalArgumentException(end);
    }

    void dropReference(String title, String end) {
        JsonNode gone = reference(title, end);
        ArrayNode all = references(title);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) == gone) {
                all.remove(i);
                return;
            }
        }
    }

    /** Changes JSON that stands in a string. */
    void inside(ObjectNode holder, String key, Consumer<JsonNode> change) {
        try {
            JsonNode inner = JSON.readTree(holder.path(key).asText());
            change.accept(inner);
            holder.put(key, inner.toString());
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    void panel(String dashboard, String title, Consumer<ObjectNode> change) {
        inside(attributes(dashboard), "panelsJSON", panels -> {
            for (JsonNode panel : panels) {
                if (panel.path("title").asText().equals(title)) {
                    change.accept((ObjectNode) panel);
                    return;
                }
            }
            throw new IllegalArgumentException(title);
        });
    }

    void lens(String dashboard, String title, Consumer<ObjectNode> change) {
        panel(dashboard, title, panel -> change.accept((ObjectNode) panel.at("/embeddableConfig/attributes")));
    }

    void column(String dashboard, String title, String column, Consumer<ObjectNode> change) {
        lens(
                dashboard,
                title,
                lens -> change.accept(
                        (ObjectNode) lens.at("/state/datasourceStates/formBased/layers/layer/columns/" + column)));
    }

    void visualization(String dashboard, String title, Consumer<ObjectNode> change) {
        lens(dashboard, title, lens -> change.accept((ObjectNode) lens.at("/state/visualization")));
    }
}
