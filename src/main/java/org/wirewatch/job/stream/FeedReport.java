package org.wirewatch.job.stream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Problem;

/**
 * What the feed source tells: exactly one of the two is there.
 *
 * @param poll one poll of a feed
 * @param problem one that concerns the list of feeds
 */
public record FeedReport(@Nullable Poll poll, @Nullable Problem problem) {

    public FeedReport {
        if ((poll == null) == (problem == null)) {
            throw new IllegalArgumentException("a report of " + poll + " and " + problem + ": want exactly one");
        }
    }

    public static FeedReport of(Poll poll) {
        return new FeedReport(poll, null);
    }

    public static FeedReport of(Problem problem) {
        return new FeedReport(null, problem);
    }

    /** By which reports are kept in order: the feed's id, or the problem's. */
    public String key() {
        return poll == null ? Objects.requireNonNull(problem).id() : poll.feed().id();
    }
}
