package org.wirewatch.index.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Section;
import org.wirewatch.config.Yaml;
import org.wirewatch.index.ElasticsearchSettings;

/** {@code kibana/compose.yaml} cannot be started here; what it promises is read. */
class ComposeTest {

    private static Map<?, ?> services() throws Exception {
        Object loaded = new Load(
                        LoadSettings.builder().setAllowDuplicateKeys(false).build())
                .loadFromString(Files.readString(Path.of("kibana/compose.yaml")));
        return (Map<?, ?>) ((Map<?, ?>) loaded).get("services");
    }

    @Test
    void bothServersAreOfOneVersionBoundedWatchedAndOnThisMachineOnly() throws Exception {
        assertThat(services()).hasSize(2).allSatisfy((name, service) -> {
            Map<?, ?> parts = (Map<?, ?>) service;
            assertThat(parts.get("image").toString()).endsWith("/" + name + ":${STACK_VERSION:-8.19.21}");
            assertThat(parts.containsKey("mem_limit")).isTrue();
            assertThat((Map<?, ?>) parts.get("healthcheck")).hasSizeGreaterThan(3);
            assertThat((List<?>) parts.get("ports"))
                    .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
        });
    }

    @Test
    void securityIsOnAndNoPasswordIsInTheFile() throws Exception {
        Map<?, ?> elasticsearch = (Map<?, ?>) ((Map<?, ?>) services().get("elasticsearch")).get("environment");
        Map<?, ?> kibana = (Map<?, ?>) ((Map<?, ?>) services().get("kibana")).get("environment");

        assertThat(elasticsearch.get("xpack.security.enabled")).isEqualTo("true");
        assertThat(elasticsearch.get("ELASTIC_PASSWORD")).isEqualTo("${ELASTIC_PASSWORD:?choose one}");
        assertThat(kibana.get("ELASTICSEARCH_PASSWORD")).isEqualTo("${KIBANA_PASSWORD:?choose one}");
    }

    @Test
    void theConfigurationBesideItReachesBoth() throws Exception {
        ConfigErrors errors = new ConfigErrors();
        Section root = Yaml.read(Path.of("kibana/local/wirewatch.yaml"), errors);
        ElasticsearchSettings elasticsearch = ElasticsearchSettings.read(root.section("elasticsearch"), errors);
        KibanaSettings kibana = KibanaSettings.read(root.section("kibana"), elasticsearch, errors);
        root.done();

        assertThat(errors.list()).isEmpty();
        assertThat(elasticsearch.url()).isEqualTo("http://127.0.0.1:9200");
        assertThat(kibana.url()).isEqualTo("http://127.0.0.1:5601");
        assertThat(kibana.credentials()).isEqualTo(elasticsearch.credentials()).isNotNull();
        assertThat(Files.isDirectory(Path.of("kibana/local/topics"))).isTrue();
    }
}
