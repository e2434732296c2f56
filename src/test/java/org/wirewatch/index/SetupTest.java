package org.wirewatch.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirewatch.index.FakeServer.Asked;
import org.wirewatch.index.FakeServer.Told;

/** Setting up servers that the embedded one is not: one with lifecycles, one that lets us see little. */
class SetupTest {

    private static final String DENIED =
            "{\"error\":{\"type\":\"security_exception\",\"reason\":\"action is unauthorized\"},\"status\":403}";

    @Test
    void aServerWithLifecyclesGetsAPolicyThatTheTemplatesOfMonthsName() throws Exception {
        try (FakeServer server = new FakeServer(asked -> Told.json(200, "{}"))) {
            SetupReport report = install(server.url());

            assertThat(report.done())
                    .startsWith("ilm policy desk: put", "component template desk@lifecycle: put")
                    .hasSize(2 + 2 * Kind.values().length);
            assertThat(sent(server, "/_ilm/policy/desk")
                            .at("/policy/phases/delete/min_age")
                            .asText())
                    .isEqualTo("396d");
            assertThat(sent(server, "/_component_template/desk@lifecycle")
                            .at("/template/settings/index.lifecycle.name")
                            .asText())
                    .isEqualTo("desk");
            assertThat(sent(server, "/_index_template/desk-alerts")
                            .at("/composed_of")
                            .toString())
                    .isEqualTo("[\"desk-alerts@mappings\",\"desk@lifecycle\",\"desk-alerts@custom\"]");
            assertThat(sent(server, "/_index_template/desk-feeds")
                            .at("/composed_of")
                            .toString())
                    .isEqualTo("[\"desk-feeds@mappings\",\"desk-feeds@custom\"]");
        }
    }

    @Test
    void credentialsThatMayNotReadTemplatesStillCompareIndices() throws Exception {
        try (FakeServer server = new FakeServer(asked -> asked.path().contains("template")
                ? Told.json(403, DENIED)
                : Told.json(
                        200,
                        asked.path().contains("desk-alerts-")
                                ? "{\"desk-alerts-2026.11\":{\"mappings\":{\"properties\":{}}},"
                                        + "\"desk-alerts-backup\":{\"mappings\":{}}}"
                                : "{}"))) {
            SetupReport report = check(server.url());

            assertThat(report.done())
                    .contains(
                            "template desk-alerts: not compared, our credentials may not read it",
                            "index desk-alerts-2026.11: compared")
                    .doesNotContain("index desk-alerts-backup: compared");
            assertThat(report.gaps())
                    .extracting(SetupReport.Gap::what)
                    .contains("the index desk-alerts-2026.11 was made without its template and guesses types");
        }
    }

    @Test
    void credentialsThatMayNotWriteTemplatesAreAProblemThatNamesThePrivileges() throws Exception {
        try (FakeServer server = new FakeServer(
                asked -> asked.path().startsWith("/_ilm") ? Told.json(405, "{}") : Told.json(403, DENIED))) {
            try (Elasticsearch elasticsearch = connect(server.url())) {
                String problem = Setup.install(elasticsearch)
                        .match(SetupReport::toString, found -> found.kind() + ": " + found.message());

                assertThat(problem)
                        .isEqualTo(
                                "elasticsearch-denied: PUT /_component_template/desk-articles@mappings: Elasticsearch"
                                        + " at " + server.url()
                                        + " answers 403: security_exception: action is unauthorized");
            }
        }
    }

    private static SetupReport install(String url) throws Exception {
        try (Elasticsearch elasticsearch = connect(url)) {
            return Setup.install(elasticsearch).match(report -> report, problem -> {
                throw new AssertionError(problem);
            });
        }
    }

    private static SetupReport check(String url) throws Exception {
        try (Elasticsearch elasticsearch = connect(url)) {
            return Setup.check(elasticsearch).match(report -> report, problem -> {
                throw new AssertionError(problem);
            });
        }
    }

    private static Elasticsearch connect(String url) throws Exception {
        return new Elasticsearch(ElasticsearchSettings.of(url, "desk"), InstantSource.fixed(Samples.SEEN));
    }

    private static JsonNode sent(FakeServer server, String path) throws Exception {
        List<Asked> asked = server.asked().stream()
                .filter(request ->
                        request.path().equals(path) && !request.body().isEmpty())
                .toList();
        assertThat(asked).hasSize(1);
        return JsonMapper.builder().build().readTree(asked.get(0).body());
    }
}
