package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * How a chart shows its columns, in Lens' words.
 *
 * @param type Lens' name of the visualisation
 * @param state its state
 */
record Chart(String type, ObjectNode state) {

    static Chart of(JsonNode source, Columns columns, Palette palette, String layer) {
        if (source.has("metric")) {
            return metric(source, palette, layer);
        }
        if (source.has("bars")) {
            return xy(
                    source,
                    columns,
                    layer,
                    switch (source.path("bars").asText()) {
                        case "stacked" -> "bar_stacked";
                        case "horizontal" -> "bar_horizontal";
                        default -> "bar";
                    });
        }
        if (source.has("lines")) {
            return xy(source, columns, layer, "line");
        }
        if (source.has("table")) {
            return table(source, layer);
        }
        if (source.has("cloud")) {
            return cloud(source, layer);
        }
        if (source.has("heatmap")) {
            return heatmap(source, layer);
        }
        throw new IllegalStateException("a chart says nothing known: " + source);
    }

    private static Chart metric(JsonNode source, Palette palette, String layer) {
        ObjectNode state =
                data(layer).put("metricAccessor", source.path("metric").asText());
        if (source.has("beside")) {
            state.put("secondaryMetricAccessor", source.path("beside").asText());
            state.put("secondaryPrefix", source.path("prefix").asText());
        }
        if (source.has("color")) {
            state.put("color", palette.colour(source.path("color").asText()));
        }
        return new Chart("lnsMetric", state);
    }

    private static Chart xy(JsonNode source, Columns columns, String layer, String series) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        ObjectNode legend = state.putObject("legend");
        legend.put("isVisible", source.path("legend").asBoolean()).put("position", "bottom");
        state.put("valueLabels", "hide").put("preferredSeriesType", series);
        ObjectNode data = state.putArray("layers").addObject();
        data.setAll(data(layer));
        data.put("seriesType", series).put("xAccessor", source.path("x").asText());
        if (source.has("split")) {
            data.put("splitAccessor", source.path("split").asText());
        }
        List<String> shown = columns.named(source.path("y"));
        ArrayNode accessors = data.putArray("accessors");
        shown.forEach(accessors::add);
        Map<String, String> colours = columns.colours();
        ArrayNode config = data.putArray("yConfig");
        shown.stream()
                .filter(colours::containsKey)
                .forEach(name -> config.addObject()
                        .put("forAccessor", name)
                        .put("color", colours.get(name))
                        .put("axisMode", "left"));
        return new Chart("lnsXY", state);
    }

    private static Chart table(JsonNode source, String layer) {
        ObjectNode state = data(layer);
        ArrayNode columns = state.putArray("columns");
        source.path("table").forEach(name -> columns.addObject().put("columnId", name.asText()));
        state.putObject("sorting")
                .put("columnId", source.path("sort").path(0).asText())
                .put("direction", source.path("sort").path(1).asText());
        state.putObject("paging").put("size", source.path("page").asInt()).put("enabled", true);
        return new Chart("lnsDatatable", state);
    }

    private static Chart cloud(JsonNode source, String layer) {
        return new Chart(
                "lnsTagcloud",
                data(layer)
                        .put("tagAccessor", source.path("cloud").asText())
                        .put("valueAccessor", source.path("size").asText())
                        .put("minFontSize", 14)
                        .put("maxFontSize", 42)
                        .put("orientation", "single")
                        .put("showLabel", false));
    }

    private static Chart heatmap(JsonNode source, String layer) {
        ObjectNode state = data(layer)
                .put("shape", "heatmap")
                .put("xAccessor", source.path("x").asText())
                .put("yAccessor", source.path("y").asText())
                .put("valueAccessor", source.path("heatmap").asText());
        state.putObject("legend")
                .put("type", "heatmap_legend")
                .put("isVisible", true)
                .put("position", "right");
        state.putObject("gridConfig")
                .put("type", "heatmap_grid")
                .put("isCellLabelVisible", false)
                .put("isXAxisLabelVisible", true)
                .put("isYAxisLabelVisible", true)
                .put("isXAxisTitleVisible", false)
                .put("isYAxisTitleVisible", false);
        return new Chart("lnsHeatmap", state);
    }

    private static ObjectNode data(String layer) {
        return JsonNodeFactory.instance.objectNode().put("layerId", layer).put("layerType", "data");
    }
}
