package org.wirewatch.cli;

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

    int exitCode() {
        return exitCode;
    }
}
