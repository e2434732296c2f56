package org.wirewatch.index.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each mistake that a hand may make in the file is found, and said with the dashboard, the panel and what is wrong. */
class MutationTest {

    private static final String NOW = "Wirewatch: Now";
    private static final String TOPIC = "Wirewatch: Topic";
    private static final String ARTICLES = "Wirewatch: Articles";
    private static final String HEALTH = "Wirewatch: Health";
    private static final String OUTLETS = "Who reports it?";
    private static final String BARS = "Which topics are in the news, and when?";
    private static final String IN_OUTLETS = "dashboard \"Wirewatch: Now\", panel \"Who reports it?\": ";

    private record Case(String name, Consumer<Mutant> change, String complaint) {}

    private final List<Case> cases = new ArrayList<>();

    private void mistake(String name, Consumer<Mutant> change, String complaint) {
        cases.add(new Case(name, change, complaint));
    }

    @TestFactory
    List<DynamicTest> everyMistakeIsFoundAndNamed() {
        stampsAndShapes();
        references();
        fields();
        queries();
        charts();
        layout();
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    Mutant mutant = new Mutant();
                    one.change().accept(mutant);
                    assertThat(Inspection.complaints(Shipped.PREFIX, mutant.ndjson()))
                            .anyMatch(complaint -> complaint.startsWith(one.complaint()));
                }))
                .toList();
    }

    @Test
    void thereAreAtLeastThirtyOfThem() {
        everyMistakeIsFoundAndNamed();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(30);
    }

    private void stampsAndShapes() {
        mistake(
                "a stamp of a newer Kibana",
                m -> m.object(NOW).put("typeMigrationVersion", "10.2.0"),
                "dashboard \"Wirewatch: Now\": typeMigrationVersion is 10.2.0, want 8.9.0");
        mistake(
                "no stamp",
                m -> m.object(HEALTH).remove("typeMigrationVersion"),
                "dashboard \"Wirewatch: Health\": typeMigrationVersion is none, want 8.9.0");
        mistake(
                "an attribute that no dashboard has",
                m -> m.attributes(TOPIC).put("refresh", true),
                "dashboard \"Wirewatch: Topic\": attributes.refresh is no attribute that Kibana knows here");
        mistake(
                "an attribute that no data view has",
                m -> m.attributes("Wirewatch alerts").put("runtimeFieldMap", "{}"),
                "data view \"Wirewatch alerts\": attributes.runtimeFieldMap is no attribute that Kibana knows here");
        mistake(
                "panels that are no JSON",
                m -> m.attributes(ARTICLES).put("panelsJSON", "[{"),
                "dashboard \"Wirewatch: Articles\": attributes.panelsJSON is no JSON in a string");
        mistake(
                "a number where a text must be",
                m -> m.attributes("Wirewatch: Evidence").put("title", 7),
                "search \"7\": attributes.title is 7, want a text");
        mistake(
                "two objects of one id",
                m -> m.twice("Wirewatch feeds"),
                "line 19: index-pattern wirewatch-feeds is there twice");
        mistake(
                "a visualisation that there is not",
                m -> m.lens(NOW, OUTLETS, lens -> lens.put("visualizationType", "lnsBars")),
                IN_OUTLETS + ".embeddableConfig.attributes.visualizationType is \"lnsBars\", want lnsMetric or");
    }

    private void references() {
        mistake(
                "a chart without its reference",
                m -> m.dropReference(NOW, "outlets:indexpattern-datasource-layer-layer"),
                IN_OUTLETS + "the reference \"outlets:indexpattern-datasource-layer-layer\" is missing");
        mistake(
                "a reference that leads out of the file",
                m -> m.reference(NOW, "outlets:indexpattern-datasource-layer-layer")
                        .put("id", "logs"),
                "dashboard \"Wirewatch: Now\": the reference \"outlets:indexpattern-datasource-layer-layer\" leads to"
                        + " index-pattern logs, which is not in the file");
        mistake(
                "a reference that nothing uses",
                m -> m.references(HEALTH)
                        .addObject()
                        .put("type", "search")
                        .put("id", "wirewatch-search-evidence")
                        .put("name", "panel_9"),
                "dashboard \"Wirewatch: Health\": nothing uses the reference \"panel_9\"");
        mistake(
                "a chart whose own reference leads elsewhere",
                m -> m.lens(NOW, OUTLETS, lens -> ((ObjectNode) lens.at("/references/0")).put("id", "wirewatch-feeds")),
                IN_OUTLETS + "the chart's own reference \"indexpattern-datasource-layer-layer\" leads to"
                        + " \"wirewatch-feeds\", the dashboard's to \"wirewatch-alerts\"");
        mistake(
                "a list that names no object",
                m -> m.panel(TOPIC, "Who was first?", panel -> panel.remove("panelRefName")),
                "dashboard \"Wirewatch: Topic\", panel \"Who was first?\": panelRefName is \"\"");
        mistake(
                "links to a dashboard that is not there",
                m -> m.remove(HEALTH),
                "links \"Wirewatch dashboards\": the reference \"link_health_dashboard\" leads to dashboard"
                        + " wirewatch-dashboard-health, which is not in the file");
        mistake(
                "a drilldown without its dashboard",
                m -> m.dropReference(NOW, "DRILLDOWN:outlets-articles:dashboardId"),
                IN_OUTLETS + "the reference \"outlets:drilldown:DASHBOARD_TO_DASHBOARD_DRILLDOWN:outlets-articles"
                        + ":dashboardId\" is missing");
        mistake(
                "a control without its data view",
                m -> m.dropReference(NOW, "controlGroup_topic:optionsListDataView"),
                "dashboard \"Wirewatch: Now\", control \"topic\": the reference"
                        + " \"controlGroup_topic:optionsListDataView\" is missing");
        mistake(
                "a data view of indices that nobody writes",
                m -> m.attributes("Wirewatch health").put("title", "wirewatch-metrics-*"),
                "data view \"Wirewatch health\": no index template is for \"wirewatch-metrics-*\"");
    }

    private void fields() {
        mistake(
                "a field that was renamed",
                m -> m.column(NOW, OUTLETS, "outlet", column -> column.put("sourceField", "outlet.title")),
                IN_OUTLETS + "the field outlet.title, used for terms, is not in the index template");
        mistake(
                "the sum of a keyword",
                m -> m.column(HEALTH, "Are feeds answered?", "changed", c -> c.put("sourceField", "@timestamp")),
                "dashboard \"Wirewatch: Health\", panel \"Are feeds answered?\": the field @timestamp, used for sum, is of"
                        + " the wrong type date");
        mistake(
                "terms of a text",
                m -> m.column(NOW, OUTLETS, "outlet", column -> column.put("sourceField", "article.title")),
                IN_OUTLETS + "the field article.title, used for terms, is of the wrong type text");
        mistake(
                "a histogram of what is no date",
                m -> m.column(TOPIC, "How severe is it, and when?", "when", c -> c.put("sourceField", "feed.id")),
                "dashboard \"Wirewatch: Topic\", panel \"How severe is it, and when?\": the field feed.id, used for"
                        + " date_histogram, is of the wrong type keyword");
        mistake(
                "a control over a text",
                m -> m.inside(
                        (ObjectNode) m.attributes(NOW).path("controlGroupInput"),
                        "panelsJSON",
                        c -> ((ObjectNode) c.at("/topic/explicitInput")).put("fieldName", "article.title")),
                "dashboard \"Wirewatch: Now\", control \"topic\": the field article.title, used in a control, is of the"
                        + " wrong type text");
        mistake(
                "a list with a column that is not there",
                m -> ((ArrayNode) m.attributes("Wirewatch: All articles").path("columns")).add("article.teaser"),
                "search \"Wirewatch: All articles\": the field article.teaser, used as a column, is not in the index"
                        + " template of wirewatch-articles");
        mistake(
                "a list sorted by a text",
                m -> ((ArrayNode) m.attributes("Wirewatch: Evidence").at("/sort/0")).set(0, "article.title"),
                "search \"Wirewatch: Evidence\": the field article.title, used to sort by, is of the wrong type text");
        mistake(
                "a format of a field that is not there",
                m -> m.inside(
                        m.attributes("Wirewatch articles"),
                        "fieldFormatMap",
                        formats -> ((ObjectNode) formats).set("url.long", formats.path("url.full"))),
                "data view \"Wirewatch articles\": the field url.long, used in fieldFormatMap, is not in the index"
                        + " template");
        mistake(
                "the wrong time",
                m -> m.attributes("Wirewatch problems").put("timeFieldName", "problem.at"),
                "data view \"Wirewatch problems\": the field problem.at, used as its time, is not in the index template");
    }

    private void queries() {
        mistake(
                "a query over a field that is not there",
                m -> m.lens(NOW, OUTLETS, l -> ((ObjectNode) l.at("/state/query")).put("query", "topics: x")),
                IN_OUTLETS + "the field topics, used in a query, is not in the index template");
        mistake(
                "a query that does not end",
                m -> m.lens(NOW, OUTLETS, l -> ((ObjectNode) l.at("/state/query")).put("query", "feed.id: (a or")),
                IN_OUTLETS + "the query cannot be read: a word is missing at the end of \"feed.id: (a or\"");
        mistake(
                "a filter of a column over a field that is not there",
                m -> m.column(
                        NOW,
                        "Critical alerts",
                        "now",
                        c -> ((ObjectNode) c.path("filter")).put("query", "severity: x")),
                "dashboard \"Wirewatch: Now\", panel \"Critical alerts\": the field severity, used in a query, is not in");
    }

    private void charts() {
        mistake(
                "a bar that is no column",
                m -> m.visualization(
                        NOW, BARS, state -> ((ArrayNode) state.at("/layers/0/accessors")).set(0, "topic-unknown")),
                "dashboard \"Wirewatch: Now\", panel \"Which topics are in the news, and when?\": accessors names"
                        + " \"topic-unknown\", which is no column");
        mistake(
                "a bucket where a metric must be",
                m -> m.visualization(TOPIC, "Score", state -> state.put("metricAccessor", "first")),
                "dashboard \"Wirewatch: Topic\", panel \"Score\": metricAccessor names \"first\", which is no column");
        mistake(
                "a metric on the time axis",
                m -> m.visualization(NOW, OUTLETS, s -> ((ObjectNode) s.at("/layers/0")).put("xAccessor", "alerts")),
                IN_OUTLETS + "xAccessor names \"alerts\", want a bucket");
        mistake(
                "another layer",
                m -> m.visualization(NOW, OUTLETS, s -> ((ObjectNode) s.at("/layers/0")).put("layerId", "layer-2")),
                IN_OUTLETS + "layerId \"layer-2\" is no layer");
        mistake(
                "an attribute that the visualisation does not have",
                m -> m.visualization(NOW, "High alerts", state -> state.put("colour", "red")),
                "dashboard \"Wirewatch: Now\", panel \"High alerts\": visualization.colour is no attribute");
        mistake(
                "a formula",
                m -> m.column(NOW, OUTLETS, "alerts", column -> column.put("operationType", "formula")),
                IN_OUTLETS + "column \"alerts\": the operation formula was not tried");
        mistake(
                "an order by a column that is not there",
                m -> m.column(NOW, OUTLETS, "outlet", c -> ((ObjectNode) c.at("/params/orderBy")).put("columnId", "n")),
                IN_OUTLETS + "column \"outlet\": it is ordered by \"n\", which is no column");
        mistake(
                "metrics before buckets",
                m -> m.lens(NOW, OUTLETS, lens -> {
                    ArrayNode order = (ArrayNode) lens.at("/state/datasourceStates/formBased/layers/layer/columnOrder");
                    order.add(order.remove(0));
                }),
                IN_OUTLETS + "columnOrder has the bucket \"outlet\" behind a metric");
        mistake(
                "a shift in words",
                m -> m.column(NOW, "High alerts", "before", column -> column.put("timeShift", "yesterday")),
                "dashboard \"Wirewatch: Now\", panel \"High alerts\": column \"before\": the time shift is \"yesterday\"");
        mistake(
                "a percentile beyond all",
                m -> m.column(
                        HEALTH,
                        "How long until we have the page?",
                        "p99",
                        column -> ((ObjectNode) column.path("params")).put("percentile", 100)),
                "dashboard \"Wirewatch: Health\", panel \"How long until we have the page?\": column \"p99\": the"
                        + " percentile is 100");
        mistake(
                "several fields in one bucket",
                m -> m.column(NOW, OUTLETS, "outlet", c -> ((ObjectNode) c.path("params")).putArray("secondaryFields")),
                IN_OUTLETS + "column \"outlet\": .params.secondaryFields is no attribute");
    }

    private void layout() {
        mistake(
                "a panel upon another",
                m -> m.panel(NOW, OUTLETS, panel -> ((ObjectNode) panel.path("gridData")).put("x", 6)),
                "dashboard \"Wirewatch: Now\": panel \"Who reports it?\": it lies upon \"Which topics raise most alerts?\"");
        mistake(
                "a panel that is too wide",
                m -> m.panel(NOW, OUTLETS, panel -> ((ObjectNode) panel.path("gridData")).put("w", 48)),
                "dashboard \"Wirewatch: Now\": panel \"Who reports it?\": it lies outside of the 48 columns");
        mistake(
                "a hole in a row",
                m -> m.panel(HEALTH, "Rejected", panel -> ((ObjectNode) panel.path("gridData")).put("w", 7)),
                "dashboard \"Wirewatch: Health\": no panel is at column 47 of row 4: rows must be full");
        mistake(
                "a panel whose grid has another name",
                m -> m.panel(NOW, OUTLETS, panel -> ((ObjectNode) panel.path("gridData")).put("i", "1")),
                IN_OUTLETS + "gridData.i is \"1\", not its panelIndex outlets");
    }
}
