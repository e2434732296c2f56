package org.wirewatch.job.outbox;

import java.io.Serializable;
import java.time.Duration;

/** Where letters go and where it is written down; travels to the task managers and is opened there. */
public interface Outside extends Serializable {

    /** Opens connections; asks nothing yet, so that a server that is away hinders no start. */
    Delivery open();

    /** How long a letter is tried again. */
    Duration retryFor();
}
