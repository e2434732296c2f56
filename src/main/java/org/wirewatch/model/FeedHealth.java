package org.wirewatch.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one feed is doing, written whole after every poll.
 *
 * @param feed the feed; its title is the feed's own where none is configured
 * @param state what an operator should think of it
 * @param lastPoll when it was last asked
 * @param lastSuccess when it last answered with a feed or with 304, null if never
 * @param lastNew when it last had a new entry, null if never
 * @param nextPoll when it will be asked again
 * @param intervalMillis the current poll interval
 * @param failures polls that failed in a row
 * @param entries entries in the last body that was read
 * @param newEntries new entries since Wirewatch knows the feed
 * @param repairs what had to be mended to read it, such as {@code undeclared-entity}
 * @param lastProblem kind of the last failure, null once a poll succeeds again
 * @param lastMessage message of the last failure, null likewise
 */
public record FeedHealth(
        Feed feed,
        State state,
        Instant lastPoll,
        @Nullable Instant lastSuccess,
        @Nullable Instant lastNew,
        Instant nextPoll,
        long intervalMillis,
        int failures,
        int entries,
        long newEntries,
        List<String> repairs,
        @Nullable String lastProblem,
        @Nullable String lastMessage) {

    /** A feed's condition, in the order of how much it asks for attention. */
    public enum State {
        /** Answers and has news. */
        LIVE,
        /** Answers, but has had nothing new for far longer than it used to. */
        SILENT,
        /** The last polls failed. */
        FAILING
    }

    public FeedHealth {
        repairs = List.copyOf(repairs);
    }
}
