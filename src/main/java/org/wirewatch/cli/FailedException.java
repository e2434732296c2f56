package org.wirewatch.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.wirewatch.config.ConfigError;

/** Ends a command with a message for the person at the terminal. */
final class FailedException extends Exception {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    private FailedException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What was asked for did not work; a sentence says why and what to do. */
    static FailedException failed(String message) {
        return new FailedException(Exit.FAILED, message);
    }

    /** What was asked for cannot be done like that. */
    static FailedException wrongUse(String message) {
        return new FailedException(Exit.WRONG_USE, message);
    }

    /** The configuration is wrong: every mistake, one a line. */
    static FailedException wrongConfig(List<ConfigError> all) {
        return wrongUse((all.size() == 1 ? "a mistake" : all.size() + " mistakes") + " in the configuration\n"
                + all.stream().map(ConfigError::toString).collect(Collectors.joining("\n")));
    }

    int exitCode() {
        return exitCode;
    }
}
