package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.wirewatch.index.IndexFields;
import org.wirewatch.index.Kind;

/** The data views of a file, and what fields their indices have. */
final class DataViews {

    /** Fields of every index that no template declares. */
    private static final Map<String, String> META = Map.of("_id", "keyword", "_index", "keyword");

    private final Map<String, Map<String, String>> fields = new HashMap<>();

    DataViews(String prefix, Iterable<JsonNode> objects) {
        Map<String, Kind> kinds = new HashMap<>();
        for (Kind kind : Kind.values()) {
            kinds.put(kind.pattern(prefix), kind);
        }
        for (JsonNode object : objects) {
            Kind kind = kinds.get(object.at("/attributes/title").asText());
            if (object.path("type").asText().equals(ObjectType.DATA_VIEW.word()) && kind != null) {
                Map<String, String> types = new HashMap<>(IndexFields.of(kind));
                types.putAll(META);
                fields.put(object.path("id").asText(), types);
            }
        }
    }

    /** Whether a data view is of indices that have a template. */
    boolean knows(String view) {
        return fields.containsKey(view);
    }

    /** The type of a field; empty if the view's indices do not have it. */
    Optional<String> type(String view, String field) {
        return Optional.ofNullable(fields.getOrDefault(view, Map.of()).get(field));
    }
}
