package org.wirewatch.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.config.ConfigError;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.model.Severity;
import org.wirewatch.notify.Letter;

class TemplatesTest {

    private final ConfigErrors errors = new ConfigErrors();

    @TempDir
    private Path config;

    private Templates load() {
        return Templates.load(config, TestLetters.settings(), errors);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(config.resolve(Templates.FOLDER));
        Files.writeString(config.resolve(Templates.FOLDER).resolve(name), text);
    }

    private static RenderedMail render(Templates templates) {
        Letter letter = TestLetters.letter(
                Letter.Kind.IMMEDIATE,
                "en",
                List.of(TestLetters.item("a", "nato-enlargement", Severity.HIGH, "A <b>title</b>")),
                0);
        return new Rendering(TestLetters.settings(), templates).render(letter);
    }

    @Test
    void withoutAFolderOursAreUsed() {
        assertThat(load()).isEqualTo(Templates.ours());
        assertThat(errors.list()).isEmpty();
    }

    @Test
    void theFolderThatIsShippedHoldsOursAndEachIsUsable() {
        Templates shipped = Templates.load(Path.of("config"), TestLetters.settings(), errors);
        assertThat(errors.list()).isEmpty();
        assertThat(shipped).isEqualTo(Templates.ours());
    }

    @Test
    void aFileOfTheFolderReplacesOursAndIsEscaped() throws IOException {
        write(
                Templates.HTML,
                "<p title=\"{{subscription}}\">{{#groups}}{{#stories}}{{title}}{{/stories}}{{/groups}}</p>");
        write(Templates.SUBJECT, "[desk] {{headline}}");
        RenderedMail mail = render(load());

        assertThat(errors.list()).isEmpty();
        assertThat(mail.subject()).isEqualTo("[desk] A <b>title</b>");
        assertThat(mail.html()).isEqualTo("<p title=\"The desk\">A &lt;b&gt;title&lt;/b&gt;</p>");
        assertThat(mail.text()).contains("Why you got this");
    }

    @Test
    void anotherFolderCanBeNamed() throws IOException {
        Files.createDirectories(config.resolve("mine"));
        Files.writeString(config.resolve("mine").resolve(Templates.SUBJECT), "mine");
        assertThat(render(Templates.load(config, named("mine"), errors)).subject())
                .isEqualTo("mine");
        assertThat(errors.list()).isEmpty();
    }

    @Test
    void aNamedFolderThatIsNotThereIsAMistake() {
        Templates.load(config, named("nowhere"), errors);
        assertThat(errors.list()).singleElement().asString().contains("wirewatch.yaml:1:62: ", "there is no folder");
    }

    private MailSettings named(String folder) {
        String yaml = "mail: {host: localhost, from: alerts@example.org, templates: " + folder + "}";
        return MailSettings.read(Yaml.read("wirewatch.yaml", yaml, errors).section("mail"), errors)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message.html.mustache | {{{subject}}} | without escaping",
                "message.html.mustache | {{& heading}} | without escaping",
                "message.txt.mustache | {{=<% %>=}}<%heading%> | delimiters",
                "message.html.mustache | {{headin}} | 'headin'",
                "message.html.mustache | {{#groups}}{{titel}}{{/groups}} | 'titel'",
                "message.html.mustache | {{#groups}} | groups",
                "message.html.mustache | {{#groups}}{{/group}} | group",
                "message.html.mustache | {{> other}} | Template loading",
                "message.html.mustache | {{word.nothing-such}} | nothing-such",
                "mesage.html.mustache | x | must be one of",
            })
    void aMistakeInATemplateIsFoundWhenItIsRead(String name, String text, String part) throws IOException {
        write(name, "first line\n" + text);
        assertThat(load()).isEqualTo(Templates.ours());
        assertThat(errors.list()).extracting(ConfigError::toString).anyMatch(error -> error.contains(part));
        assertThat(errors.list().get(0).place().file()).endsWith(name);
    }

    @Test
    void aMistakeHasItsLine() throws IOException {
        write(Templates.HTML, "one\ntwo\n{{headin}}");
        load();
        assertThat(errors.list().get(0).place().line()).isEqualTo(3);
    }

    @Test
    void aTemplateThatFailsLaterAllTheSameIsReplacedByOursAndReported() {
        Map<String, String> texts = new TreeMap<>(Templates.ours().texts());
        texts.put(Templates.HTML, "{{headin}}");
        RenderedMail mail = render(new Templates(texts));

        assertThat(mail.html()).contains("A &lt;b&gt;title&lt;/b&gt;");
        assertThat(mail.problem().kind()).isEqualTo("mail-template");
        assertThat(mail.problem().message()).contains("headin");
    }

    @Test
    void aTemplateThatIsTooLongForAMailIsReplacedByOursAndReported() {
        Map<String, String> texts = new TreeMap<>(Templates.ours().texts());
        texts.put(Templates.HTML, "x".repeat(120_000));
        RenderedMail mail = render(new Templates(texts));

        assertThat(mail.message()).hasSizeLessThan(Rendering.MAX_BYTES);
        assertThat(mail.problem().message()).contains("without any item");
    }
}
