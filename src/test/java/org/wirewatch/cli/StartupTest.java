package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command loads decides how fast it starts: counted in a JVM of its own. */
class StartupTest {

    @TempDir
    Path folder;

    private List<String> classesLoadedBy(String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("classes");
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xlog:class+load:file=" + log + "::filecount=0",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "org.wirewatch.cli.Main"),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> output()).isZero();
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.collect(Collectors.toList());
        }
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean isHeavy(String line) {
        return Stream.of("org.apache.flink.", "co.elastic.", "org.wirewatch.index.", "org.wirewatch.job.")
                .anyMatch(line::contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"extract", "match", "parse"})
    void readingFilesLoadsNeitherFlinkNorElasticsearch(String command) throws Exception {
        Path page = Files.writeString(
                folder.resolve("page.html"), "<p>The old bridge over the river Sarne was opened on Friday.");
        Path feed = Files.writeString(
                folder.resolve("feed.json"),
                "{\"version\":\"https://jsonfeed.org/version/1\"," + "\"title\":\"A\",\"items\":[]}");
        Path articles = Files.writeString(
                folder.resolve("articles.jsonl"), "{\"id\":\"a\",\"title\":\"NATO enlargement\",\"lang\":\"en\"}");
        Path file = command.equals("extract") ? page : command.equals("parse") ? feed : articles;

        List<String> loaded = classesLoadedBy(command, file.toString());
        assertThat(loaded).hasSizeGreaterThan(500);
        assertThat(loaded.stream().filter(StartupTest::isHeavy)).isEmpty();
    }
}
