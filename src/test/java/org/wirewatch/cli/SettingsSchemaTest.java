package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.cli.ConfigSchemas.CONFIG;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Section;
import org.wirewatch.config.Yaml;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.kibana.KibanaSettings;
import org.wirewatch.job.JobSettings;
import org.wirewatch.notify.mail.MailSettings;

class SettingsSchemaTest {

    /** A setting that the shipped file shows with its default. */
    private static final Pattern SHOWN = Pattern.compile("( *)#(([a-z-]+): .+)");

    private final ConfigSchemas schema = ConfigSchemas.of("wirewatch");

    private static String shipped() throws IOException {
        return Files.readString(CONFIG.resolve("wirewatch.yaml"));
    }

    /** The shipped file with every setting that it shows, but for some. */
    private static String withAllSettings(String... but) throws IOException {
        return shipped()
                .lines()
                .map(line -> {
                    Matcher shown = SHOWN.matcher(line);
                    return shown.matches() && !List.of(but).contains(shown.group(3))
                            ? shown.group(1) + shown.group(2)
                            : line;
                })
                .collect(Collectors.joining("\n"));
    }

    /** What stands in the shipped file for settings that have no default. */
    private static String withAllDefaults() throws IOException {
        return withAllSettings("contact", "hosts", "api-key", "username", "password", "certificate-authority");
    }

    private static Section root(String yaml, ConfigErrors errors) {
        return Yaml.read("wirewatch.yaml", yaml, errors);
    }

    @Test
    void theShippedFileFollowsItsSchemaAsItIsAndWithEverySettingItShows() throws IOException {
        assertThat(schema.mistakes(shipped())).isEmpty();
        assertThat(schema.mistakes(withAllSettings())).isEmpty();
    }

    @Test
    void theShippedFileShowsEverySettingOfTheSchema() throws IOException {
        Set<String> shown = new TreeSet<>();
        shipped().lines().map(SHOWN::matcher).filter(Matcher::matches).forEach(line -> shown.add(line.group(3)));
        for (String section : schema.keys()) {
            assertThat(shown)
                    .containsAll(schema.keys(section).stream()
                            .filter(key -> schema.keys(section, key).isEmpty() || key.equals("hosts"))
                            .toList());
        }
        assertThat(shown).containsAll(schema.keys("http", "pace"));
    }

    @Test
    void theDefaultsOfTheSchemaAreThoseThatTheFileShows() throws IOException {
        Map<String, String> shown = new TreeMap<>();
        String section = "";
        for (String line : shipped().lines().toList()) {
            Matcher setting = SHOWN.matcher(line);
            if (setting.matches()) {
                shown.put(section + setting.group(3), setting.group(2).replaceFirst("[a-z-]+: ", ""));
            } else if (line.matches(" *[a-z-]+:")) {
                String parent = line.startsWith(" ") ? section.substring(0, section.indexOf('.') + 1) : "";
                section = parent + line.strip().replace(":", ".");
            }
        }
        Map<String, String> defaults = schema.defaults();
        assertThat(defaults)
                .hasSizeGreaterThan(30)
                .allSatisfy((key, value) -> assertThat(shown).containsEntry(key, value));
    }

    @Test
    void theSettingsShownForPollingAreTheDefaults() throws IOException {
        ConfigErrors errors = new ConfigErrors();
        assertThat(PollSettings.read(root(withAllDefaults(), errors).section("poll"), errors))
                .isEqualTo(PollSettings.defaults());
        assertThat(errors.list()).isEmpty();
    }

    @Test
    void theSettingsShownForFetchingAreTheDefaults() throws IOException {
        ConfigErrors errors = new ConfigErrors();
        assertThat(HttpSettings.read(root(withAllDefaults(), errors).section("http"), errors))
                .isEqualTo(HttpSettings.defaults());
        assertThat(errors.list()).isEmpty();
    }

    @Test
    void theSettingsShownForElasticsearchAreTheDefaults() throws IOException {
        ConfigErrors errors = new ConfigErrors();
        assertThat(ElasticsearchSettings.read(root(withAllDefaults(), errors).section("elasticsearch"), errors))
                .isEqualTo(ElasticsearchSettings.of(
                        ElasticsearchSettings.DEFAULT_URL, ElasticsearchSettings.DEFAULT_PREFIX));
        assertThat(errors.list()).isEmpty();
    }

    @Test
    void theSettingsShownForMailAreTheDefaults() throws IOException {
        String yaml = withAllSettings(
                "contact",
                "hosts",
                "api-key",
                "username",
                "password",
                "certificate-authority",
                "unsubscribe",
                "operators",
                "kibana",
                "templates");
        ConfigErrors errors = new ConfigErrors();
        assertThat(MailSettings.read(root(yaml, errors).section("mail"), errors))
                .contains(MailSettings.of("mail.example.org", 587, MailSettings.Tls.STARTTLS, "alerts@example.org"));
        assertThat(errors.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "http.pace", "http.hosts[]", "poll", "elasticsearch", "kibana", "mail", "job"})
    void theSchemaHasTheKeysThatAreRead(String mapping) {
        String[] path = mapping.replace("[]", "").split("\\.");
        assertThat(schema.keys(path)).isEqualTo(KnownKeys.of(mapping, SettingsSchemaTest::read));
    }

    private static void read(Section root, ConfigErrors errors) {
        HttpSettings.read(root.section("http"), errors);
        PollSettings.read(root.section("poll"), errors);
        ElasticsearchSettings elasticsearch = ElasticsearchSettings.read(root.section("elasticsearch"), errors);
        KibanaSettings.read(root.section("kibana"), elasticsearch, errors);
        MailSettings.read(root.section("mail"), errors);
        JobSettings.read(root.section("job"), errors);
        root.done();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "htp: {}",
                "http: {contact: nobody}",
                "http: {deadline: 30}",
                "http: {max-body: 8}",
                "http: {pace: {at-once: 0}}",
                "http: {hosts: [{delay: 5s}]}",
                "poll: {min: 1 minute}",
                "elasticsearch: {url: es.example.org}",
                "elasticsearch: {password: hunter2}",
                "elasticsearch: {prefix: Wire*}",
                "mail: {from: nobody}",
                "mail: {tls: ssl}",
                "mail: {password: hunter2}",
                "mail: {kibana: kibana.example.org}",
                "job: []",
            })
    void aMistakeIsOneForTheSchema(String yaml) {
        assertThat(schema.mistakes(yaml)).isNotEmpty();
    }
}
