package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Kibana asks Elasticsearch for when a dashboard is opened: one search a layer of a chart, a list or a control,
 * translated as Kibana's own translation was seen on the wire.
 *
 * @param dashboard its title
 * @param panel its title
 * @param indices what is searched
 * @param body of the search
 * @param layer the chart's columns; null for a list or a control
 * @param shown fields of a list
 */
record PanelSearch(
        String dashboard,
        String panel,
        String indices,
        ObjectNode body,
        @Nullable JsonNode layer,
        List<String> shown) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** What the dashboards show unless somebody changes it. */
    private static final Duration DAY = Duration.ofHours(24);

    /** Kibana's choice for 24 hours; for 7 days it is 3 hours. */
    private static final String INTERVAL = "30m";

    private static final int ROWS = 500;

    String where() {
        return "dashboard \"" + dashboard + "\", panel \"" + panel + "\"";
    }

    static List<PanelSearch> of(String ndjson, Instant now) throws Exception {
        return of(ndjson, now, DAY);
    }

    /** The same for another span of time. */
    static List<PanelSearch> of(String ndjson, Instant now, Duration span) throws Exception {
        return new Reader(ndjson, now, span).read();
    }

    private record View(String indices, @Nullable String time) {}

    /** Walks through the dashboards of a file. */
    private static final class Reader {

        private final Instant now;
        private final Duration span;
        private final Map<String, JsonNode> objects = new LinkedHashMap<>();
        private final List<PanelSearch> searches = new ArrayList<>();

        Reader(String ndjson, Instant now, Duration span) throws Exception {
            this.now = now;
            this.span = span;
            for (String line : ndjson.split("\n")) {
                JsonNode object = JSON.readTree(line);
                objects.put(
                        object.path("type").asText() + " " + object.path("id").asText(), object);
            }
        }

        List<PanelSearch> read() throws Exception {
            for (JsonNode object : objects.values()) {
                if (object.path("type").asText().equals("dashboard")) {
                    dashboard(object);
                }
            }
            return searches;
        }

        private View view(String id) {
            JsonNode attributes = objects.get("index-pattern " + id).path("attributes");
            return new View(
                    attributes.path("title").asText(),
                    attributes.has("timeFieldName")
                            ? attributes.path("timeFieldName").asText()
                            : null);
        }

        private void dashboard(JsonNode object) throws Exception {
            JsonNode attributes = object.path("attributes");
            String title = attributes.path("title").asText();
            Map<String, String> references = new HashMap<>();
            object.path("references")
                    .forEach(reference -> references.put(
                            reference.path("name").asText(),
                            reference.path("id").asText()));
            for (var control : JSON.readTree(
                            attributes.at("/controlGroupInput/panelsJSON").asText("{}"))
                    .properties()) {
                View view = view(references.get("controlGroup_" + control.getKey() + ":optionsListDataView"));
                ObjectNode body = body(view, "", List.of());
                ObjectNode suggestions =
                        body.putObject("aggs").putObject("suggestions").putObject("terms");
                suggestions
                        .put("size", 10)
                        .put(
                                "field",
                                control.getValue()
                                        .at("/explicitInput/fieldName")
                                        .asText());
                suggestions.put("shard_size", 10);
                searches.add(
                        new PanelSearch(title, "control " + control.getKey(), view.indices(), body, null, List.of()));
            }
            for (JsonNode panel : JSON.readTree(attributes.path("panelsJSON").asText())) {
                switch (panel.path("type").asText()) {
                    case "lens" -> lens(title, panel, references);
                    case "search" ->
                        list(
                                title,
                                panel,
                                objects.get("search "
                                        + references.get(panel.path("panelIndex")
                                                        .asText() + ":"
                                                + panel.path("panelRefName").asText())));
                    default -> {}
                }
            }
        }

        private void list(String dashboard, JsonNode panel, JsonNode search) throws Exception {
            View view = view(search.at("/references/0/id").asText());
            JsonNode source = JSON.readTree(search.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON")
                    .asText());
            ObjectNode body = body(view, source.at("/query/query").asText(), List.of());
            body.put("size", ROWS).put("_source", false).put("track_total_hits", false);
            body.putArray("fields").addObject().put("field", "*").put("include_unmapped", true);
            ArrayNode sort = body.putArray("sort");
            for (JsonNode by : search.at("/attributes/sort")) {
                sort.addObject()
                        .putObject(by.path(0).asText())
                        .put("order", by.path(1).asText())
                        .put("unmapped_type", "boolean");
            }
            List<String> shown = new ArrayList<>();
            search.at("/attributes/columns").forEach(column -> shown.add(column.asText()));
            searches.add(new PanelSearch(dashboard, panel.path("title").asText(), view.indices(), body, null, shown));
        }

        private void lens(String dashboard, JsonNode panel, Map<String, String> references) throws Exception {
            JsonNode state = panel.at("/embeddableConfig/attributes/state");
            for (var layer : state.at("/datasourceStates/formBased/layers").properties()) {
                View view = view(references.get(
                        panel.path("panelIndex").asText() + ":indexpattern-datasource-layer-" + layer.getKey()));
                JsonNode columns = layer.getValue().path("columns");
                List<Duration> shifts = new ArrayList<>(List.of(Duration.ZERO));
                columns.forEach(column -> {
                    if (column.has("timeShift") && !shifts.contains(shift(column))) {
                        shifts.add(shift(column));
                    }
                });
                ObjectNode body = body(view, state.at("/query/query").asText(), shifts);
                ObjectNode aggs = body.putObject("aggs");
                if (shifts.size() > 1) {
                    ObjectNode split = aggs.putObject("time_offset_split");
                    ObjectNode filters = split.putObject("filters").putObject("filters");
                    for (Duration shift : shifts) {
                        filters.putObject(Long.toString(shift.toMillis())).set("range", range(view, shift));
                    }
                    aggs = split.putObject("aggs");
                }
                nest(aggs, columns, layer.getValue().path("columnOrder"), 0);
                searches.add(new PanelSearch(
                        dashboard, panel.path("title").asText(), view.indices(), body, layer.getValue(), List.of()));
            }
        }

        private static Duration shift(JsonNode column) {
            String text = column.path("timeShift").asText();
            long number = Long.parseLong(text.substring(0, text.length() - 1));
            return switch (text.charAt(text.length() - 1)) {
                case 'd' -> Duration.ofDays(number);
                case 'w' -> Duration.ofDays(7 * number);
                case 'h' -> Duration.ofHours(number);
                default -> throw new IllegalArgumentException(text);
            };
        }

        private ObjectNode body(View view, String query, List<Duration> shifts) throws Exception {
            ObjectNode body = JSON.createObjectNode().put("size", 0).put("track_total_hits", true);
            ArrayNode filter = body.putObject("query").putObject("bool").putArray("filter");
            filter.add(KqlSearch.of(Kql.parse(query)));
            if (view.time() != null) {
                if (shifts.size() > 1) {
                    ArrayNode should = filter.addObject().putObject("bool").putArray("should");
                    shifts.forEach(shift -> should.addObject().set("range", range(view, shift)));
                } else {
                    filter.addObject().set("range", range(view, Duration.ZERO));
                }
            }
            return body;
        }

        private ObjectNode range(View view, Duration shift) {
            ObjectNode range = JSON.createObjectNode();
            range.putObject(view.time())
                    .put("format", "strict_date_optional_time")
                    .put("gte", now.minus(span).minus(shift).toString())
                    .put("lte", now.minus(shift).toString());
            return range;
        }

        private void nest(ObjectNode aggs, JsonNode columns, JsonNode order, int depth) throws Exception {
            String name = order.path(depth).asText();
            JsonNode column = columns.path(name);
            if (!column.path("isBucketed").asBoolean()) {
                for (int i = depth; i < order.size(); i++) {
                    String metric = order.path(i).asText();
                    metric(aggs, metric, columns.path(metric));
                }
                return;
            }
            ObjectNode bucket = aggs.putObject(name);
            String field = column.path("sourceField").asText();
            JsonNode params = column.path("params");
            ObjectNode inner = bucket.putObject("aggs");
            switch (column.path("operationType").asText()) {
                case "date_histogram" -> {
                    ObjectNode histogram = bucket.putObject("date_histogram");
                    histogram
                            .put("field", field)
                            .put("fixed_interval", span.compareTo(DAY) > 0 ? "3h" : INTERVAL)
                            .put("time_zone", "Europe/Berlin")
                            .put("min_doc_count", 0);
                    if (columns.findValue("timeShift") == null) {
                        histogram
                                .putObject("extended_bounds")
                                .put("min", now.minus(span).toEpochMilli())
                                .put("max", now.toEpochMilli());
                    }
                }
                case "range" -> {
                    ArrayNode ranges =
                            bucket.putObject("range").put("field", field).putArray("ranges");
                    params.path("ranges")
                            .forEach(range -> ranges.addObject()
                                    .put("from", range.path("from").asDouble())
                                    .put("to", range.path("to").asDouble()));
                }
                case "terms" -> terms(bucket, inner, field, params, columns);
                default -> throw new IllegalArgumentException(column.toString());
            }
            nest(inner, columns, order, depth + 1);
        }

        private static void terms(ObjectNode bucket, ObjectNode inner, String field, JsonNode params, JsonNode columns)
                throws Exception {
            if (params.at("/orderBy/type").asText().equals("significant")) {
                bucket.putObject("significant_terms")
                        .put("field", field)
                        .put("size", params.path("size").asInt());
                return;
            }
            ObjectNode terms = bucket.putObject("terms");
            terms.put("field", field).put("size", params.path("size").asInt()).put("shard_size", 25);
            String by = params.at("/orderBy/columnId").asText();
            JsonNode column = columns.path(by);
            boolean counts = column.path("operationType").asText().equals("count") && !column.has("filter");
            String path = counts ? "_count" : "order";
            if (!counts) {
                metric(inner, "order", column);
            }
            terms.putObject("order").put(path, params.path("orderDirection").asText());
        }

        private static void metric(ObjectNode aggs, String name, JsonNode column) throws Exception {
            ObjectNode place = aggs;
            String operation = column.path("operationType").asText();
            if (column.has("filter")) {
                ObjectNode filtered = aggs.putObject(name);
                filtered.set(
                        "filter",
                        KqlSearch.of(Kql.parse(column.at("/filter/query").asText())));
                if (operation.equals("count")) {
                    return;
                }
                place = filtered.putObject("aggs");
            }
            String field = column.path("sourceField").asText();
            switch (operation) {
                case "count" -> {}
                case "unique_count" ->
                    place.putObject(name).putObject("cardinality").put("field", field);
                case "average" -> place.putObject(name).putObject("avg").put("field", field);
                case "median" ->
                    place.putObject(name)
                            .putObject("percentiles")
                            .put("field", field)
                            .putArray("percents")
                            .add(50);
                case "percentile" ->
                    place.putObject(name)
                            .putObject("percentiles")
                            .put("field", field)
                            .putArray("percents")
                            .add(column.at("/params/percentile").asInt());
                case "sum", "max", "min" ->
                    place.putObject(name).putObject(operation).put("field", field);
                default -> throw new IllegalArgumentException(operation);
            }
        }
    }
}
