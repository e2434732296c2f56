package org.wirewatch.job.poll;

import java.util.Objects;
import org.wirewatch.feed.PollMemory;
import org.wirewatch.model.Feed;

/** A feed as its reader has it. Belongs to the reader's task thread. */
final class PolledFeed {

    private Feed feed;
    private PollMemory memory;
    private boolean underWay;

    PolledFeed(Feed feed, PollMemory memory) {
        this.feed = Objects.requireNonNull(feed, "feed");
        this.memory = Objects.requireNonNull(memory, "memory");
    }

    Feed feed() {
        return feed;
    }

    void configure(Feed changed) {
        feed = Objects.requireNonNull(changed, "feed");
    }

    PollMemory memory() {
        return memory;
    }

    void remember(PollMemory newer) {
        memory = Objects.requireNonNull(newer, "memory");
    }

    boolean isUnderWay() {
        return underWay;
    }

    void setUnderWay(boolean started) {
        underWay = started;
    }

    FeedSplit split() {
        return new FeedSplit(feed.id(), memory);
    }
}
