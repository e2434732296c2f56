package org.wirewatch.job.state;

import org.jspecify.annotations.Nullable;
import org.wirewatch.feed.PublishingGaps;

/**
 * What is remembered of a feed beside its known entries; one a feed, 0 where a thing has never happened.
 *
 * @param lastSuccessMillis when it last answered
 * @param lastNewMillis when it last had a new entry
 * @param newEntries how many it has had
 * @param entries how many its last changed body held
 * @param repairs of that body, joined by blanks
 * @param bodyBytes of that body
 * @param bytes of all bodies
 * @param lagSeconds of the newest timely entries with an exact date, null while there was none
 * @param gaps the feed's habit of publishing, null before its first body
 * @param silent whether its silence has been reported
 * @param movedTo the new address that has been reported, null if none
 */
public record FeedRecord(
        long lastSuccessMillis,
        long lastNewMillis,
        long newEntries,
        int entries,
        String repairs,
        int bodyBytes,
        long bytes,
        int @Nullable [] lagSeconds,
        @Nullable PublishingGaps gaps,
        boolean silent,
        @Nullable String movedTo) {

    public static final FeedRecord NONE = new FeedRecord(0, 0, 0, 0, "", 0, 0, null, null, false, null);
}
