package org.wirewatch.feed;

import java.util.List;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Problem;

/**
 * Which entries of a poll are news.
 *
 * @param fresh entries never seen before, in the feed's order
 * @param revised known entries that came with another title or guid, or with a date of change after the last decision:
 *     their text may have changed. Empty when many do at once, for then it is the feed that changed
 * @param known what to remember for the next poll
 * @param firstPoll whether the feed was never decided before
 * @param tooOld entries never seen before that are held back: too old on a first poll, or part of a suddenly served
 *     archive
 * @param problems what an operator should know
 */
public record Decision(
        List<Entry> fresh,
        List<Entry> revised,
        KnownEntries known,
        boolean firstPoll,
        int tooOld,
        List<Problem> problems) {

    public Decision {
        fresh = List.copyOf(fresh);
        revised = List.copyOf(revised);
        problems = List.copyOf(problems);
    }
}
