package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.index.ElasticsearchExtension;
import org.wirewatch.index.ElasticsearchExtension.TestServer;
import org.wirewatch.index.kibana.StandInKibana;

/** {@code wirewatch setup --kibana}: a real Elasticsearch, and a stand-in for Kibana. */
@ExtendWith(ElasticsearchExtension.class)
class SetupKibanaIT {

    private final TestServer server;

    @TempDir
    Path folder;

    private ConfigFolder config;

    SetupKibanaIT(TestServer server) {
        this.server = server;
    }

    @BeforeEach
    void configure() throws Exception {
        config = ConfigFolder.in(folder);
        config.write(
                "wirewatch.yaml", "elasticsearch: {url: '" + server.url() + "', prefix: " + server.prefix() + "}\n");
    }

    private CommandLineRun setup(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "setup";
        arguments[1] = "--config";
        arguments[2] = config.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandLineRun.of(arguments);
    }

    @Test
    void everyObjectIsReportedAndDoingItAgainIsTheSame() throws Exception {
        try (StandInKibana kibana = StandInKibana.telling(StandInKibana::taken)) {
            CommandLineRun first = setup("--kibana", kibana.url(), "--space", "news");
            CommandLineRun again = setup("--kibana", kibana.url(), "--space", "news");

            assertThat(first.err()).isEmpty();
            assertThat(first.exit()).isZero();
            assertThat(first.out())
                    .contains("index template " + server.prefix() + "-alerts: put\n")
                    .contains("dashboard " + server.prefix() + "-dashboard-now (Wirewatch: Now): replaced\n")
                    .endsWith("dashboards: " + kibana.url() + "/s/news/app/dashboards#/view/" + server.prefix()
                            + "-dashboard-now\n");
            assertThat(again.exit()).isZero();
            assertThat(kibana.asked().get(1).body())
                    .isEqualTo(kibana.asked().get(0).body());
            assertThat(kibana.asked()).hasSize(2);
        }
    }

    @Test
    void whatFailsIsSaidAndTheExitCodeIsOne() throws Exception {
        String answer = "{\"success\":false,\"successCount\":0,\"errors\":[{\"type\":\"links\",\"id\":\""
                + server.prefix() + "-links\",\"error\":{\"type\":\"unsupported_type\"}}]}";
        try (StandInKibana kibana = StandInKibana.telling(200, answer)) {
            CommandLineRun run = setup("--kibana", kibana.url());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err())
                    .contains("wirewatch setup: links " + server.prefix()
                            + "-links (Wirewatch dashboards): not put, this Kibana does not know the type");
            assertThat(run.out()).doesNotContain("dashboards: ");
        }
    }

    @Test
    void aRefusalIsOneSentenceWithAdvice() throws Exception {
        try (StandInKibana kibana = StandInKibana.telling(403, "{\"message\":\"Unable to bulk_create\"}")) {
            CommandLineRun run = setup("--kibana", kibana.url());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualToIgnoringWhitespace("wirewatch setup: Kibana at " + kibana.url()
                            + " does not let us (403): Unable to bulk_create. Give our user or key the privilege Saved"
                            + " Objects Management: All in this space");
        }
    }

    @Test
    void aDryRunNamesEverythingAndAsksKibanaNothing() throws Exception {
        try (StandInKibana kibana = StandInKibana.telling(StandInKibana::taken)) {
            CommandLineRun run = setup("--kibana", kibana.url(), "--dry-run");

            assertThat(run.exit()).isZero();
            assertThat(run.out())
                    .contains("would put index templates into " + server.url())
                    .contains("  dashboard " + server.prefix() + "-dashboard-topic (Wirewatch: Topic)\n");
            assertThat(kibana.asked()).isEmpty();
        }
    }

    @Test
    void wrongUseIsExitCodeTwo() {
        assertThat(setup("--kibana").err()).contains("there is no kibana.url in wirewatch.yaml");
        assertThat(setup("--kibana").exit()).isEqualTo(2);
        assertThat(setup("--kibana", "kibana:5601").exit()).isEqualTo(2);
        assertThat(setup("--kibana", "http://127.0.0.1:1", "--space", "My Space")
                        .err())
                .contains("--space is \"My Space\", want lower case letters");
        assertThat(setup("--kibana", "http://127.0.0.1:1", "--check").exit()).isEqualTo(2);
    }
}
