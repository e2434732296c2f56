package org.wirewatch.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code wirewatch}. */
@Command(
        name = "wirewatch",
        description = {"Watches the news wire: feeds in, alerts out.", ""},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage or wrong configuration."})
public final class Main {

    private Main() {}

    /** By name, in the order of the help. */
    private static Map<String, Function<Terminal, Object>> commands() {
        Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
        // As lambdas: a method reference would load the class, and with it the job's, for every other command too.
        commands.put("demo", terminal -> new DemoCommand(terminal));
        commands.put("run", terminal -> new RunCommand(terminal));
        commands.put("check", CheckCommand::new);
        commands.put("try", TryCommand::new);
        commands.put("parse", ParseCommand::new);
        commands.put("extract", ExtractCommand::new);
        commands.put("match", MatchCommand::new);
        commands.put("topics", TopicsCommand::new);
        commands.put("alerts", AlertsCommand::new);
        commands.put("feeds", terminal -> FeedsCommand.line(terminal));
        commands.put("notify", NotifyCommand::new);
        commands.put("setup", SetupCommand::new);
        commands.put("prune", PruneCommand::new);
        return commands;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(Terminal.ofProcess(new FileOutputStream(FileDescriptor.out), err), args));
    }

    static int run(Terminal terminal, String... args) {
        CommandLine line = commandLine(terminal, args.length > 0 && commands().containsKey(args[0]) ? args[0] : null);
        if (args.length == 0) {
            line.usage(line.getErr());
            return Exit.WRONG_USE;
        }
        return line.execute(args);
    }

    /** @param asked the only command to make; null for all */
    private static CommandLine commandLine(Terminal terminal, @Nullable String asked) {
        CommandLine line = new CommandLine(new Main());
        commands().forEach((name, command) -> {
            if (asked == null || asked.equals(name)) {
                line.addSubcommand(command.apply(terminal));
            }
        });
        tellVersion(line);
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true))
                .setUsageHelpWidth(100)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler((thrown, command, parsed) -> report(thrown, command, terminal));
        return line;
    }

    private static void tellVersion(CommandLine line) {
        line.getSubcommands().values().forEach(command -> {
            command.getCommandSpec().versionProvider(new Version());
            tellVersion(command);
        });
    }

    private static int report(Exception thrown, CommandLine command, Terminal terminal) {
        String name = command.getCommandSpec().qualifiedName();
        if (thrown instanceof FailedException failed) {
            terminal.say(name + ": " + failed.getMessage());
            return failed.exitCode();
        }
        if (thrown instanceof IOException && isBrokenPipe(thrown)) {
            return Exit.DONE;
        }
        if (thrown instanceof IOException) {
            terminal.say(name + ": " + thrown.getMessage());
            return Exit.FAILED;
        }
        terminal.say(name + ": this is a bug in Wirewatch; please report it with the lines that follow");
        thrown.printStackTrace(terminal.err());
        return Exit.FAILED;
    }

    /** Whoever reads our output has had enough of it, as {@code head} does: that is no failure. */
    private static boolean isBrokenPipe(Exception thrown) {
        String message = thrown.getMessage();
        return message != null && (message.contains("Broken pipe") || message.contains("EPIPE"));
    }
}
