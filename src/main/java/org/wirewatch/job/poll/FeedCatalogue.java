package org.wirewatch.job.poll;

import java.io.Serializable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirewatch.feed.PollPolicy;
import org.wirewatch.fetch.Urls;
import org.wirewatch.model.Feed;

/** The configured feeds, and which reader polls which. */
final class FeedCatalogue implements Serializable {

    private static final long serialVersionUID = 1;

    private final LinkedHashMap<String, Feed> feeds = new LinkedHashMap<>();
    private final PollPolicy policy;

    FeedCatalogue(List<Feed> feeds, PollPolicy policy) {
        feeds.forEach(feed -> this.feeds.put(feed.id(), feed));
        this.policy = policy;
    }

    Set<String> ids() {
        return feeds.keySet();
    }

    boolean has(String id) {
        return feeds.containsKey(id);
    }

    @Nullable
    Feed feed(String id) {
        return feeds.get(id);
    }

    Map<String, Feed> all() {
        return feeds;
    }

    FeedSplit freshSplit(String id) {
        return new FeedSplit(id, policy.start(feeds.get(id), now()));
    }

    /** Feeds of one host meet at one reader, so that a host is polled politely by one place. */
    int readerOf(String id, int parallelism) {
        String url = feeds.get(id).url();
        return Math.floorMod(Urls.host(url).orElse(url).hashCode(), parallelism);
    }

    private static Instant now() {
        return InstantSource.system().instant();
    }
}
