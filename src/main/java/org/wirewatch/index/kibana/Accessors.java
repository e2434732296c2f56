package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what a visualisation names with the columns of its layer: Kibana shows nothing where they differ. */
final class Accessors {

    /** Keys that name a column, and whether it must be a bucket. */
    private static final Map<String, Boolean> NAMING = Map.of(
            "metricAccessor", false,
            "secondaryMetricAccessor", false,
            "breakdownByAccessor", true,
            "xAccessor", true,
            "yAccessor", true,
            "splitAccessor", true,
            "valueAccessor", false,
            "tagAccessor", true);

    private final JsonNode layers;
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> shown = new HashSet<>();

    private Accessors(JsonNode layers) {
        this.layers = layers;
    }

    static List<String> complaints(String type, JsonNode visualization, JsonNode layers) {
        Accessors accessors = new Accessors(layers);
        if (type.equals("lnsXY")) {
            visualization.path("layers").forEach(accessors::layer);
        } else {
            accessors.layer(visualization);
        }
        layers.properties()
                .forEach(layer -> layer.getValue().path("columns").properties().forEach(column -> {
                    if (!accessors.shown.contains(layer.getKey() + "/" + column.getKey())) {
                        accessors.complaints.add("column \"" + column.getKey() + "\" is computed but not shown");
                    }
                }));
        return accessors.complaints;
    }

    private void layer(JsonNode state) {
        String id = state.path("layerId").asText();
        if (!layers.has(id)) {
            complaints.add("layerId \"" + id + "\" is no layer");
            return;
        }
        NAMING.forEach((key, bucket) -> {
            if (state.has(key)) {
                named(id, state.path(key).asText(), key, bucket);
            }
        });
        state.path("accessors").forEach(name -> named(id, name.asText(), "accessors", false));
        state.path("yConfig")
                .forEach(config -> exists(id, config.path("forAccessor").asText(), "yConfig"));
        state.path("columns").forEach(column -> {
            shown.add(id + "/" + column.path("columnId").asText());
            exists(id, column.path("columnId").asText(), "columns");
        });
        if (state.has("sorting")) {
            exists(id, state.at("/sorting/columnId").asText(), "sorting");
        }
    }

    private void named(String layer, String name, String key, boolean bucket) {
        shown.add(layer + "/" + name);
        if (exists(layer, name, key)
                && layers.path(layer)
                                .path("columns")
                                .path(name)
                                .path("isBucketed")
                                .asBoolean()
                        != bucket) {
            complaints.add(key + " names \"" + name + "\", want " + (bucket ? "a bucket" : "a metric"));
        }
    }

    private boolean exists(String layer, String name, String key) {
        boolean there = layers.path(layer).path("columns").has(name);
        if (!there) {
            complaints.add(key + " names \"" + name + "\", which is no column");
        }
        return there;
    }
}
