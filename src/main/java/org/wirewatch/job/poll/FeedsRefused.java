package org.wirewatch.job.poll;

import java.time.Instant;
import org.apache.flink.api.connector.source.SourceEvent;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;

/** Asks a reader to report that the changed feed files cannot be used: the enumerator itself has no output. */
record FeedsRefused(String message, Instant at) implements SourceEvent {

    Problem problem() {
        return new Problem(
                Stage.FEED,
                "feeds-refused",
                null,
                null,
                "the changed feed files are not in effect, the last good list is: " + message,
                "Run `wirewatch check` and mend what it names; the files are read again by themselves.",
                1,
                at);
    }
}
