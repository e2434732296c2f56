package org.wirewatch.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a mapping lacks, and what it has otherwise, compared with the one that documents are written for. What it has
 * beyond that does no harm.
 *
 * @param missing fields that can be added, as {@code properties} of a mapping
 * @param missingNames the same as dotted names
 * @param wrongTypes such as {@code article.published is text, not date}; these cannot be changed in an index
 */
record MappingDifference(ObjectNode missing, List<String> missingNames, List<String> wrongTypes) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Both are {@code properties} of a mapping. */
    static MappingDifference between(JsonNode wanted, JsonNode actual) {
        MappingDifference difference =
                new MappingDifference(JSON.createObjectNode(), new ArrayList<>(), new ArrayList<>());
        difference.compare("", wanted, actual, difference.missing);
        return difference;
    }

    boolean isEmpty() {
        return missingNames.isEmpty() && wrongTypes.isEmpty();
    }

    /** For people. */
    String words() {
        List<String> words = new ArrayList<>(wrongTypes);
        if (!missingNames.isEmpty()) {
            words.add("it lacks " + String.join(", ", missingNames));
        }
        return String.join("; ", words);
    }

    private void compare(String path, JsonNode wanted, JsonNode actual, ObjectNode lacking) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            String name = path + field.getKey();
            JsonNode definition = field.getValue();
            JsonNode counterpart = actual.path(field.getKey());
            if (counterpart.isMissingNode()) {
                lacking.set(field.getKey(), definition);
                leaves(name, definition, missingNames);
            } else if (!type(definition).equals(type(counterpart))) {
                wrongTypes.add(name + " is " + type(counterpart) + ", not " + type(definition));
            } else if (definition.has("properties")) {
                ObjectNode inner = JSON.createObjectNode();
                compare(name + '.', definition.path("properties"), counterpart.path("properties"), inner);
                if (!inner.isEmpty()) {
                    lacking.putObject(field.getKey()).set("properties", inner);
                }
            }
        }
    }

    private static String type(JsonNode field) {
        return field.path("type").asText("object");
    }

    private static void leaves(String name, JsonNode definition, List<String> names) {
        if (!definition.has("properties")) {
            names.add(name);
            return;
        }
        definition
                .path("properties")
                .properties()
                .forEach(inner -> leaves(name + '.' + inner.getKey(), inner.getValue(), names));
    }
}
