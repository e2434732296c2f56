package org.wirewatch.notify;

import java.io.Serializable;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a subscription is told. Times of day are of the subscription's zone.
 *
 * @param rhythm what makes a message due
 * @param every between two digests, counted from the beginning of each day; null but for {@link Rhythm#EVERY}
 * @param at the times of digests, in order; empty but for {@link Rhythm#AT}
 * @param quiet when nothing is sent; null if there is no such time
 * @param atMostPerHour messages in any 60 minutes to each recipient; null for digests, and where they are not limited
 * @param tellNothing whether a digest without an item is sent too
 */
public record Schedule(
        Rhythm rhythm,
        @Nullable Duration every,
        List<LocalTime> at,
        @Nullable QuietHours quiet,
        @Nullable Integer atMostPerHour,
        boolean tellNothing)
        implements Serializable {

    /** What makes a message due. */
    public enum Rhythm {
        /** Each article. */
        IMMEDIATELY,
        /** An interval. */
        EVERY,
        /** Times of day. */
        AT
    }

    public Schedule {
        at = at.stream().sorted().distinct().toList();
        if ((rhythm == Rhythm.EVERY) != (every != null) || (rhythm == Rhythm.AT) == at.isEmpty()) {
            throw new IllegalArgumentException("schedule " + rhythm + " with interval " + every + " and times " + at);
        }
    }

    public static Schedule immediately() {
        return new Schedule(Rhythm.IMMEDIATELY, null, List.of(), null, null, false);
    }
}
