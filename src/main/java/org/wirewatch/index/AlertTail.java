package org.wirewatch.index;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows alerts as they come: each is given once, a later version of it not again.
 *
 * <p>Alerts do not appear in the order of {@code event.ingested}: a bulk may be under way while a later one is done. So
 * each look goes back {@link #OVERLAP} before the newest that is known, and what was given is remembered, the last
 * {@value #REMEMBERED} of them. For one thread.
 */
public final class AlertTail {

    /** Longer than a bulk is under way and a refresh takes, with the settings' defaults. */
    static final Duration OVERLAP = Duration.ofMinutes(2);

    private static final int REMEMBERED = 100_000;

    private final Reading reading;
    private final Instant start;
    private final Map<String, Instant> given = new LinkedHashMap<>();
    private Instant newest;

    /** @param start alerts that were sent before are not given */
    public AlertTail(Elasticsearch elasticsearch, Instant start) {
        this.reading = new Reading(elasticsearch);
        this.start = start;
        this.newest = start;
    }

    /** What has come since the last look, in the order it was sent. Waits for the server. */
    public Answer<List<IndexedAlert>> next() {
        Instant overlap = newest.minus(OVERLAP);
        return reading.alertsSentSince(overlap.isAfter(start) ? overlap : start)
                .map(alerts -> alerts.stream().filter(this::isFresh).toList());
    }

    private boolean isFresh(IndexedAlert alert) {
        Instant sent = alert.ingested() == null ? alert.seen() : alert.ingested();
        if (sent.isAfter(newest)) {
            newest = sent;
        }
        boolean fresh = given.put(alert.id(), sent) == null;
        if (given.size() > REMEMBERED) {
            given.remove(given.keySet().iterator().next());
        }
        return fresh;
    }
}
