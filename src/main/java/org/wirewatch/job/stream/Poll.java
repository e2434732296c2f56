package org.wirewatch.job.stream;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Problem;

/**
 * One poll of a feed, unchanged ones included.
 *
 * @param feed with the title that the feed gives itself where none is configured
 * @param at when the answer was complete
 * @param answer what came of it
 * @param entries of a changed body, in its order
 * @param repairs what had to be mended to read that body
 * @param problem why the poll failed, or why a changed body is not whole; null when all went well
 * @param bytes of the body, 0 where there was none
 * @param plan how it goes on
 */
public record Poll(
        Feed feed,
        Instant at,
        Answer answer,
        List<Entry> entries,
        List<String> repairs,
        @Nullable Problem problem,
        int bytes,
        PollPlan plan) {

    /** What came of a poll. */
    public enum Answer {
        CHANGED,
        UNCHANGED,
        FAILED
    }

    public Poll {
        entries = List.copyOf(entries);
        repairs = List.copyOf(repairs);
    }
}
