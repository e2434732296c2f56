package org.wirewatch.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wirewatch.config.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a line what is wrong with a command line, in another what was meant or where help is. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException thrown, String[] args) {
        CommandLine command = thrown.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + message(thrown, command));
        command.getErr().println("Try '" + name + " --help'.");
        command.getErr().flush();
        return Exit.WRONG_USE;
    }

    private static String message(ParameterException thrown, CommandLine command) {
        if (thrown instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String argument = unmatched.getUnmatched().get(0);
            boolean option = argument.startsWith("-");
            String kind = option
                    ? "unknown option"
                    : command.getSubcommands().isEmpty() ? "unexpected argument" : "unknown command";
            List<String> known = option
                    ? options(command)
                    : List.copyOf(command.getSubcommands().keySet());
            Optional<String> meant = Nearest.to(argument.replaceFirst("=.*", ""), known);
            return kind + " '" + argument + "'"
                    + meant.map(word -> ". Did you mean '" + word + "'?").orElse("");
        }
        if (thrown instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return "missing "
                    + String.join(
                            ", ",
                            missing.getMissing().stream()
                                    .map(UsageErrors::label)
                                    .toList());
        }
        return thrown.getMessage();
    }

    private static String label(CommandLine.Model.ArgSpec argument) {
        return argument instanceof CommandLine.Model.OptionSpec option
                ? option.longestName() + "=" + option.paramLabel()
                : argument.paramLabel();
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .toList();
    }
}
