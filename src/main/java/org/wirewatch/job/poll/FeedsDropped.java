package org.wirewatch.job.poll;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/** Tells a reader to forget feeds, with their splits. */
record FeedsDropped(ArrayList<String> feedIds) implements SourceEvent {

    static FeedsDropped of(List<String> feedIds) {
        return new FeedsDropped(new ArrayList<>(feedIds));
    }
}
