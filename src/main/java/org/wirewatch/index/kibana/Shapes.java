package org.wirewatch.index.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Compares JSON with {@code shapes.json}: which keys a thing must have, may have ({@code ?}), and of what kind. A shape is
 * {@code text}, {@code number}, {@code flag}, {@code any}, {@code =one|of|these}, {@code @another shape}, {@code [list of]},
 * {@code {object of}} or {@code json:}, which is a string that holds JSON. What no shape names is wrong: Kibana would take
 * it and do nothing, or break when the dashboard is opened.
 */
final class Shapes {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode shapes;

    Shapes() {
        try (InputStream in = Shapes.class.getResourceAsStream("shapes.json")) {
            shapes = JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's copy of shapes.json cannot be read", e);
        }
    }

    boolean has(String name) {
        return shapes.has(name);
    }

    /** @param complain is told each difference, with the path to it */
    void check(JsonNode value, String shape, Consumer<String> complain) {
        check("", value, '@' + shape, complain);
    }

    /** JSON that stands in a string; a missing node if it is none. */
    static JsonNode parsed(JsonNode text) {
        try {
            return JSON.readTree(text.asText());
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private void check(String path, JsonNode value, String shape, Consumer<String> complain) {
        if (shape.startsWith("json:")) {
            JsonNode inner = value.isTextual() ? parsed(value) : JSON.missingNode();
            if (inner.isMissingNode()) {
                complain.accept(path + " is no JSON in a string");
            } else {
                check(path, inner, shape.substring("json:".length()), complain);
            }
        } else if (shape.startsWith("@")) {
            JsonNode named = shapes.path(shape.substring(1));
            if (named.isTextual()) {
                check(path, value, named.asText(), complain);
            } else {
                object(path, value, named, complain);
            }
        } else if (shape.startsWith("[")) {
            expect(path, value.isArray(), "a list", value, complain);
            String inner = shape.substring(1, shape.length() - 1);
            for (int i = 0; i < value.size(); i++) {
                check(path + "[" + i + "]", value.path(i), inner, complain);
            }
        } else if (shape.startsWith("{")) {
            expect(path, value.isObject(), "an object", value, complain);
            String inner = shape.substring(1, shape.length() - 1);
            value.properties().forEach(field -> check(path + "." + field.getKey(), field.getValue(), inner, complain));
        } else if (shape.startsWith("=")) {
            String[] words = shape.substring(1).split("\\|");
            boolean known = value.isTextual() && Arrays.asList(words).contains(value.asText());
            expect(path, known, String.join(" or ", words), value, complain);
        } else {
            boolean right = switch (shape) {
                case "text" -> value.isTextual();
                case "number" -> value.isNumber();
                case "flag" -> value.isBoolean();
                default -> true;
            };
            expect(path, right, "a " + shape, value, complain);
        }
    }

    private void object(String path, JsonNode value, JsonNode shape, Consumer<String> complain) {
        expect(path, value.isObject(), "an object", value, complain);
        value.properties().stream()
                .map(field -> field.getKey())
                .filter(key -> !shape.has(key) && !shape.has(key + "?"))
                .forEach(key -> complain.accept(path + "." + key + " is no attribute that Kibana knows here"));
        shape.properties().forEach(field -> {
            boolean optional = field.getKey().endsWith("?");
            String key = optional ? field.getKey().substring(0, field.getKey().length() - 1) : field.getKey();
            if (value.has(key)) {
                check(path + "." + key, value.path(key), field.getValue().asText(), complain);
            } else if (!optional) {
                complain.accept(path + "." + key + " is missing");
            }
        });
    }

    private static void expect(String path, boolean right, String expected, JsonNode value, Consumer<String> complain) {
        if (!right) {
            complain.accept(path + " is " + shortened(value) + ", want " + expected);
        }
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
