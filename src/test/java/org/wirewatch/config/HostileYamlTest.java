package org.wirewatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files that somebody, or a disk, has damaged: any text gives values and errors, and never an exception. */
class HostileYamlTest {

    private static final long SEED = 20_261_125;

    private static final String FILE = """
            # settings
            name: "a \\"quoted\\" na\\u006de"
            title: 'it''s one'
            http: {deadline: 30s, max-body: 8MB, hosts: [a, "b", 'c']}
            rules:
              - id: first
                query: >
                  sentence(@one
                    @two)

                  and not "x"
              - id: second
                query: |2-
                    near(3, a b)
                  c
            password: ${file:/run/secrets/x}
            anchors: [&a {b: c}, *a, !tag d]
            """;

    private static final List<String> PIECES = List.of(
            "\n",
            "  ",
            "\t",
            ":",
            "- ",
            "'",
            "\"",
            "{",
            "}",
            "[",
            "]",
            "|",
            ">",
            "&a ",
            "*a",
            "!",
            "%",
            "@",
            "#",
            "---\n",
            "...\n",
            "\\",
            "\u0000",
            "\uFEFF",
            "\u2028",
            "\uD83D",
            "\uD83D\uDE00",
            "? ",
            "<<: ",
            "é",
            "\r");

    @Test
    void anyDamageGivesErrorsAndNeverAnException() {
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(FILE);
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(5)));
                    case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                    default -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
                }
            }
            String damaged = text.toString();
            assertThatCode(() -> read(damaged))
                    .as("seed %s, text %s: %s", SEED, i, damaged)
                    .doesNotThrowAnyException();
        }
    }

    private static void read(String text) {
        ConfigErrors errors = new ConfigErrors();
        Section root = Yaml.read("f.yaml", text, errors);
        root.text("name");
        root.text("title", "");
        Section http = root.section("http");
        http.duration("deadline", Duration.ofSeconds(1), Duration.ZERO, Duration.ofMinutes(1));
        http.bytes("max-body", 1, 1, 1 << 30);
        http.locatedTexts("hosts").forEach(HostileYamlTest::locateAll);
        for (Section rule : root.sections("rules")) {
            rule.text("id");
            rule.located("query").ifPresent(HostileYamlTest::locateAll);
        }
        root.secret("password");
        root.sections("anchors").forEach(Section::keys);
        root.done();
        int lines = (int) text.chars().filter(c -> c == '\n' || c == '\r').count() + 1;
        assertThat(errors.list()).allSatisfy(error -> {
            assertThat(error.place().line()).isBetween(1, lines + 1);
            assertThat(error.message()).isNotBlank();
            assertThat(error.advice()).isNotBlank();
        });
    }

    private static void locateAll(Located text) {
        for (int offset = 0; offset <= text.text().length(); offset++) {
            text.at(offset);
        }
    }
}
