package org.wirewatch.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.config.ConfigError;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Section;
import org.wirewatch.config.Yaml;
import org.wirewatch.notify.mail.MailSettings.Tls;

class MailSettingsTest {

    private static final String NEEDED = "host: mail.example.org, from: alerts@example.org";

    private final ConfigErrors errors = new ConfigErrors();

    private Optional<MailSettings> read(String mail) {
        Section section =
                Yaml.read("wirewatch.yaml", "mail: {" + mail + "}", errors).section("mail");
        Optional<MailSettings> settings = MailSettings.read(section, errors);
        section.done();
        return settings;
    }

    @Test
    void withoutSettingsThereIsNoMail() {
        assertThat(read("")).isEmpty();
        assertThat(errors.list()).isEmpty();
    }

    @Test
    void encryptionIsRequiredUnlessNoneIsWritten() {
        assertThat(read(NEEDED)).contains(MailSettings.of("mail.example.org", 587, Tls.STARTTLS, "alerts@example.org"));
        assertThat(read(NEEDED + ", tls: none").orElseThrow().tls()).isEqualTo(Tls.NONE);
        assertThat(errors.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"starttls,587", "implicit,465", "none,25"})
    void theUsualPortFollowsTheEncryption(String tls, int port) {
        assertThat(read(NEEDED + ", tls: " + tls).orElseThrow().port()).isEqualTo(port);
    }

    @Test
    void everythingCanBeSet() {
        MailSettings settings = read(NEEDED
                        + ", port: 2525, from-name: News, unsubscribe: desk@example.org, operators: [ops@example.org],"
                        + " kibana: 'https://kibana.example.org/s/news/', templates: mine, certificate-authority: ca.pem,"
                        + " username: u, password: '${MAIL_PASSWORD}', connect-timeout: 1s, timeout: 2s, deadline: 3s,"
                        + " connections: 4, idle: 5s, retry-for: 6h")
                .orElseThrow();

        assertThat(errors.list()).isEmpty();
        assertThat(settings.fromName()).isEqualTo("News");
        assertThat(settings.unsubscribe()).isEqualTo("desk@example.org");
        assertThat(settings.operators()).isEqualTo(List.of("ops@example.org"));
        assertThat(settings.kibana()).isEqualTo("https://kibana.example.org/s/news");
        assertThat(settings.templates().path()).isEqualTo("mine");
        assertThat(settings.authority().file()).isEqualTo("ca.pem");
        assertThat(settings.login().username()).isEqualTo("u");
        assertThat(settings.connections()).isEqualTo(4);
        assertThat(settings.retryFor()).isEqualTo(Duration.ofHours(6));
        assertThat(settings).hasToString(settings.toString()).asString().contains("${MAIL_PASSWORD}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port: 25 | \"mail.host\" is missing",
                "host: 'smtp://a', from: a@example.org | \"mail.host\" is no name of a host",
                "host: a, from: nobody | \"mail.from\" is no e-mail address",
                "host: a, from: 'a@example.org>, <b@example.org' | \"mail.from\" is no e-mail address",
                "host: a, from: a@example.org, operators: [x] | \"x\" is no e-mail address",
                "host: a, from: a@example.org, username: u | go together",
                "host: a, from: a@example.org, password: secret | \"mail.password\"",
                "host: a, from: a@example.org, tls: none, username: u, password: '${P}' | unencrypted",
                "host: a, from: a@example.org, kibana: 'javascript:x' | \"mail.kibana\"",
                "host: a, from: a@example.org, from-name: \"a\\r\\nBcc: b\" | \"mail.from-name\"",
                "host: a, from: a@example.org, deadlin: 1s | Did you mean \"deadline\"",
            })
    void aMistakeIsNamed(String mail, String part) {
        read(mail);
        assertThat(errors.list()).extracting(ConfigError::toString).anyMatch(error -> error.contains(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "first.last+tag@mail.example.org", "o'neil@example.org", "a@xn--e1afmkfd.xn--p1ai"})
    void theseAreAddresses(String address) {
        assertThat(MailAddress.isValid(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@b",
                "a@",
                "a@b@c",
                "a b@c",
                "a@b c",
                "a@b\r\nRCPT TO:<x@y>",
                "<a@b>",
                "a@b>",
                "\"a b\"@c",
                "a@[127.0.0.1]",
                "a@-b",
                "a..b@c",
                ".a@b",
                "ü@example.org",
                "a@пример.рф",
                "a@b, c@d"
            })
    void theseAreNone(String address) {
        assertThat(MailAddress.isValid(address)).isFalse();
    }
}
