package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in a pipe: in a JVM of its own, as only a process has a standard input. */
class PipeTest {

    @TempDir
    Path folder;

    @Test
    void whatAnotherCommandPipesInIsMatched() throws IOException, InterruptedException {
        ConfigFolder config = ConfigFolder.in(folder);
        Process match = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.wirewatch.cli.Main",
                        "match",
                        "--config",
                        config.toString(),
                        "-")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream in = match.getOutputStream()) {
            in.write("{\"id\":\"a\",\"body\":\"The bridge was opened.\",\"language\":\"en\"}\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(match.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(match.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(out).startsWith("{\"id\":\"a\",\"topics\":[{\"id\":\"bridges\",");
    }
}
