package org.wirewatch.job.poll;

import org.apache.flink.api.connector.source.SourceSplit;
import org.wirewatch.feed.PollMemory;

/** One feed and what its next poll needs to know. */
record FeedSplit(String feedId, PollMemory memory) implements SourceSplit {

    @Override
    public String splitId() {
        return feedId;
    }
}
