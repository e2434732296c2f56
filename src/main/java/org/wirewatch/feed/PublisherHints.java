package org.wirewatch.feed;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * When a publisher wants its feed to be asked, as the feed itself says.
 *
 * @param ttlMillis the pause between polls from {@code ttl} or {@code sy:updatePeriod}; 0 for a feed that states none
 * @param skipHours bit h is set when the feed is not to be asked in hour h, 0..23 UTC ({@code skipHours})
 * @param skipDays bit d-1 is set when it is not to be asked on ISO day d, 1 = Monday ({@code skipDays})
 */
public record PublisherHints(long ttlMillis, int skipHours, int skipDays) {

    /** A feed that does not care. */
    public static final PublisherHints NONE = new PublisherHints(0, 0, 0);

    private static final int ALL_HOURS = (1 << 24) - 1;
    private static final int ALL_DAYS = (1 << 7) - 1;

    public PublisherHints {
        if (ttlMillis < 0) {
            throw new IllegalArgumentException("ttl " + ttlMillis + " ms: want at least 0");
        }
        // A feed that forbids every hour or every day means nothing by it.
        skipHours = (skipHours & ALL_HOURS) == ALL_HOURS ? 0 : skipHours & ALL_HOURS;
        skipDays = (skipDays & ALL_DAYS) == ALL_DAYS ? 0 : skipDays & ALL_DAYS;
    }

    boolean skips(Instant moment) {
        ZonedDateTime utc = moment.atZone(ZoneOffset.UTC);
        return (skipHours >> utc.getHour() & 1) == 1 || (skipDays >> bit(utc.getDayOfWeek()) & 1) == 1;
    }

    static int bit(DayOfWeek day) {
        return day.getValue() - 1;
    }
}
