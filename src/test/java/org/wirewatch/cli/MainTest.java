package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "extrat a       | wirewatch: unknown command 'extrat'. Did you mean 'extract'?  | wirewatch",
                "frobnicate     | wirewatch: unknown command 'frobnicate'                       | wirewatch",
                "--hlp          | wirewatch: unknown option '--hlp'. Did you mean '--help'?     | wirewatch",
                "extract --ulrs=x a | wirewatch extract: unknown option '--ulrs=x'. Did you mean '--urls'? | wirewatch extract",
                "extract        | wirewatch extract: missing FILE                               | wirewatch extract",
            })
    void aWrongCommandLineIsSaidWithWhatWasMeant(String line, String message, String command) {
        CommandLineRun run = CommandLineRun.of(line.strip().split(" "));
        assertThat(run.err()).isEqualTo(message.strip() + "\nTry '" + command + " --help'.\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void withoutACommandTheUsageIsShownAndNothingIsDone() {
        CommandLineRun run = CommandLineRun.of();
        assertThat(run.err()).startsWith("Usage: wirewatch [-hV] COMMAND\n").contains("  extract  ");
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void helpThatWasAskedForGoesToStdout() {
        CommandLineRun run = CommandLineRun.of("extract", "--help");
        assertThat(run.out())
                .startsWith("Usage: wirewatch extract [-hV] [--explain] [--config=DIR] [--urls=FILE] FILE...\n");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
    }

    @Test
    void theVersionIsTold() {
        CommandLineRun run = CommandLineRun.of("--version");
        assertThat(run.out()).startsWith("wirewatch ");
        assertThat(run.exit()).isZero();
    }

    @Test
    void theVersionIsTheSameForEveryCommand() {
        assertThat(CommandLineRun.of("extract", "--version").out())
                .isEqualTo(CommandLineRun.of("--version").out())
                .matches("wirewatch [0-9]+\\.[0-9]+\\.[0-9]+.*\n");
    }

    @Test
    void aReaderThatHasHadEnoughIsNoFailure() throws IOException {
        CommandLineRun run = CommandLineRun.into(failing("Broken pipe"), "extract", page());
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
    }

    @Test
    void aFullDiskIsAFailure() throws IOException {
        CommandLineRun run = CommandLineRun.into(failing("No space left on device"), "extract", page());
        assertThat(run.err()).isEqualTo("wirewatch extract: No space left on device\n");
        assertThat(run.exit()).isEqualTo(1);
    }

    private String page() throws IOException {
        return Files.writeString(folder.resolve("a.html"), "<p>A short page.").toString();
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }
}
