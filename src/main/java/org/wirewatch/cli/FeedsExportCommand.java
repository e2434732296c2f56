package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.wirewatch.feed.Opml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wirewatch feeds export}: for other readers. */
@Command(
        name = "export",
        description = {"Prints the configured feeds as OPML, in folders by their first tag.", ""},
        mixinStandardHelpOptions = true)
final class FeedsExportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private ConfigOption config = new ConfigOption();

    FeedsExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        String opml = Opml.write("Wirewatch", FeedsAddCommand.configured(config.folder()));
        terminal.out().write(opml.getBytes(StandardCharsets.UTF_8));
        return Exit.DONE;
    }
}
