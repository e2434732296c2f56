package org.wirewatch.cli;

import java.io.IOException;

/** A file that was named on the command line cannot be read (any further); the message says which and why. */
final class UnreadableException extends IOException {

    private static final long serialVersionUID = 1;

    UnreadableException(String message, IOException cause) {
        super(message, cause);
    }
}
