package org.wirewatch.job.state;

/**
 * What is remembered of a feed beside its known entries; one a feed, 0 where a thing has never happened.
 *
 * @param lastSuccessMillis when it last answered
 * @param lastNewMillis when it last had a new entry
 * @param newEntries how many it has had
 * @param entries how many its last changed body held
 * @param repairs of that body, joined by blanks
 */
public record FeedRecord(long lastSuccessMillis, long lastNewMillis, long newEntries, int entries, String repairs) {

    public static final FeedRecord NONE = new FeedRecord(0, 0, 0, 0, "");
}
