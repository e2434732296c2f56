package org.wirewatch.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a subscription was sent lately.
 *
 * @param sent when messages were made or, if they had to wait, taken by the server; in order
 * @param waiting messages that the server has not taken yet
 */
public record Recent(List<Instant> sent, int waiting) {

    static final Duration HOUR = Duration.ofHours(1);

    public static final Recent NOTHING = new Recent(List.of(), 0);

    public Recent {
        sent = List.copyOf(sent);
    }

    /** Those of the last 60 minutes. */
    List<Instant> lastHour(Instant now) {
        return sent.stream()
                .filter(moment -> moment.plus(HOUR).isAfter(now))
                .sorted()
                .toList();
    }
}
