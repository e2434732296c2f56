package org.wirewatch.index.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads an import file as strictly as Kibana does not, and says what would not work, and where: on which dashboard, in
 * which panel.
 */
public final class Inspection {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<String> complaints = new ArrayList<>();
    private final Shapes shapes = new Shapes();
    private final Map<String, JsonNode> objects = new LinkedHashMap<>();
    private final DataViews views;

    private Inspection(String prefix, String ndjson) {
        int number = 0;
        for (String line : ndjson.split("\n")) {
            number++;
            try {
                JsonNode object = JSON.readTree(line);
                String key = key(object.path("type").asText(), object.path("id").asText());
                if (objects.put(key, object) != null) {
                    complaints.add("line " + number + ": " + key + " is there twice");
                }
            } catch (JsonProcessingException e) {
                complaints.add("line " + number + " is no JSON: " + e.getOriginalMessage());
            }
        }
        this.views = new DataViews(prefix, objects.values());
    }

    /**
     * What is wrong with a file.
     *
     * @param prefix of the indices that it is about
     * @return one sentence each; none if all is well
     */
    public static List<String> complaints(String prefix, String ndjson) {
        Inspection inspection = new Inspection(prefix, ndjson);
        inspection.objects.values().forEach(inspection::object);
        return List.copyOf(inspection.complaints);
    }

    private static String key(String type, String id) {
        return type + " " + id;
    }

    private void object(JsonNode object) {
        String type = object.path("type").asText();
        JsonNode attributes = object.path("attributes");
        String name = attributes
                .path(attributes.has("name") ? "name" : "title")
                .asText(object.path("id").asText());
        String place = (type.equals("index-pattern") ? "data view" : type) + " \"" + name + "\"";
        Consumer<String> complain = what -> complaints.add(place + ": " + what);
        if (ObjectType.of(type).isEmpty()) {
            complain.accept("objects of type " + type + " were not tried");
            return;
        }
        stamps(object, ObjectType.of(type).orElseThrow(), complain);
        shapes.check(attributes, "object " + type, what -> complain.accept("attributes" + what));
        References references = new References(object, complain);
        switch (ObjectType.of(type).orElseThrow()) {
            case DATA_VIEW -> dataView(object, complain);
            case SEARCH -> search(object, references, complain);
            case LINKS ->
                attributes
                        .path("links")
                        .forEach(link -> references.use(
                                link.path("destinationRefName").asText(), ObjectType.DASHBOARD, complain));
            case DASHBOARD -> new DashboardInspection(place, object, references).inspect();
            case TAG -> {}
        }
        references.unused().forEach(left -> complain.accept("nothing uses the reference \"" + left + "\""));
    }

