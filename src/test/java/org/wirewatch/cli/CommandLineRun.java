package org.wirewatch.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * What a run of the command line left behind.
 *
 * @param exit its exit code
 * @param out all of stdout
 * @param err all of stderr
 */
record CommandLineRun(int exit, String out, String err) {

    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    /** Runs a command in this process, as from a terminal of 100 columns without colours. */
    static CommandLineRun of(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandLineRun run = into(out, args);
        return new CommandLineRun(run.exit(), out.toString(StandardCharsets.UTF_8), run.err());
    }

    /** The same with an own stdout. */
    static CommandLineRun into(OutputStream out, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                out, new PrintStream(err, true, StandardCharsets.UTF_8), 100, false, InstantSource.fixed(NOW));
        int exit = Main.run(terminal, args);
        return new CommandLineRun(exit, "", err.toString(StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
