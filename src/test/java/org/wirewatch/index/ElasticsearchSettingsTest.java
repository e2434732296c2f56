package org.wirewatch.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.config.ConfigError;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Section;
import org.wirewatch.config.Yaml;
import org.wirewatch.index.ElasticsearchSettings.Credentials;

class ElasticsearchSettingsTest {

    private final ConfigErrors errors = new ConfigErrors();

    @Test
    void everythingHasADefault() {
        assertThat(read("{}"))
                .isEqualTo(ElasticsearchSettings.of("http://127.0.0.1:9200", "wirewatch"))
                .satisfies(settings -> assertThat(settings.retention()).isEqualTo(Duration.ofDays(365)));
        assertThat(errors.list()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        ElasticsearchSettings settings = read("""
                url: https://es.example.org:9243/search
                prefix: desk_2
                username: writer
                password: ${ES_PASSWORD}
                certificate-authority: /etc/wirewatch/ca.pem
                bulk-documents: 7
                bulk-bytes: 2MB
                document-bytes: 9MB
                timeout: 45s
                retention: 90d
                """);

        assertThat(errors.list()).isEmpty();
        assertThat(settings.url()).isEqualTo("https://es.example.org:9243/search");
        assertThat(settings.prefix()).isEqualTo("desk_2");
        assertThat(settings.credentials()).isInstanceOf(Credentials.Basic.class);
        assertThat(settings.authority())
                .isNotNull()
                .satisfies(authority -> assertThat(authority.file()).isEqualTo("/etc/wirewatch/ca.pem"));
        assertThat(settings.bulkDocuments()).isEqualTo(7);
        assertThat(settings.bulkBytes()).isEqualTo(2 * 1024 * 1024);
        assertThat(settings.documentBytes()).isEqualTo(9 * 1024 * 1024);
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(45));
        assertThat(settings.retention()).isEqualTo(Duration.ofDays(90));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: es.example.org:9200 | wirewatch.yaml:1:6: \"elasticsearch.url\" must begin with http:// or https://.",
                "url: 'http:///x' | \"elasticsearch.url\" names no host.",
                "url: 'https://elastic:secret@es.example.org' | \"elasticsearch.url\" holds a user or a password.",
                "url: 'https://es.example.org?pretty' | \"elasticsearch.url\" has a query or a fragment.",
                "prefix: Wire | \"elasticsearch.prefix\" is \"Wire\", which cannot begin the name of an index.",
                "prefix: '*' | \"elasticsearch.prefix\" is \"*\", which cannot",
                "prefix: _all | \"elasticsearch.prefix\" is \"_all\", which cannot",
                "api-key: c2VjcmV0 | \"api-key\" holds a secret itself",
                "username: writer | \"username\" and \"password\" go together, but one is missing.",
                "password: '${P}' | \"username\" and \"password\" go together, but one is missing.",
                "'{api-key: \"${K}\", username: a, password: \"${P}\"}' | there is an API key and also a user or password.",
                "bulk-documents: 0 | \"bulk-documents\" is 0, but must be at least 1",
                "timeout: 30 | \"timeout\" must be a time with a unit",
                "prefx: wire | unknown key \"prefx\". Did you mean \"prefix\"?"
            })
    void aMistakeIsSaidWithItsPlaceAndWhatToWrite(String yaml, String message) {
        read(yaml);

        assertThat(errors.list())
                .singleElement()
                .extracting(ConfigError::toString)
                .asString()
                .contains(message);
        assertThat(errors.list().toString()).doesNotContain("secret@").doesNotContain("c2VjcmV0");
    }

    @Test
    void theyTravelToTheMachinesThatRunTheJob() throws Exception {
        ElasticsearchSettings settings =
                read("{api-key: \"${K}\", certificate-authority: ca.pem}").at("https://other:9200");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(settings);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).hasToString(settings.toString());
        }
    }

    private ElasticsearchSettings read(String yaml) {
        Section section = Yaml.read("wirewatch.yaml", yaml, errors);
        ElasticsearchSettings settings = ElasticsearchSettings.read(section, errors);
        section.done();
        return settings;
    }
}
