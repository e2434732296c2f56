package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of one chart's table, from their short form in the sources: {@code {"terms": "feed.title", "by": "alerts"}}
 * becomes what Kibana's Lens writes for it. Two words stand for many columns: {@code $topics}, one for each topic and one
 * for the rest, and {@code $severities}; so a topic has the same colour everywhere.
 */
final class Columns {

    static final String TOPICS = "$topics";
    static final String SEVERITIES = "$severities";

    /** Worst first, as they are stacked from the bottom. */
    private static final List<String> ALL_SEVERITIES = List.of("critical", "high", "medium", "low");

    private static final String KUERY = "kuery";

    private final Palette palette;
    private final Map<String, ObjectNode> columns = new LinkedHashMap<>();
    private final Map<String, String> colours = new LinkedHashMap<>();
    private final Map<String, List<String>> groups = new LinkedHashMap<>();

    Columns(JsonNode source, Palette palette, List<ShownTopic> topics) {
        this.palette = palette;
        source.properties().forEach(column -> {
            switch (column.getKey()) {
                case TOPICS -> topics(topics);
                case SEVERITIES -> severities();
                default -> {
                    columns.put(column.getKey(), column(column.getValue()));
                    if (column.getValue().has("color")) {
                        colours.put(
                                column.getKey(),
                                palette.colour(column.getValue().path("color").asText()));
                    }
                }
            }
        });
    }

    private void topics(List<ShownTopic> topics) {
        List<ShownTopic> own = topics.subList(0, Math.min(topics.size(), palette.topics()));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            String name = "topic-" + own.get(i).id();
            counted(name, own.get(i).title(), "topic.id: \"" + own.get(i).id() + '"', palette.topic(i));
            names.add(name);
        }
        String others = own.isEmpty()
                ? ""
                : "not topic.id: ("
                        + String.join(
                                " or ",
                                own.stream()
                                        .map(topic -> '"' + topic.id() + '"')
                                        .toList())
                        + ")";
        counted("topics-other", "Other topics", others, palette.colour(Palette.OTHER_TOPICS));
        names.add("topics-other");
        groups.put(TOPICS, names);
    }

    private void severities() {
        List<String> names = new ArrayList<>();
        for (String severity : ALL_SEVERITIES) {
            String name = "severity-" + severity;
            String label = Character.toUpperCase(severity.charAt(0)) + severity.substring(1);
            counted(name, label, "alert.severity: " + severity, palette.colour("severity." + severity));
            names.add(name);
        }
        groups.put(SEVERITIES, names);
    }

    private void counted(String name, String label, String where, String colour) {
        ObjectNode source = object().put("count", true).put("label", label);
        if (!where.isEmpty()) {
            source.put("where", where);
        }
        columns.put(name, column(source));
        colours.put(name, colour);
    }

    /** The names that a word of a chart stands for: its own, or those of a group. */
    List<String> named(JsonNode words) {
        List<String> names = new ArrayList<>();
        words.forEach(word -> names.addAll(groups.getOrDefault(word.asText(), List.of(word.asText()))));
        return names;
    }

    Map<String, String> colours() {
        return colours;
    }

    /** The layer's state in Lens. */
    ObjectNode layer() {
        ObjectNode layer = object();
        ObjectNode all = layer.putObject("columns");
        columns.forEach(all::set);
        ArrayNode order = layer.putArray("columnOrder");
        columns.entrySet().stream()
                .filter(column -> column.getValue().path("isBucketed").asBoolean())
                .forEach(column -> order.add(column.getKey()));
        columns.entrySet().stream()
                .filter(column -> !column.getValue().path("isBucketed").asBoolean())
                .forEach(column -> order.add(column.getKey()));
        layer.putObject("incompleteColumns");
        layer.put("sampling", 1);
        return layer;
    }

    private static ObjectNode column(JsonNode source) {
        String label = source.path("label").asText("@timestamp");
        ObjectNode column = object().put("label", label).put("customLabel", source.has("label"));
        if (source.has("date")) {
            bucket(column, "date", "date_histogram", "interval", source.path("date"));
            column.putObject("params")
                    .put("interval", source.path("interval").asText("auto"))
                    .put("includeEmptyRows", true)
                    .put("dropPartials", false);
        } else if (source.has("terms")) {
            terms(column, source);
        } else if (source.has("ranges")) {
            ranges(column, source);
        } else {
            metric(column, source);
        }
        return column;
    }

    private static void bucket(ObjectNode column, String type, String operation, String scale, JsonNode field) {
        column.put("dataType", type)
                .put("operationType", operation)
                .put("scale", scale)
                .put("sourceField", field.asText())
                .put("isBucketed", true);
    }

    private static void terms(ObjectNode column, JsonNode source) {
        bucket(column, "string", "terms", "ordinal", source.path("terms"));
        ObjectNode params = column.putObject("params");
        params.put("size", source.path("size").asInt());
        ObjectNode order = params.putObject("orderBy");
        String by = source.path("by").asText();
        if (by.equals("significant") || by.equals("alphabetical")) {
            order.put("type", by);
        } else {
            order.put("type", "column").put("columnId", by);
        }
        params.put("orderDirection", by.equals("alphabetical") ? "asc" : "desc");
        params.put("otherBucket", source.path("other").asBoolean());
        params.put("missingBucket", false);
        params.putObject("parentFormat").put("id", "terms");
        params.putArray("include");
        params.putArray("exclude");
        params.put("includeIsRegex", false).put("excludeIsRegex", false);
    }

    private static void ranges(ObjectNode column, JsonNode source) {
        bucket(column, "string", "range", "ordinal", source.path("ranges"));
        ObjectNode params = column.putObject("params");
        params.put("type", "range");
        ArrayNode ranges = params.putArray("ranges");
        JsonNode edges = source.path("edges");
        for (int i = 0; i + 1 < edges.size(); i++) {
            ranges.addObject()
                    .put("from", edges.path(i).asDouble())
                    .put("to", edges.path(i + 1).asDouble())
                    .put("label", source.path("labels").path(i).asText());
        }
        params.put("maxBars", "auto");
    }

    private static void metric(ObjectNode column, JsonNode source) {
        String word = List.of("count", "unique", "sum", "average", "median", "percentile", "max", "min").stream()
                .filter(source::has)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a column says nothing known: " + source));
        column.put("dataType", "number")
                .put("operationType", word.equals("unique") ? "unique_count" : word)
                .put("scale", "ratio")
                .put(
                        "sourceField",
                        word.equals("count")
                                ? "___records___"
                                : source.path(word).asText())
                .put("isBucketed", false);
        ObjectNode params = column.putObject("params");
        if (word.equals("percentile")) {
            params.put("percentile", source.path("at").asInt());
        } else {
            // A count or sum of nothing is 0; a median of nothing is nothing.
            params.put("emptyAsNull", !List.of("count", "unique", "sum").contains(word));
        }
        if (source.has("where")) {
            column.putObject("filter")
                    .put("query", source.path("where").asText())
                    .put("language", KUERY);
        }
        if (source.has("shift")) {
            column.put("timeShift", source.path("shift").asText());
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
