package org.wirewatch.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wirewatch.index.ElasticsearchExtension.TestServer;

@ExtendWith(ElasticsearchExtension.class)
class SetupIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestServer server;
    private final String month;
    private Elasticsearch elasticsearch;
    private Rest rest;

    SetupIT(TestServer server) {
        this.server = server;
        this.month = server.prefix() + "-articles-2026.11";
    }

    @BeforeEach
    void connect() throws Exception {
        elasticsearch = new Elasticsearch(
                ElasticsearchSettings.of(server.url(), server.prefix()), InstantSource.fixed(Samples.SEEN));
        rest = elasticsearch.rest();
    }

    @AfterEach
    void clean() throws Exception {
        rest.get("/" + server.prefix() + "-*/_mapping", Map.of()).properties().stream()
                .map(Map.Entry::getKey)
                .toList()
                .forEach(index -> Answer.of(() -> rest.delete("/" + index)));
        for (Kind kind : Kind.values()) {
            String name = kind.name(server.prefix());
            Answer.of(() -> rest.delete("/_index_template/" + name));
            Answer.of(() -> rest.delete("/_component_template/" + name + "@mappings"));
            Answer.of(() -> rest.delete("/_component_template/" + name + "@custom"));
        }
        elasticsearch.close();
    }

    @Test
    void aFreshServerLacksEveryTemplateUntilItIsSetUp() {
        assertThat(value(Setup.check(elasticsearch)).gaps())
                .hasSize(Kind.values().length)
                .contains(new SetupReport.Gap(
                        "the index template " + server.prefix()
                                + "-alerts is missing: the server would guess the types of fields",
                        "Run \"wirewatch setup\""));

        SetupReport report = value(Setup.install(elasticsearch));

        assertThat(report.gaps()).isEmpty();
        assertThat(report.done())
                .contains(
                        "lifecycle: this server has none; \"wirewatch prune\" drops old months",
                        "component template " + server.prefix() + "-alerts@mappings: put",
                        "index template " + server.prefix() + "-alerts: put");
        assertThat(value(Setup.check(elasticsearch)).gaps()).isEmpty();
        assertThat(value(Setup.install(elasticsearch))).isEqualTo(report);
    }

    @Test
    void aFieldThatANewVersionAddsIsPutIntoThisMonthsIndex() throws Exception {
        value(Setup.install(elasticsearch));
        JsonNode older = JSON.readTree("""
                {"index_patterns": ["%s"], "priority": 999, "template": {"mappings": {"dynamic": "strict", "properties": {
                  "@timestamp": {"type": "date"}, "article": {"properties": {"published": {"type": "text"}}}}}}}
                """.formatted(month));
        rest.put("/_index_template/older", older);
        rest.put("/" + month, JSON.createObjectNode());
        rest.delete("/_index_template/older");

        assertThat(value(Setup.check(elasticsearch)).gaps())
                .anyMatch(gap -> gap.what().startsWith("the index " + month + " lacks ")
                        && gap.what().contains("article.body"))
                .anyMatch(gap -> gap.what().equals("in the index " + month + ", article.published is text, not date"));
        SetupReport report = value(Setup.install(elasticsearch));
        assertThat(report.done()).anyMatch(line -> line.startsWith("index " + month + ": added "));
        assertThat(report.gaps())
                .extracting(SetupReport.Gap::what)
                .containsExactly("in the index " + month + ", article.published is text, not date");
        assertThat(value(Setup.check(elasticsearch)).gaps()).isEqualTo(report.gaps());
    }

    @Test
    void anIndexThatWasMadeWithoutItsTemplateIsMadeStrict() throws Exception {
        rest.put("/" + month, JSON.createObjectNode());
        value(Setup.install(elasticsearch));

        JsonNode mapping = rest.get("/" + month + "/_mapping", Map.of());
        assertThat(mapping.at("/" + month + "/mappings/dynamic").asText()).isEqualTo("strict");
        assertThat(value(Setup.check(elasticsearch)).gaps()).isEmpty();
    }

    @Test
    void theOperatorsComponentIsLaidOverTheMappings() throws Exception {
        rest.put("/_component_template/" + server.prefix() + "-articles@custom", JSON.readTree("""
                        {"template": {"mappings": {"properties": {"article": {"properties": {
                          "body": {"type": "text", "analyzer": "simple"}}}}}}}
                        """));
        value(Setup.install(elasticsearch));
        rest.put("/" + month, JSON.createObjectNode());

        JsonNode article = rest.get("/" + month + "/_mapping", Map.of())
                .at("/" + month + "/mappings/properties/article/properties");
        assertThat(article.at("/body/analyzer").asText()).isEqualTo("simple");
        assertThat(article.at("/published/type").asText()).isEqualTo("date");
        assertThat(value(Setup.check(elasticsearch)).gaps()).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsAProblemWithAdvice() throws Exception {
        try (Elasticsearch away = new Elasticsearch(
                ElasticsearchSettings.of("http://127.0.0.1:1", server.prefix()), InstantSource.fixed(Samples.SEEN))) {
            Setup.check(away)
                    .match(
                            report -> {
                                throw new AssertionError("answered " + report);
                            },
                            problem -> {
                                assertThat(problem.kind()).isEqualTo("elasticsearch-away");
                                assertThat(problem.message())
                                        .contains("Elasticsearch at http://127.0.0.1:1: connection refused");
                                assertThat(problem.advice()).isEqualTo("Is it running?");
                                return List.of();
                            });
        }
    }

    private static <T> T value(Answer<T> answer) {
        return answer.match(given -> given, problem -> {
            throw new AssertionError(problem);
        });
    }
}
