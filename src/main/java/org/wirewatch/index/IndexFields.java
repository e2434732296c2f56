package org.wirewatch.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** The fields that can be searched and counted in the indices of a kind, as its template declares them. */
public final class IndexFields {

    private IndexFields() {}

    /** Types by dotted name, further forms of a field ({@code article.title.keyword}) included. */
    public static Map<String, String> of(Kind kind) {
        Map<String, String> types = new TreeMap<>();
        collect("", new Templates(ElasticsearchSettings.DEFAULT_PREFIX).fields(kind), types);
        return types;
    }

    private static void collect(String path, JsonNode properties, Map<String, String> types) {
        properties.properties().forEach(field -> {
            String name = path + field.getKey();
            JsonNode mapping = field.getValue();
            collect(name + '.', mapping.path("properties"), types);
            collect(name + '.', mapping.path("fields"), types);
            String type = mapping.path("type").asText();
            if (!type.isEmpty() && !type.equals("object")) {
                types.put(name, type);
            }
        });
    }
}
