package org.wirewatch.job.poll;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.wirewatch.model.Feed;

/**
 * Tells a reader how feeds are configured. For new feeds it comes before their splits; for a feed that the reader has it
 * takes the place of what it knew.
 */
record FeedsToPoll(ArrayList<Feed> feeds) implements SourceEvent {

    static FeedsToPoll of(List<Feed> feeds) {
        return new FeedsToPoll(new ArrayList<>(feeds));
    }
}
