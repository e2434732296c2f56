package org.wirewatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One JSON Schema that is shipped for editors, with YAML read as editors read it. */
final class ConfigSchemas {

    static final Path CONFIG = Path.of("config");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;
    private final JsonSchema schema;

    private ConfigSchemas(JsonNode root) {
        this.root = root;
        this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(root);
    }

    static ConfigSchemas of(String name) {
        try {
            return new ConfigSchemas(JSON.readTree(
                    CONFIG.resolve("schema").resolve(name + ".schema.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> mistakes(String yaml) {
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return schema.validate(json(loaded)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    List<String> mistakes(Path file) throws IOException {
        return mistakes(Files.readString(file));
    }

    /** The keys of a mapping; the path goes through properties and elements of lists. */
    Set<String> keys(String... path) {
        JsonNode node = root;
        for (String step : path) {
            node = resolved(node).path("properties").path(step);
            node = resolved(node);
            if (node.has("items")) {
                node = resolved(node.path("items"));
            }
        }
        Set<String> keys = new TreeSet<>();
        resolved(node).path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** The default of each setting that has one, by its dotted path, as YAML writes it in one line. */
    Map<String, String> defaults() {
        Map<String, String> defaults = new TreeMap<>();
        collect(root, "", defaults);
        return defaults;
    }

    private static void collect(JsonNode node, String path, Map<String, String> defaults) {
        node.path("properties").properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (value.has("default")) {
                String json = value.get("default").toString();
                defaults.put(path + property.getKey(), json.replace("\"", "").replace(",", ", "));
            }
            collect(value, path + property.getKey() + ".", defaults);
        });
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static JsonNode json(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode node = JSON.createObjectNode();
            map.forEach((key, element) -> node.set(String.valueOf(key), json(element)));
            return node;
        }
        if (value instanceof List<?> list) {
            ArrayNode node = JSON.createArrayNode();
            list.forEach(element -> node.add(json(element)));
            return node;
        }
        return JSON.valueToTree(value);
    }
}
