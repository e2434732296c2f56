package org.wirewatch.job.stream;

import java.time.Instant;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;

/**
 * An article whose page is to be fetched.
 *
 * @param articleId minted at first sight
 * @param link the address to fetch
 * @param host the host of {@code link}, or its registrable domain where settings say so: whose queue it waits in
 * @param entry its texts cut at {@link #MAX_TEXT_CHARS}, because it waits in state
 * @param firstSeen when the article was seen for the first time
 * @param timely whether the feed was already being watched then
 */
public record PageWork(
        String articleId, String link, String host, Feed feed, Entry entry, Instant firstSeen, boolean timely) {

    /** A feed's full texts are kept while they wait, and hostile ones do not fill the state. */
    public static final int MAX_TEXT_CHARS = 60_000;
}
