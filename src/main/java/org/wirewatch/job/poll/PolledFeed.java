package org.wirewatch.job.poll;

import org.wirewatch.feed.PollMemory;
import org.wirewatch.fetch.Urls;
import org.wirewatch.model.Feed;

/** A feed as its reader has it. Belongs to the reader's task thread. */
final class PolledFeed {

    private Feed feed;
    private PollMemory memory;
    private String host;
    private boolean underWay;

    PolledFeed(Feed feed, PollMemory memory) {
        this.feed = feed;
        this.memory = memory;
        this.host = hostOf(memory.address(feed));
    }

    private static String hostOf(String address) {
        return Urls.host(address).orElse(address);
    }

    /** The host that is asked. */
    String host() {
        return host;
    }

    Feed feed() {
        return feed;
    }

    void configure(Feed changed) {
        feed = changed;
    }

    PollMemory memory() {
        return memory;
    }

    void remember(PollMemory newer) {
        if (!newer.move().equals(memory.move())) {
            host = hostOf(newer.address(feed));
        }
        memory = newer;
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
