package org.wirewatch.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or a TERM signal while a command runs: its thread is interrupted, and the process waits until the command has
 * said that it has cleaned up, which a job that stops with a savepoint needs.
 */
final class StopSignal {

    /** What the longest stop takes, a savepoint and Elasticsearch's own end; a process that hangs must end too. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final CountDownLatch cleanedUp = new CountDownLatch(1);

    private StopSignal() {}

    static StopSignal interrupting(Thread command) {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> signal.stop(command), "stop"));
        return signal;
    }

    private void stop(Thread command) {
        if (cleanedUp.getCount() == 0) {
            return;
        }
        command.interrupt();
        try {
            cleanedUp.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process may end. To be called in any case, as an end that nobody asked for waits for it too. */
    void cleanedUp() {
        cleanedUp.countDown();
    }
}
