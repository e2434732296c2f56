package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.cli.ConfigSchemas.CONFIG;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.article.SiteRules;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;

class SitesSchemaTest {

    private final ConfigSchemas schema = ConfigSchemas.of("sites");

    @Test
    void theShippedRulesFollowTheirSchemaAndAreReadWithoutAMistake() throws IOException {
        assertThat(schema.mistakes(CONFIG.resolve("sites.yaml"))).isEmpty();
        ConfigErrors errors = new ConfigErrors();
        SiteRules.load(CONFIG, errors);
        assertThat(errors.list()).isEmpty();
    }

    @Test
    void theSchemaHasTheKeysThatAreRead() {
        assertThat(schema.keys()).containsExactlyInAnyOrderElementsOf(KnownKeys.of("", SiteRules::read));
        assertThat(schema.keys("sites")).containsExactlyInAnyOrderElementsOf(KnownKeys.of("sites[]", SiteRules::read));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site: []",
                "sites: [{body: [p]}]",
                "sites: [{site: example.org}]",
                "sites: [{site: example.org, body: []}]",
                "sites: [{site: example.org, body: p}]",
                "sites: [{site: example.org, text: [p]}]",
                "sites: [{site: 'https://example.org', body: [p]}]",
            })
    void aMistakeIsOneForTheSchemaAndForTheReader(String yaml) {
        assertThat(schema.mistakes(yaml)).isNotEmpty();
        ConfigErrors errors = new ConfigErrors();
        SiteRules.read(Yaml.read("sites.yaml", yaml, errors), errors);
        assertThat(errors.list()).isNotEmpty();
    }
}
