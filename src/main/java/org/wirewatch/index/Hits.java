package org.wirewatch.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what a search found. */
final class Hits {

    private Hits() {}

    static <T> List<T> of(JsonNode answer, Function<JsonNode, T> reader) {
        return StreamSupport.stream(answer.at("/hits/hits").spliterator(), false)
                .map(reader)
                .toList();
    }

    /** Null where there is no date, or none that an instant can be. */
    static @Nullable Instant instant(JsonNode json) {
        if (!json.isTextual()) {
            return null;
        }
        try {
            return Instant.parse(json.asText());
        } catch (DateTimeParseException noInstant) {
            return null;
        }
    }

    /** A field that was sent as {@code "object.name"}, see {@link Document#sentAt}, or within its object. */
    static JsonNode dotted(JsonNode source, String object, String name) {
        JsonNode flat = source.path(object + '.' + name);
        return flat.isMissingNode() ? source.path(object).path(name) : flat;
    }

    /** The document for people and programs: with its id, and with every field within its object. */
    static String line(String id, JsonNode source) {
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("id", id);
        for (Map.Entry<String, JsonNode> field : source.properties()) {
            if (field.getValue().isObject()) {
                line.withObject("/" + field.getKey()).setAll((ObjectNode) field.getValue());
            } else if (field.getKey().indexOf('.') > 0) {
                line.withObject("/" + field.getKey().substring(0, field.getKey().indexOf('.')))
                        .set(field.getKey().substring(field.getKey().indexOf('.') + 1), field.getValue());
            } else {
                line.set(field.getKey(), field.getValue());
            }
        }
        return line.toString();
    }
}
