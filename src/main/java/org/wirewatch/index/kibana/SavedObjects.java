package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.wirewatch.index.kibana.SavedObject.Reference;

/** All objects that Wirewatch brings into a Kibana, made from the sources of {@code kibana/objects/}. */
public final class SavedObjects {

    /** In the order of the links. */
    static final List<String> DASHBOARDS = List.of("now", "topic", "articles", "health");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<SavedObject> objects;

    private SavedObjects(List<SavedObject> objects) {
        this.objects = List.copyOf(objects);
    }

    /**
     * Makes them.
     *
     * @param prefix of the indices, which is also that of the ids
     * @param topics those that have a colour, in the order of the palette; further ones share one
     */
    public static SavedObjects of(String prefix, List<ShownTopic> topics) {
        return of(prefix, topics, SavedObjects::read);
    }

    /** Where a source comes from. */
    interface Sources {
        JsonNode read(String file);
    }

    static SavedObjects of(String prefix, List<ShownTopic> topics, Sources sources) {
        Names names = new Names(prefix);
        JsonNode shared = sources.read("shared.json");
        List<SavedObject> objects = new ArrayList<>();
        objects.add(tag(names, shared.path("tag")));
        sources.read("data-views.json")
                .properties()
                .forEach(view -> objects.add(dataView(names, view.getKey(), view.getValue())));
        shared.path("searches")
                .properties()
                .forEach(search -> objects.add(search(names, search.getKey(), search.getValue())));
        objects.add(links(names, shared.path("links")));
        Palette palette = new Palette(sources.read("palette.json"));
        DashboardWriter writer = new DashboardWriter(names, palette, topics);
        for (String word : DASHBOARDS) {
            objects.add(writer.write(word, sources.read("dashboards/" + word + ".json")));
        }
        return new SavedObjects(objects);
    }

    public List<SavedObject> list() {
        return objects;
    }

    /** As Kibana imports them: one object a line. */
    public String ndjson() {
        return objects.stream().map(SavedObject::line).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Where the dashboard that shows what happens now is to be found, below the address of a Kibana or of a space. */
    public static String firstDashboard(String prefix) {
        return "/app/dashboards#/view/" + new Names(prefix).dashboard(DASHBOARDS.get(0));
    }

    private static JsonNode read(String file) {
        try (InputStream in = SavedObjects.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + file + " of kibana/objects");
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's copy of kibana/objects/" + file + " cannot be read", e);
        }
    }

    private static SavedObject tag(Names names, JsonNode source) {
        ObjectNode attributes = object().put("name", source.path("name").asText())
                .put("description", source.path("description").asText())
                .put("color", source.path("color").asText());
        return SavedObject.of(ObjectType.TAG, names.tag(), attributes, List.of());
    }

    private static SavedObject dataView(Names names, String word, JsonNode source) {
        ObjectNode attributes = object();
        attributes.put("title", names.prefix() + "-" + source.path("indices").asText());
        attributes.put("name", source.path("name").asText());
        if (source.has("time")) {
            attributes.put("timeFieldName", source.path("time").asText());
        }
        attributes.put("allowNoIndex", true);
        ObjectNode formats = object();
        source.path("formats")
                .properties()
                .forEach(format ->
                        formats.set(format.getKey(), format(format.getValue().asText())));
        attributes.put("fieldFormatMap", formats.toString());
        ObjectNode labels = object();
        source.path("labels")
                .properties()
                .forEach(label -> labels.putObject(label.getKey())
                        .put("customLabel", label.getValue().asText()));
        attributes.put("fieldAttrs", labels.toString());
        attributes.put("fields", "[]").put("typeMeta", "{}");
        return SavedObject.of(ObjectType.DATA_VIEW, names.view(word), attributes, List.of());
    }

    private static ObjectNode format(String word) {
        ObjectNode format = object();
        switch (word) {
            case "link" -> format.put("id", "url").putObject("params").put("labelTemplate", "{{value}}");
            case "duration" ->
                format.put("id", "duration")
                        .putObject("params")
                        .put("inputFormat", "milliseconds")
                        .put("outputFormat", "humanizePrecise")
                        .put("outputPrecision", 1)
                        .put("useShortSuffix", true)
                        .put("includeSpaceWithSuffix", true);
            case "share" -> format.put("id", "percent").putObject("params").put("pattern", "0.0%");
            case "score" -> format.put("id", "number").putObject("params").put("pattern", "0.00");
            case "number" -> format.put("id", "number").putObject("params").put("pattern", "0,0");
            default -> throw new IllegalStateException("data-views.json has no format \"" + word + "\"");
        }
        return format;
    }

    private static SavedObject search(Names names, String word, JsonNode source) {
        ObjectNode attributes = object();
        attributes.put("title", "Wirewatch: " + source.path("title").asText());
        attributes.put("description", source.path("description").asText());
        attributes.set("columns", source.path("columns").deepCopy());
        ArrayNode sort = attributes.putArray("sort").addArray();
        source.path("sort").forEach(sort::add);
        ObjectNode widths = attributes.putObject("grid").putObject("columns");
        source.path("widths")
                .properties()
                .forEach(width -> widths.putObject(width.getKey())
                        .put("width", width.getValue().asInt()));
        attributes.put("hideChart", true).put("isTextBasedQuery", false).put("timeRestore", false);
        String reference = "kibanaSavedObjectMeta.searchSourceJSON.index";
        ObjectNode search = object();
        search.set("query", DashboardWriter.query(source.path("where").asText()));
        search.putArray("filter");
        search.put("indexRefName", reference);
        attributes.putObject("kibanaSavedObjectMeta").put("searchSourceJSON", search.toString());
        return SavedObject.of(
                ObjectType.SEARCH,
                names.search(word),
                attributes,
                List.of(new Reference(
                        ObjectType.DATA_VIEW.word(),
                        names.view(source.path("view").asText()),
                        reference)));
    }

    private static SavedObject links(Names names, JsonNode source) {
        ObjectNode attributes = object();
        attributes.put("title", source.path("title").asText());
        attributes.put("layout", "horizontal");
        ArrayNode links = attributes.putArray("links");
        List<Reference> references = new ArrayList<>();
        for (JsonNode to : source.path("to")) {
            String word = to.path("dashboard").asText();
            String name = "link_" + word + "_dashboard";
            links.addObject()
                    .put("id", word)
                    .put("type", "dashboardLink")
                    .put("order", links.size() - 1)
                    .put("label", to.path("label").asText())
                    .put("destinationRefName", name);
            references.add(new Reference(ObjectType.DASHBOARD.word(), names.dashboard(word), name));
        }
        return SavedObject.of(ObjectType.LINKS, names.links(), attributes, references);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
