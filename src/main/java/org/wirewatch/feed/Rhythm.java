package org.wirewatch.feed;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * How often a feed publishes, by hour of the day and day of the week (UTC): a mean rate and two profiles of small
 * counters, 44 bytes in all. A profile of 168 hours would cost four times as much and learn seven times more slowly; the
 * product of the two says nearly the same about an outlet.
 *
 * @param perDay new entries a day, an average that forgets with {@link #MEMORY}
 * @param hours1 counters of the hours 0..7, a byte each
 * @param hours2 of the hours 8..15
 * @param hours3 of the hours 16..23
 * @param days counters of the days, Monday first
 */
public record Rhythm(float perDay, long hours1, long hours2, long hours3, long days) {

    /** A feed of which nothing is known yet: taken for an ordinary outlet until it has shown itself. */
    public static final Rhythm UNKNOWN = new Rhythm(12, 0, 0, 0, 0);

    private static final Duration MEMORY = Duration.ofDays(7);
    private static final int LARGEST = 255;
    /** As if each hour and each day had been seen with so many entries: a few entries do not make a profile. */
    private static final double PRIOR = 4;

    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

    public Rhythm {
        if (!(perDay >= 0)) {
            throw new IllegalArgumentException("rhythm of " + perDay + " entries a day: want at least 0");
        }
    }

    /** The rhythm after {@code entries} new ones appeared in a time of {@code elapsed}. */
    Rhythm observed(int entries, Duration elapsed) {
        double dayShare = Math.max(1, elapsed.toMillis()) / DAY_MILLIS;
        double weight = -Math.expm1(-Math.max(1, elapsed.toMillis()) / (double) MEMORY.toMillis());
        return new Rhythm(
                (float) Math.max(0, perDay + weight * (entries / dayShare - perDay)), hours1, hours2, hours3, days);
    }

    /** The same with one more entry published at that moment. */
    Rhythm publishedAt(Instant moment) {
        ZonedDateTime utc = moment.atZone(ZoneOffset.UTC);
        int hour = utc.getHour();
        long[] hours = {hours1, hours2, hours3};
        if (counter(hours[hour / 8], hour % 8) == LARGEST) {
            for (int i = 0; i < hours.length; i++) {
                hours[i] = halved(hours[i]);
            }
        }
        hours[hour / 8] += 1L << 8 * (hour % 8);
        int day = utc.getDayOfWeek().getValue() - 1;
        long counted = (counter(days, day) == LARGEST ? halved(days) : days) + (1L << 8 * day);
        return new Rhythm(perDay, hours[0], hours[1], hours[2], counted);
    }

    Rhythm withPerDay(double entries) {
        return new Rhythm((float) entries, hours1, hours2, hours3, days);
    }

    /** Entries a day at the pace of that hour of the week. */
    double rateAt(Instant moment) {
        ZonedDateTime utc = moment.atZone(ZoneOffset.UTC);
        return perDay * hourWeight(utc.getHour()) * dayWeight(utc.getDayOfWeek());
    }

    /** The mean over a week of the square root of the entries an hour. */
    double meanRootRate() {
        double hours = 0;
        for (int hour = 0; hour < 24; hour++) {
            hours += Math.sqrt(hourWeight(hour));
        }
        double week = 0;
        for (DayOfWeek day : DayOfWeek.values()) {
            week += Math.sqrt(dayWeight(day));
        }
        return Math.sqrt(perDay / 24) * hours / 24 * week / 7;
    }

    private double hourWeight(int hour) {
        long word = hour < 8 ? hours1 : hour < 16 ? hours2 : hours3;
        return 24 * (counter(word, hour % 8) + PRIOR) / (sum(hours1) + sum(hours2) + sum(hours3) + 24 * PRIOR);
    }

    private double dayWeight(DayOfWeek day) {
        return 7 * (counter(days, day.getValue() - 1) + PRIOR) / (sum(days) + 7 * PRIOR);
    }

    private static int counter(long word, int index) {
        return (int) (word >>> 8 * index & 0xff);
    }

    private static int sum(long word) {
        int sum = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            sum += counter(word, i);
        }
        return sum;
    }

    private static long halved(long word) {
        return word >>> 1 & 0x7f7f7f7f7f7f7f7fL;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeFloat(perDay);
        out.writeLong(hours1);
        out.writeLong(hours2);
        out.writeLong(hours3);
        out.writeLong(days);
    }

    static Rhythm readFrom(DataInput in) throws IOException {
        return new Rhythm(in.readFloat(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
}
