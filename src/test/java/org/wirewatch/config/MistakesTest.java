package org.wirewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake a file: the file says in its {@code #!} lines what must be said about it, word for word. */
class MistakesTest {

    private static final Path FOLDER = Path.of("src/test/resources/org/wirewatch/config/mistakes");

    enum Tls {
        NONE,
        START_TLS
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aMistakeIsReportedWordForWord(Path file) throws IOException {
        String text = Files.readString(file);
        String name = file.getFileName().toString();
        List<String> expected = text.lines()
                .filter(line -> line.startsWith("#! "))
                .map(line -> name + ":" + line.substring(3))
                .toList();
        ConfigErrors errors = new ConfigErrors();

        read(Yaml.read(name, text, errors));

        assertThat(errors.list()).extracting(ConfigError::toString).containsExactlyElementsOf(expected);
    }

    /** A little of everything that a schema can have. */
    private static void read(Section root) {
        root.text("name");
        root.optionalText("title");
        root.integer("retries", 3, 0, 10);
        root.number("share", 0.5, 0, 1);
        root.flag("bold", false);
        root.duration("deadline", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(5));
        root.bytes("max-body", 8 << 20, 1 << 10, 64 << 20);
        root.choice("tls", Tls.class, Tls.NONE);
        root.texts("tags");
        root.secret("password");
        root.section("http").integer("port", 80, 1, 65_535);
        root.sections("feeds").forEach(feed -> feed.text("url"));
        root.done();
    }
}
