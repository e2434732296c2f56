package org.wirewatch.index.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.index.ElasticsearchExtension;
import org.wirewatch.index.ElasticsearchExtension.TestServer;

/** Asks a real Elasticsearch, over the demo's documents, everything that Kibana asks when the dashboards are opened. */
@ExtendWith(ElasticsearchExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestServer server;

    private List<PanelSearch> searches = List.of();

    DashboardsIT(TestServer server) {
        this.server = server;
    }

    @BeforeAll
    void runTheDemo(@TempDir Path folder) throws Exception {
        DemoDocuments.into(server.url(), server.prefix(), folder);
        searches = PanelSearch.of(
                SavedObjects.of(server.prefix(), Shipped.topics()).ndjson(), Instant.now());
    }

    @Test
    void everyPanelOfEveryDashboardIsAnsweredAndNoneIsEmpty() throws Exception {
        List<String> complaints = new ArrayList<>();
        for (PanelSearch search : searches) {
            emptiness(search, answer(search)).forEach(what -> complaints.add(search.where() + ": " + what));
        }

        assertThat(complaints).isEmpty();
        assertThat(searches).hasSizeGreaterThan(45);
    }

    @Test
    void theDocumentsHoldEveryFieldThatAnObjectNames() throws Exception {
        Map<String, TreeSet<String>> fields = new TreeMap<>();
        for (PanelSearch search : searches) {
            TreeSet<String> own = fields.computeIfAbsent(search.indices(), name -> new TreeSet<>());
            collect(search.body(), own);
            own.addAll(search.shown());
        }
        List<String> missing = new ArrayList<>();
        for (var view : fields.entrySet()) {
            for (String field : view.getValue()) {
                ObjectNode body = JSON.createObjectNode().put("size", 0);
                body.putObject("query").putObject("exists").put("field", field);
                if (post("/" + view.getKey() + "/_search", body)
                                .at("/hits/total/value")
                                .asLong()
                        == 0) {
                    missing.add(view.getKey() + " " + field);
                }
            }
        }

        assertThat(missing).isEmpty();
        assertThat(fields.toString()).contains("article.keywords", "feed.repairs", "count.documents_rejected");
    }

    @Test
    void aPanelWithoutDocumentsIsFoundOut() throws Exception {
        PanelSearch search = searches.stream()
                .filter(candidate -> candidate.panel().equals("Who reports it?"))
                .findFirst()
                .orElseThrow();
        PanelSearch elsewhere = new PanelSearch(
                search.dashboard(),
                search.panel(),
                search.indices(),
                search.body().deepCopy(),
                search.layer(),
                List.of());
        ((ObjectNode) elsewhere.body().at("/aggs/outlet/terms")).put("field", "feed.unknown");

        assertThat(emptiness(elsewhere, answer(elsewhere))).containsExactly("no row");
    }

    /** Fields stand behind "field" and "fields", and as keys of match, range and sort. */
    private static void collect(JsonNode json, TreeSet<String> fields) {
        json.properties().forEach(property -> {
            JsonNode value = property.getValue();
            switch (property.getKey()) {
                case "field" -> {
                    if (!value.asText().equals("*")) {
                        fields.add(value.asText());
                    }
                }
                case "match", "match_phrase", "range" -> {
                    if (!value.has("field")) {
                        value.properties().forEach(field -> fields.add(field.getKey()));
                    }
                }
                default -> {}
            }
        });
        json.forEach(inner -> collect(inner, fields));
    }

    private static List<String> emptiness(PanelSearch search, JsonNode answer) {
        if (answer.at("/_shards/failed").asInt() > 0) {
            return List.of(answer.path("_shards").toString());
        }
        if (search.body().path("size").asInt() > 0) {
            return answer.at("/hits/hits").isEmpty() ? List.of("no document") : List.of();
        }
        JsonNode layer = search.layer();
        if (layer == null) {
            return answer.at("/aggregations/suggestions/buckets").isEmpty() ? List.of("nothing to choose") : List.of();
        }
        JsonNode now = answer.path("aggregations");
        if (now.has("time_offset_split")) {
            now = now.at("/time_offset_split/buckets/0");
        } else {
            ((ObjectNode) now).put("doc_count", answer.at("/hits/total/value").asLong());
        }
        List<JsonNode> rows = rows(now, layer, 0);
        if (rows.isEmpty()) {
            return List.of("no row");
        }
        List<String> complaints = new ArrayList<>();
        layer.path("columns").properties().forEach(column -> {
            boolean bucket = column.getValue().path("isBucketed").asBoolean();
            if (!bucket
                    && !column.getValue().has("timeShift")
                    && rows.stream().noneMatch(row -> hasValue(row, column.getKey(), column.getValue()))) {
                complaints.add("column \"" + column.getKey() + "\" has no value in any of " + rows.size() + " rows");
            }
        });
        return complaints;
    }

    private static List<JsonNode> rows(JsonNode place, JsonNode layer, int depth) {
        String name = layer.path("columnOrder").path(depth).asText();
        if (!layer.path("columns").path(name).path("isBucketed").asBoolean()) {
            return place.path("doc_count").asLong() > 0 || depth == 0 ? List.of(place) : List.of();
        }
        List<JsonNode> rows = new ArrayList<>();
        place.path(name).path("buckets").forEach(bucket -> rows.addAll(rows(bucket, layer, depth + 1)));
        return rows;
    }

    /** A count may be 0: that is an answer, where a median of nothing is none. */
    private static boolean hasValue(JsonNode row, String name, JsonNode column) {
        return switch (column.path("operationType").asText()) {
            case "count" -> !column.has("filter") || row.path(name).has("doc_count");
            case "median", "percentile" ->
                row.path(name).path("values").elements().next().isNumber();
            default -> row.path(name).path("value").isNumber();
        };
    }

    private JsonNode answer(PanelSearch search) throws Exception {
        return post("/" + search.indices() + "/_search", search.body());
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
