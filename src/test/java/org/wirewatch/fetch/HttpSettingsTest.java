package org.wirewatch.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.config.ConfigError;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Section;
import org.wirewatch.config.Yaml;
import org.wirewatch.fetch.PaceSettings.HostSettings;

class HttpSettingsTest {

    @Test
    void whatIsNotSetIsAsInTheDefaults() {
        assertThat(Settings.http()).isEqualTo(HttpSettings.defaults());
    }

    @Test
    void everySettingIsRead() {
        HttpSettings settings = Settings.http(
                "contact: desk@example.org",
                "allow-networks: [10.1.0.0/16, 'fd00::/8']",
                "allow-ports: [80, 8080]",
                "deadline: 40s",
                "connect-timeout: 3s",
                "max-body: 4MB",
                "max-buffered: 128MB",
                "max-connections: 50",
                "max-retry-after: 2h",
                "pace: {delay: 2s, at-once: 3, per-domain: true, attempts: 5, backoff: 7s, max-backoff: 8m,",
                "  failures-to-open: 6, max-rest: 9m, max-crawl-delay: 50s, patience: 11m, max-waiting: 12}",
                "hosts: [{host: Slow.Example.org, delay: 9s, at-once: 1, obey-robots: false}, {host: b.example.org}]",
                "robots: {lifetime: 12h, max-size: 1MB, hold: 2m, max-hold: 3h, respect-noindex: false}");

        assertThat(settings)
                .isEqualTo(new HttpSettings(
                        "desk@example.org",
                        List.of("10.1.0.0/16", "fd00::/8"),
                        List.of(80, 8080),
                        Duration.ofSeconds(40),
                        Duration.ofSeconds(3),
                        4 << 20,
                        128L << 20,
                        50,
                        Duration.ofHours(2),
                        new PaceSettings(
                                Duration.ofSeconds(2),
                                3,
                                true,
                                5,
                                Duration.ofSeconds(7),
                                Duration.ofMinutes(8),
                                6,
                                Duration.ofMinutes(9),
                                Duration.ofSeconds(50),
                                Duration.ofMinutes(11),
                                12,
                                Map.of(
                                        "slow.example.org", new HostSettings(Duration.ofSeconds(9), 1, false),
                                        "b.example.org", new HostSettings(Duration.ofSeconds(2), 3, true))),
                        new RobotsSettings(
                                Duration.ofHours(12), 1 << 20, Duration.ofMinutes(2), Duration.ofHours(3), false)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            contact: nobody                               | "http.contact" is no e-mail address and no http(s) URL
            contact: "a@b (x)"                            | "http.contact" is no e-mail address and no http(s) URL
            allow-networks: [10.1.0.0/33]                 | "10.1.0.0/33" is no network
            allow-networks: [intranet.example.org]        | "intranet.example.org" is no network
            allow-ports: [0]                              | "0" is no port
            allow-ports: [http]                           | "http" is no port
            deadline: 30                                  | deadline
            deadline: 1h                                  | deadline
            max-body: 1kB                                 | max-body
            max-connections: 0                            | max-connections
            pace: {delay: -1s}                            | delay
            pace: {at-once: 0}                            | at-once
            pace: {backoff: 1h, max-backoff: 1m}          | "http.pace.max-backoff" is shorter than "http.pace.backoff"
            hosts: [{host: "https://example.org"}]        | "https://example.org" is no host name
            hosts: [{host: a.org}, {host: A.ORG}]         | "A.ORG" has settings already
            hosts: [{delay: 5s}]                          | host
            robots: {lifetime: 2d}                        | lifetime
            robots: {lifetime: 1m}                        | lifetime
            robots: {max-size: 1kB}                       | max-size
            robots: {hold: 30m, max-hold: 1m}             | "http.robots.max-hold" is shorter than "http.robots.hold"
            robots: {respect-noindex: maybe}              | respect-noindex
            robots: {obey: false}                         | unknown key "robots.obey"
            """)
    void aMistakeIsNamedWithItsPlace(String line, String message) {
        ConfigErrors errors = new ConfigErrors();
        Section http = Yaml.read("test.yaml", line + "\n", errors);
        HttpSettings.read(http, errors);
        http.done();

        assertThat(errors.list()).hasSize(1);
        ConfigError error = errors.list().get(0);
        assertThat(error.message()).contains(message);
        assertThat(error.advice()).isNotBlank();
        assertThat(error.place().line()).isEqualTo(1);
    }

    @Test
    void lessRoomForAllBodiesThanForOneIsAMistake() {
        ConfigErrors errors = new ConfigErrors();
        HttpSettings.read(Yaml.read("test.yaml", "max-body: 32MB\nmax-buffered: 8MB\n", errors), errors);

        assertThat(errors.list())
                .singleElement()
                .satisfies(error -> assertThat(error.place().line()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk@example.org", "https://example.org/bot", "http://example.org"})
    void aContactIsPartOfTheUserAgent(String contact) {
        assertThat(UserAgent.of(Settings.http("contact: \"" + contact + '"').contact()))
                .matches("Wirewatch/[0-9][^ ]* \\(\\+\\Q" + contact + "\\E\\)");
    }
}
