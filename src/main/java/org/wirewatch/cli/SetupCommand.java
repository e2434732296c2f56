package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.Setup;
import org.wirewatch.index.SetupReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wirewatch setup}: what a server must know before documents come. */
@Command(
        name = "setup",
        description = {
            "Prepares Elasticsearch.",
            "",
            "Puts index templates into Elasticsearch, a lifecycle policy where the server has those, and the fields that a"
                    + " new version adds into the indices that exist. Doing it again changes nothing.",
            ""
        },
        mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--check", description = "Change nothing; say what is missing, with exit code 1.")
    private boolean check;

    @Mixin
    private ServerOption server = new ServerOption();

    SetupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        SetupReport report;
        try (Elasticsearch elasticsearch = server.open(terminal)) {
            report = ServerOption.given(check ? Setup.check(elasticsearch) : Setup.install(elasticsearch));
        }
        for (String line : report.done()) {
            terminal.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        report.gaps().forEach(gap -> terminal.say("wirewatch setup: " + gap));
        return report.gaps().isEmpty() ? Exit.DONE : Exit.FAILED;
    }
}
