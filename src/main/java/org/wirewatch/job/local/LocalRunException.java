package org.wirewatch.job.local;

import org.jspecify.annotations.Nullable;

/** The local job cannot start or ended; the message says why and what to do. */
public final class LocalRunException extends Exception {

    private static final long serialVersionUID = 1;

    LocalRunException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