    private static void stamps(JsonNode object, ObjectType type, Consumer<String> complain) {
        if (!object.path("coreMigrationVersion").asText().equals(ObjectType.CORE_VERSION)) {
            complain.accept("coreMigrationVersion is " + object.path("coreMigrationVersion") + ", want "
                    + ObjectType.CORE_VERSION);
        }
        String stamp = object.path("typeMigrationVersion").asText("none");
        String right = type.version().orElse("none");
        if (!stamp.equals(right)) {
            complain.accept("typeMigrationVersion is " + stamp + ", want " + right
                    + ": a Kibana refuses the whole file for a newer one and breaks without one");
        }
        Set<String> keys = new HashSet<>(Set.of(
                "id", "type", "attributes", "references", "coreMigrationVersion", "typeMigrationVersion", "managed"));
        object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !keys.contains(key))
                .forEach(key -> complain.accept("\"" + key + "\" is no part of a saved object"));
    }

    private void dataView(JsonNode object, Consumer<String> complain) {
        String view = object.path("id").asText();
        JsonNode attributes = object.path("attributes");
        if (!views.knows(view)) {
            complain.accept("no index template is for " + attributes.path("title"));
            return;
        }
        if (attributes.has("timeFieldName")) {
            fieldOf(view, attributes.path("timeFieldName").asText(), Set.of("date"), "as its time", complain);
        }
        for (String map : List.of("fieldFormatMap", "fieldAttrs")) {
            Shapes.parsed(attributes.path(map))
                    .properties()
                    .forEach(field -> fieldOf(view, field.getKey(), Set.of(), "in " + map, complain));
        }
    }

    private void search(JsonNode object, References references, Consumer<String> complain) {
        JsonNode attributes = object.path("attributes");
        JsonNode source = Shapes.parsed(attributes.at("/kibanaSavedObjectMeta/searchSourceJSON"));
        String view = references.use(source.path("indexRefName").asText(), ObjectType.DATA_VIEW, complain);
        query(view, source.path("query"), complain);
        attributes.path("columns").forEach(column -> fieldOf(view, column.asText(), Set.of(), "as a column", complain));
        attributes
                .path("sort")
                .forEach(sort -> fieldOf(view, sort.path(0).asText(), Columning.SORTED, "to sort by", complain));
        attributes
                .at("/grid/columns")
                .properties()
                .forEach(column -> fieldOf(view, column.getKey(), Set.of(), "as a width", complain));
    }

    private void fieldOf(String view, String field, Set<String> types, String use, Consumer<String> complain) {
        if (!views.knows(view)) {
            return;
        }
        String type = views.type(view, field).orElse(null);
        if (type == null) {
            complain.accept("the field " + field + ", used " + use + ", is not in the index template of " + view);
        } else if (!types.isEmpty() && !types.contains(type)) {
            complain.accept("the field " + field + ", used " + use + ", is of the wrong type " + type);
        }
    }

    private void query(String view, JsonNode query, Consumer<String> complain) {
        try {
            Kql.fields(Kql.parse(query.path("query").asText()))
                    .forEach(field -> fieldOf(view, field, Set.of(), "in a query", complain));
        } catch (Kql.MistakeException e) {
            complain.accept("the query cannot be read: " + e.getMessage());
        }
    }

    /** The references of one object: each is used once, and leads to an object of the file. */
    private final class References {

        private final Map<String, JsonNode> open = new TreeMap<>();
        private final Map<String, JsonNode> all = new TreeMap<>();

        References(JsonNode object, Consumer<String> complain) {
            for (JsonNode reference : object.path("references")) {
                String name = reference.path("name").asText();
                if (all.put(name, reference) != null) {
                    complain.accept("the reference \"" + name + "\" is there twice");
                }
                open.put(name, reference);
                String target = key(
                        reference.path("type").asText(), reference.path("id").asText());
                if (!objects.containsKey(target)) {
                    complain.accept("the reference \"" + name + "\" leads to " + target + ", which is not in the file");
                }
                if (name.startsWith("tag-ref-")) {
                    open.remove(name);
                    if (!name.equals("tag-ref-" + reference.path("id").asText())) {
                        complain.accept("the reference \"" + name + "\" names another tag than it leads to");
                    }
                }
            }
        }

        /** The id of the object that a name leads to; empty, after a complaint, if it leads nowhere. */
        String use(String name, ObjectType type, Consumer<String> complain) {
            JsonNode reference = all.get(name);
            if (reference == null) {
                complain.accept("the reference \"" + name + "\" is missing");
                return "";
            }
            if (open.remove(name) == null) {
                complain.accept("the reference \"" + name + "\" is used twice");
            }
            if (!reference.path("type").asText().equals(type.word())) {
                complain.accept("the reference \"" + name + "\" leads to a " + reference.path("type") + ", want a "
                        + type.word());
            }
            return reference.path("id").asText();
        }

        Set<String> unused() {
            return open.keySet();
        }
    }

    /** One dashboard: its controls, its layout, its panels. */
    private final class DashboardInspection {

        private final String place;
        private final JsonNode attributes;
        private final References references;

        DashboardInspection(String place, JsonNode object, References references) {
            this.place = place;
            this.attributes = object.path("attributes");
            this.references = references;
        }

        void inspect() {
            JsonNode panels = Shapes.parsed(attributes.path("panelsJSON"));
            Layout.complaints(panels).forEach(what -> complaints.add(place + ": " + what));
            if (attributes.has("controlGroupInput")) {
                Shapes.parsed(attributes.at("/controlGroupInput/panelsJSON"))
                        .properties()
                        .forEach(control -> control(control.getKey(), control.getValue()));
            }
            panels.forEach(this::panel);
        }

        private void control(String id, JsonNode control) {
            Consumer<String> complain = what -> complaints.add(place + ", control \"" + id + "\": " + what);
            JsonNode input = control.path("explicitInput");
            if (!input.path("id").asText().equals(id)) {
                complain.accept("its id is " + input.path("id"));
            }
            String view = references.use("controlGroup_" + id + ":optionsListDataView", ObjectType.DATA_VIEW, complain);
            fieldOf(view, input.path("fieldName").asText(), Columning.TERMS, "in a control", complain);
        }

        private void panel(JsonNode panel) {
            String id = panel.path("panelIndex").asText();
            Consumer<String> complain = what ->
                    complaints.add(place + ", panel \"" + panel.path("title").asText(id) + "\": " + what);
            shapes.check(panel, "panel", complain);
            if (!panel.at("/gridData/i").asText().equals(id)) {
                complain.accept("gridData.i is " + panel.at("/gridData/i") + ", not its panelIndex " + id);
            }
            JsonNode config = panel.path("embeddableConfig");
            config.at("/enhancements/dynamicActions/events")
                    .forEach(event -> references.use(
                            id + ":drilldown:DASHBOARD_TO_DASHBOARD_DRILLDOWN:"
                                    + event.path("eventId").asText() + ":dashboardId",
                            ObjectType.DASHBOARD,
                            complain));
            if (panel.path("type").asText().equals("lens")) {
                lens(id, config.path("attributes"), complain);
                return;
            }
            String reference = panel.path("panelRefName").asText();
            if (!reference.equals("panel_" + id)) {
                complain.accept("panelRefName is \"" + reference + "\", want \"panel_" + id + "\"");
            }
            references.use(
                    id + ":" + reference,
                    panel.path("type").asText().equals("links") ? ObjectType.LINKS : ObjectType.SEARCH,
                    complain);
        }

        private void lens(String panel, JsonNode lens, Consumer<String> complain) {
            Map<String, String> own = new TreeMap<>();
            lens.path("references")
                    .forEach(reference -> own.put(
                            reference.path("name").asText(),
                            reference.path("id").asText()));
            JsonNode state = lens.path("state");
            JsonNode layers = state.at("/datasourceStates/formBased/layers");
            Set<String> names = new HashSet<>();
            layers.properties().forEach(layer -> {
                String name = "indexpattern-datasource-layer-" + layer.getKey();
                names.add(name);
                String view = references.use(panel + ":" + name, ObjectType.DATA_VIEW, complain);
                if (!view.equals(own.getOrDefault(name, ""))) {
                    complain.accept("the chart's own reference \"" + name + "\" leads to \""
                            + own.getOrDefault(name, "nothing") + "\", the dashboard's to \"" + view + "\"");
                }
                query(view, state.path("query"), complain);
                new Columning(shapes, layer.getValue(), complain)
                        .inspect(
                                (field, types, use) -> fieldOf(view, field, types, use, complain),
                                query -> query(view, query, complain));
            });
            own.keySet().stream()
                    .filter(name -> !names.contains(name))
                    .forEach(name -> complain.accept("nothing uses the chart's own reference \"" + name + "\""));
            String type = lens.path("visualizationType").asText();
            if (shapes.has("visualization " + type)) {
                shapes.check(
                        state.path("visualization"),
                        "visualization " + type,
                        what -> complain.accept("visualization" + what));
            }
            Accessors.complaints(type, state.path("visualization"), layers).forEach(complain);
        }
    }
}
