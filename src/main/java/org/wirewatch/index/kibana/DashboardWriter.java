package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.wirewatch.index.kibana.SavedObject.Reference;

/** Writes one dashboard from its source. */
final class DashboardWriter {

    /** Stands in the sources for: not the topics that are made of one reader's own words. */
    static final String SHOWN = "$shown";

    private static final String ONLY_SHOWN = "not topic.id: subscription\\:*";
    private static final String LAYER = "layer";
    private static final String DRILLDOWN = "DASHBOARD_TO_DASHBOARD_DRILLDOWN";

    private final Names names;
    private final Palette palette;
    private final List<ShownTopic> topics;
    private final List<Reference> references = new ArrayList<>();

    DashboardWriter(Names names, Palette palette, List<ShownTopic> topics) {
        this.names = names;
        this.palette = palette;
        this.topics = topics;
    }

    SavedObject write(String word, JsonNode source) {
        references.clear();
        ObjectNode attributes = object();
        attributes.put("title", source.path("title").asText());
        attributes.put("description", source.path("description").asText());
        attributes.put("version", 1);
        attributes.put("timeRestore", true).put("timeFrom", "now-24h").put("timeTo", "now");
        attributes.putObject("refreshInterval").put("pause", false).put("value", 10_000);
        attributes.put(
                "optionsJSON",
                object().put("useMargins", true)
                        .put("syncColors", true)
                        .put("syncCursor", true)
                        .put("syncTooltips", false)
                        .put("hidePanelTitles", false)
                        .toString());
        ArrayNode panels = JsonNodeFactory.instance.arrayNode();
        source.path("panels").forEach(panel -> panels.add(panel(panel)));
        attributes.put("panelsJSON", panels.toString());
        ObjectNode search = object();
        search.set("query", query(""));
        search.putArray("filter");
        attributes.putObject("kibanaSavedObjectMeta").put("searchSourceJSON", search.toString());
        if (!source.path("controls").isEmpty()) {
            attributes.set("controlGroupInput", controls(source.path("controls")));
        }
        references.add(names.tagReference());
        return SavedObject.of(ObjectType.DASHBOARD, names.dashboard(word), attributes, references);
    }

    private ObjectNode controls(JsonNode source) {
        ObjectNode panels = object();
        int order = 0;
        for (JsonNode control : source) {
            String id = control.path("id").asText();
            ObjectNode panel = panels.putObject(id);
            panel.put("order", order++).put("width", "medium").put("grow", true).put("type", "optionsListControl");
            ObjectNode input = panel.putObject("explicitInput");
            input.put("id", id)
                    .put("fieldName", control.path("field").asText())
                    .put("title", control.path("title").asText())
                    .putArray("selectedOptions");
            references.add(new Reference(
                    ObjectType.DATA_VIEW.word(),
                    names.view(control.path("view").asText()),
                    "controlGroup_" + id + ":optionsListDataView"));
        }
        ObjectNode parent = object().put("ignoreFilters", false)
                .put("ignoreQuery", false)
                .put("ignoreTimerange", false)
                .put("ignoreValidations", false);
        return object().put("controlStyle", "oneLine")
                .put("chainingSystem", "HIERARCHICAL")
                .put("panelsJSON", panels.toString())
                .put("ignoreParentSettingsJSON", parent.toString());
    }

    private ObjectNode panel(JsonNode source) {
        String id = source.path("id").asText();
        ObjectNode panel = object();
        JsonNode at = source.path("at");
        String type = source.has("links") ? "links" : source.has("search") ? "search" : "lens";
        panel.put("type", type).put("panelIndex", id);
        panel.putObject("gridData")
                .put("x", at.path(0).asInt())
                .put("y", at.path(1).asInt())
                .put("w", at.path(2).asInt())
                .put("h", at.path(3).asInt())
                .put("i", id);
        panel.put("title", source.path("title").asText());
        ObjectNode config = panel.putObject("embeddableConfig");
        config.set("enhancements", enhancements(id, source.path("drilldown")));
        if (type.equals("lens")) {
            config.set("attributes", lens(id, source));
        } else {
            panel.put("panelRefName", "panel_" + id);
            Reference target = type.equals("links")
                    ? new Reference(ObjectType.LINKS.word(), names.links(), id + ":panel_" + id)
                    : new Reference(
                            ObjectType.SEARCH.word(),
                            names.search(source.path("search").asText()),
                            id + ":panel_" + id);
            references.add(target);
        }
        return panel;
    }

    private ObjectNode enhancements(String panel, JsonNode drilldown) {
        ObjectNode enhancements = object();
        if (drilldown.isMissingNode()) {
            return enhancements;
        }
        String event = panel + "-" + drilldown.path("to").asText();
        ObjectNode written =
                enhancements.putObject("dynamicActions").putArray("events").addObject();
        written.put("eventId", event);
        written.putArray("triggers").add("FILTER_TRIGGER");
        ObjectNode action = written.putObject("action");
        action.put("factoryId", DRILLDOWN).put("name", drilldown.path("name").asText());
        action.putObject("config")
                .put("openInNewTab", false)
                .put("useCurrentDateRange", true)
                .put("useCurrentFilters", true);
        references.add(new Reference(
                ObjectType.DASHBOARD.word(),
                names.dashboard(drilldown.path("to").asText()),
                panel + ":drilldown:" + DRILLDOWN + ":" + event + ":dashboardId"));
        return enhancements;
    }

    private ObjectNode lens(String panel, JsonNode source) {
        Columns columns = new Columns(source.path("columns"), palette, topics);
        Chart chart = Chart.of(source.path("chart"), columns, palette, LAYER);
        String view = names.view(source.path("view").asText());
        String reference = "indexpattern-datasource-layer-" + LAYER;
        ObjectNode attributes = object().put("title", "")
                .put("description", "")
                .put("visualizationType", chart.type())
                .put("type", "lens");
        attributes
                .putArray("references")
                .addObject()
                .put("type", ObjectType.DATA_VIEW.word())
                .put("id", view)
                .put("name", reference);
        ObjectNode state = attributes.putObject("state");
        state.set("visualization", chart.state());
        state.set("query", query(source.path("where").asText().replace(SHOWN, ONLY_SHOWN)));
        state.putArray("filters");
        state.putObject("datasourceStates")
                .putObject("formBased")
                .putObject("layers")
                .set(LAYER, columns.layer());
        state.putArray("internalReferences");
        state.putObject("adHocDataViews");
        references.add(new Reference(ObjectType.DATA_VIEW.word(), view, panel + ":" + reference));
        return attributes;
    }

    static ObjectNode query(String text) {
        return object().put("query", text).put("language", "kuery");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
