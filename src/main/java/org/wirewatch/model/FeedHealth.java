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
 * @param intervalMillis the present poll interval
 * @param usualIntervalMillis its mean over a week of the feed's rhythm
 * @param entriesPerDay how often the feed publishes, as learnt; it forgets within some weeks
 * @param failures polls that failed in a row
 * @param entries entries in the last body that was read
 * @param newEntries new entries since Wirewatch knows the feed
 * @param lagMillis the median of the newest few exact times from publication to being seen here, null if there is none
 * @param bodyBytes of the last body that was read
 * @param bytes of all bodies since Wirewatch knows the feed, decompressed
 * @param movedTo where the feed is asked because permanent redirects lead there, null if nowhere else
 * @param validatorsTrusted false once its server said "not modified" of a feed that was: it is always asked in full now
 * @param repairs what had to be mended to read it, such as {@code undeclared-entity}
 * @param lastProblem kind of what was wrong with the last poll, null once a poll succeeds again
 * @param lastMessage its message, null likewise
 */
public record FeedHealth(
        Feed feed,
        State state,
        Instant lastPoll,
        @Nullable Instant lastSuccess,
        @Nullable Instant lastNew,
        Instant nextPoll,
        long intervalMillis,
        long usualIntervalMillis,
        double entriesPerDay,
        int failures,
        int entries,
        long newEntries,
        @Nullable Long lagMillis,
        int bodyBytes,
        long bytes,
        @Nullable String movedTo,
        boolean validatorsTrusted,
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
        FAILING,
        /** The publisher has ended it (410). */
        GONE
    }

    public FeedHealth {
        repairs = List.copyOf(repairs);
    }
}
