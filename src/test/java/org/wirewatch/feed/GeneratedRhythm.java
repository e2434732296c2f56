package org.wirewatch.feed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A feed as a generator makes it up: rates spread over four powers of ten as those of real subscriptions do (a few
 * agencies, many outlets, a long tail that hardly publishes), with a daily and a weekly cycle in a time zone of its own
 * and bursts in which one entry brings others.
 *
 * @param perDay entries on an average day
 * @param zone hours from UTC
 * @param night share of the day's rate that is left at 3 o'clock in the morning
 * @param weekend share of a working day's rate on Saturdays and Sundays
 * @param burst how likely an entry brings another
 */
record GeneratedRhythm(Random random, double perDay, int zone, double night, double weekend, double burst) {

    /** Log-normal about 6 a day: the middle half publishes 1.3 to 27 entries a day. */
    static GeneratedRhythm of(Random random) {
        int shift = random.nextInt(24);
        return new GeneratedRhythm(
                random,
                Math.min(600, Math.exp(Math.log(6) + 2.2 * random.nextGaussian())),
                shift > 12 ? shift - 24 : shift,
                0.05 + 0.3 * random.nextDouble(),
                0.2 + 0.6 * random.nextDouble(),
                0.3 * random.nextDouble());
    }

    /** The same with a newsroom that closes at night and on weekends, entirely. */
    GeneratedRhythm ofAnOffice() {
        return new GeneratedRhythm(random, perDay, zone, 0, 0, burst);
    }

    /** When it publishes between two moments. */
    List<Instant> moments(Instant from, Instant until) {
        List<Instant> moments = new ArrayList<>();
        for (Instant minute = from; minute.isBefore(until); minute = minute.plusSeconds(60)) {
            ZonedDateTime local = minute.atZone(ZoneOffset.ofHours(zone));
            double day = 0.5 - 0.5 * Math.cos((local.getHour() - 3) / 24.0 * 2 * Math.PI);
            double rate = perDay
                    * (night + (1 - night) * 2 * day)
                    * (local.getDayOfWeek().getValue() > 5 ? weekend : 1.1);
            if (random.nextDouble() < rate * (1 - burst) / 24 / 60) {
                moments.add(minute.plusSeconds(random.nextInt(60)));
                while (random.nextDouble() < burst) {
                    moments.add(minute.plusSeconds(60 + random.nextInt(900)));
                }
            }
        }
        moments.sort(Instant::compareTo);
        return moments;
    }
}
