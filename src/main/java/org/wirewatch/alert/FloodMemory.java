package org.wirewatch.alert;

/**
 * What is remembered of a topic's alerts.
 *
 * @param hour hours since 1970 (UTC) that the counts are of
 * @param fired alerts in that hour, raised or not
 * @param raised those that were raised
 */
public record FloodMemory(long hour, int fired, int raised) {

    /** Nothing yet in an hour. */
    static FloodMemory of(long hour) {
        return new FloodMemory(hour, 0, 0);
    }
}
