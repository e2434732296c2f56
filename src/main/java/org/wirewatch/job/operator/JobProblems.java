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

    static Problem rulesRefused(String message, Instant at) {
        return new Problem(
                Stage.TOPIC,
                "rules-refused",
                null,
                null,
                "the changed topic files are not in effect, the last good ones are: " + message,
                "Run `wirewatch check`, mend what it names; the files are read again by themselves.",
                1,
                at);
    }

    static Problem rulesUnreadable(String message, Instant at) {
        return new Problem(
                Stage.TOPIC,
                "rules-unreadable",
                null,
                null,
                "a task manager cannot read the topic files, so changes of them are not seen: " + message,
                "Mount the configuration folder on the task managers too, or restart the job after each change.",
                1,
                at);
    }
}
