package org.wirewatch.job.stream;

import java.time.Instant;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;

/**
 * An entry that is new in its feed, or known there with another text.
 *
 * @param url its normalised address, of which a new article's id is made
 * @param link the address to fetch, as the feed has it
 * @param seen when this feed showed it
 * @param timely whether the feed was already being watched; false in a first poll
 * @param corrected whether the feed had shown it before with another text
 */
public record SeenEntry(
        String url, String link, Feed feed, Entry entry, Instant seen, boolean timely, boolean corrected) {}
