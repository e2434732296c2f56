package org.wirewatch.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The templates of config/elasticsearch, as the jar carries them, under a prefix. The mappings are a component template,
 * not part of the index template, because only so can a component of the operator's be laid over them.
 */
final class Templates {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String prefix;

    Templates(String prefix) {
        this.prefix = prefix;
    }

    String mappingsName(Kind kind) {
        return kind.name(prefix) + "@mappings";
    }

    String lifecycleName() {
        return prefix + "@lifecycle";
    }

    /** The component template with settings and mappings. */
    JsonNode mappings(Kind kind) {
        return read(kind.word() + "@mappings.json");
    }

    /** The fields of a kind: an object like {@code properties} in a mapping. */
    JsonNode fields(Kind kind) {
        return mappings(kind).at("/template/mappings/properties");
    }

    JsonNode index(Kind kind) {
        return read(kind.word() + ".json");
    }

    private JsonNode read(String file) {
        try (InputStream in = Templates.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + file + " of config/elasticsearch");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return JSON.readTree(text.replace("\"" + ElasticsearchSettings.DEFAULT_PREFIX, "\"" + prefix));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's copy of " + file + " cannot be read", e);
        }
    }
}
