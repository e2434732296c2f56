package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Inspects the columns of one layer: what they compute, of which field, and in which order. */
final class Columning {

    private static final Set<String> NUMBERS =
            Set.of("long", "integer", "short", "byte", "double", "float", "half_float");

    /** What can be grouped by value. */
    static final Set<String> TERMS =
            Set.of("keyword", "ip", "boolean", "long", "integer", "short", "byte", "double", "float", "half_float");

    /** What can be sorted by. */
    static final Set<String> SORTED =
            Set.of("keyword", "date", "long", "integer", "short", "byte", "double", "float", "half_float");

    private static final Set<String> COUNTED = Set.of(
            "keyword", "ip", "boolean", "date", "long", "integer", "short", "byte", "double", "float", "half_float");

    private static final Map<String, Set<String>> TYPES = Map.of(
            "terms", TERMS,
            "date_histogram", Set.of("date"),
            "range", NUMBERS,
            "sum", NUMBERS,
            "average", NUMBERS,
            "median", NUMBERS,
            "percentile", NUMBERS,
            "max", NUMBERS,
            "min", NUMBERS,
            "unique_count", COUNTED);

    private static final Set<String> BUCKETS = Set.of("terms", "date_histogram", "range");
    private static final Pattern SHIFT = Pattern.compile("[1-9][0-9]*[smhdw]");
    private static final String RECORDS = "___records___";

    private final Shapes shapes;
    private final JsonNode layer;
    private final Consumer<String> complain;

    Columning(Shapes shapes, JsonNode layer, Consumer<String> complain) {
        this.shapes = shapes;
        this.layer = layer;
        this.complain = complain;
    }

    /** Is asked whether a data view has a field of one of some types. */
    interface Fields {
        void expect(String field, Set<String> types, String use);
    }

    void inspect(Fields fields, Consumer<JsonNode> queries) {
        layer.path("columns").properties().forEach(column -> {
            Consumer<String> here = what -> complain.accept("column \"" + column.getKey() + "\": " + what);
            column(column.getValue(), fields, queries, here);
        });
        order();
    }

    private void column(JsonNode column, Fields fields, Consumer<JsonNode> queries, Consumer<String> here) {
        String operation = column.path("operationType").asText();
        boolean counts = operation.equals("count");
        if (!counts && !TYPES.containsKey(operation)) {
            here.accept("the operation " + operation + " was not tried");
            return;
        }
        boolean bucket = BUCKETS.contains(operation);
        shapes.check(column, "column " + (bucket ? operation : "metric"), here);
        if (column.path("isBucketed").asBoolean() != bucket) {
            here.accept("isBucketed is " + column.path("isBucketed") + " for " + operation);
        }
        String field = column.path("sourceField").asText();
        if (counts) {
            if (!field.equals(RECORDS)) {
                here.accept("a count is of " + RECORDS + ", not of " + field);
            }
        } else {
            fields.expect(field, TYPES.get(operation), "for " + operation);
        }
        if (column.has("filter")) {
            queries.accept(column.path("filter"));
        }
        if (column.has("timeShift")
                && !SHIFT.matcher(column.path("timeShift").asText()).matches()) {
            here.accept("the time shift is " + column.path("timeShift") + ", want a number and one of s, m, h, d, w");
        }
        parameters(operation, column.path("params"), here);
    }

    private void parameters(String operation, JsonNode params, Consumer<String> here) {
        if (operation.equals("percentile")
                && (params.path("percentile").asInt() < 1
                        || params.path("percentile").asInt() > 99)) {
            here.accept("the percentile is " + params.path("percentile") + ", want 1 to 99");
        }
        JsonNode by = params.path("orderBy");
        if (operation.equals("terms") && by.path("type").asText().equals("column")) {
            JsonNode other = layer.path("columns").path(by.path("columnId").asText());
            if (other.isMissingNode()) {
                here.accept("it is ordered by " + by.path("columnId") + ", which is no column");
            } else if (other.path("isBucketed").asBoolean() || other.has("timeShift")) {
                here.accept("it cannot be ordered by " + by.path("columnId"));
            }
        }
    }

    private void order() {
        List<String> order = new ArrayList<>();
        layer.path("columnOrder").forEach(name -> order.add(name.asText()));
        List<String> names = new ArrayList<>();
        layer.path("columns").properties().forEach(column -> names.add(column.getKey()));
        if (!Set.copyOf(order).equals(Set.copyOf(names)) || order.size() != names.size()) {
            complain.accept("columnOrder is " + order + ", the columns are " + names);
            return;
        }
        boolean metrics = false;
        for (String name : order) {
            boolean bucket = layer.path("columns").path(name).path("isBucketed").asBoolean();
            if (bucket && metrics) {
                complain.accept("columnOrder has the bucket \"" + name + "\" behind a metric");
            }
            metrics |= !bucket;
        }
    }
}
