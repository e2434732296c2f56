package org.wirewatch.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;

/** What can be wrong with a feed as a whole, in the words of the person who looks after the list of feeds. */
public final class FeedProblems {

    private FeedProblems() {}

    /**
     * A poll that failed, or whose body is not whole. The kind says what went wrong, as for a page; the stage says that a whole feed is missing, which
     * is worth more attention than a page.
     */
    public static Problem ofPoll(Feed feed, Problem fetching) {
        return new Problem(
                Stage.FEED,
                fetching.kind(),
                fetching.url(),
                feed.id(),
                fetching.message(),
                fetching.advice(),
                1,
                fetching.at());
    }

    /** 410: the publisher says that the feed has ended. */
    public static Problem gone(Feed feed, Problem fetching) {
        return new Problem(
                Stage.FEED,
                "feed-gone",
                fetching.url(),
                feed.id(),
                fetching.message() + ": the publisher has ended this feed, and it is not polled any more but for a look"
                        + " after " + text(PollPolicy.GONE_FIRST) + " and then every " + text(PollPolicy.GONE_THEN),
                "Remove it from feeds.yaml, or find the outlet's other feeds with `wirewatch feeds add` and its home"
                        + " page. A change of its lines in feeds.yaml has it polled at once.",
                1,
                fetching.at());
    }

    /** The feed lives elsewhere, and is asked there from now on. */
    public static Problem moved(Feed feed, String to, Instant at) {
        return new Problem(
                Stage.FEED,
                "feed-moved",
                feed.url(),
                feed.id(),
                "the feed has moved for good: " + Move.REMEMBERED_AFTER + " polls in a row were redirected to " + to
                        + ", which is asked directly from now on",
                "Write the new address into feeds.yaml and give it the id " + feed.id()
                        + ", so that known entries stay known.",
                1,
                at);
    }

    /** Nothing new for longer than the feed's habit explains. */
    public static Problem silent(Feed feed, PublishingGaps gaps, Instant at) {
        Instant last = Instant.ofEpochMilli(gaps.lastMillis());
        return new Problem(
                Stage.FEED,
                "feed-silent",
                feed.url(),
                feed.id(),
                "nothing new for " + text(Duration.between(last, at)) + ", since " + last
                        + "; the longest pause before was " + text(Duration.ofMillis(gaps.longestMillis())),
                "Open the outlet's page: if it publishes, the feed is broken or has moved; look for its new address or"
                        + " tell the publisher. If the outlet rests, nothing is to be done.",
                1,
                at);
    }

    private static String text(Duration duration) {
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min";
        }
        return duration.toHours() < 48
                ? String.format(Locale.ROOT, "%.1f h", duration.toMinutes() / 60.0)
                : duration.toDays() + " days";
    }
}
