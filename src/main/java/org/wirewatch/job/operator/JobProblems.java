package org.wirewatch.job.operator;

import java.time.Instant;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;

/** Problems that only the job can see, because they lie between two stages. */
final class JobProblems {

    private JobProblems() {}

    static Problem entryWithoutLink(Entry entry, Feed feed, Instant at) {
        String what = entry.title() == null ? "without a title" : '"' + entry.title() + '"';
        String link = entry.url() == null ? "it has none" : "it is " + entry.url();
        return new Problem(
                Stage.FEED,
                "entry-without-link",
                feed.url(),
                feed.id(),
                "the entry " + what + " has no link that could be fetched: " + link,
                "Tell the publisher, or use another feed of this outlet; the entry is not watched.",
                1,
                at);
    }
}
