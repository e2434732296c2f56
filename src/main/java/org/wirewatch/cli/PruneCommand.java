package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.Retention;
import org.wirewatch.index.Retention.MonthIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wirewatch prune}: indices past retention go. */
@Command(
        name = "prune",
        description = {
            "Drops indices past retention.",
            "",
            "They are the monthly ones whose month ended longer ago than elasticsearch.retention. Each is dropped by its"
                    + " name, which is printed.",
            ""
        },
        mixinStandardHelpOptions = true)
final class PruneCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--dry-run", description = "Drop nothing; print what would go.")
    private boolean dryRun;

    @Mixin
    private ServerOption server = new ServerOption();

    PruneCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        try (Elasticsearch elasticsearch = server.open(terminal)) {
            Retention retention = new Retention(elasticsearch);
            for (MonthIndex index :
                    ServerOption.given(retention.expired(terminal.clock().instant()))) {
                if (!dryRun) {
                    ServerOption.given(retention.drop(index));
                }
                terminal.out().write((index.name() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return Exit.DONE;
    }
}
