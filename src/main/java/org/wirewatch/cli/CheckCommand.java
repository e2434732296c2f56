package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.wirewatch.config.ConfigError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wirewatch check}: all mistakes of a configuration at once. */
@Command(
        name = "check",
        description = {
            "Checks the settings, the feeds, the sites' rules, the topics and the examples that topics bring along.",
            "",
            "Every mistake is shown with file:line:column and what to write instead; the exit code is 2 then.",
            ""
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--json", description = "Print mistakes as lines of JSON: file, line, column, message, advice.")
    private boolean json;

    @Mixin
    private ConfigOption config = new ConfigOption();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        Path folder = config.folder();
        ConfigCheck.Report report = ConfigCheck.of(folder);
        for (ConfigError mistake : report.mistakes()) {
            print(mistake);
        }
        int count = report.mistakes().size();
        String result = count == 0
                ? "no mistake in " + folder + ": " + report.feeds() + " feeds, " + report.topics() + " topics, "
                        + report.examples() + " examples, " + report.subscriptions() + " subscriptions"
                : count + (count == 1 ? " mistake" : " mistakes") + " in " + folder;
        terminal.say("wirewatch check: " + result);
        return count == 0 ? Exit.DONE : Exit.WRONG_USE;
    }

    private void print(ConfigError mistake) throws IOException {
        if (json) {
            new JsonOutput(terminal.out())
                    .line(object -> object.field("file", mistake.place().file())
                            .number("line", mistake.place().line())
                            .number("column", mistake.place().column())
                            .field("message", mistake.message())
                            .field("advice", mistake.advice()));
        } else {
            // Mistakes in queries bring the query along, in lines of their own; the line of the file shows more.
            String text = Printable.line(mistake.toString().lines().findFirst().orElse("")) + "\n"
                    + Caret.below(mistake.place(), terminal.columns()).orElse("");
            terminal.out().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
