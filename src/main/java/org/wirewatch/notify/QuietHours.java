package org.wirewatch.notify;

import java.io.Serializable;
import java.time.LocalTime;

/**
 * A part of each day in which nothing is sent.
 *
 * @param from when it begins
 * @param to when it ends, not part of it; on the next day if it is earlier than {@code from}
 */
public record QuietHours(LocalTime from, LocalTime to) implements Serializable {

    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("quiet hours from " + from + " to " + to + " never begin or never end");
        }
    }
}
