package org.wirewatch.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Precision;

/**
 * How often {@link PublishingGaps} takes a feed that lives for a silent one, and how late it notices one that has fallen
 * silent: feeds of {@link GeneratedRhythm}, a third of them closed at night and on weekends, and each with a holiday of
 * 3 to 10 days in the middle during which a tenth of its entries appear. A feed is looked at every two hours.
 *
 * <pre>java -cp ... org.wirewatch.feed.SilenceSimulation [FEEDS [WEEKS]]</pre>
 */
final class SilenceSimulation {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration LOOK = Duration.ofHours(2);
    private static final Duration PAST = Duration.ofDays(30);
    private static final int SHOWN = 30;
    private static final long SEED = 7;

    /**
     * @param falseAlarmsAFeedAndYear of living feeds
     * @param noticed share of the feeds that fell silent and were noticed within 60 days
     * @param medianDelay from the last entry to the notice
     * @param medianPatience the median delay over the mean pause between entries, of feeds with an entry a day or more
     */
    record Result(
            double falseAlarmsAFeedAndYear,
            double noticed,
            Duration medianDelay,
            Duration medianDelayOfDailyFeeds,
            double medianPatience) {}

    private SilenceSimulation() {}

    static Result run(int feeds, int weeks) {
        Random random = new Random(SEED);
        Instant end = START.plus(Duration.ofDays(7L * weeks));
        Instant holiday = START.plus(Duration.ofDays(7L * weeks / 2));
        int alarms = 0;
        int noticed = 0;
        List<Duration> delays = new ArrayList<>();
        List<Duration> delaysOfDaily = new ArrayList<>();
        List<Double> patience = new ArrayList<>();
        for (int i = 0; i < feeds; i++) {
            GeneratedRhythm rhythm = GeneratedRhythm.of(random);
            rhythm = i % 3 == 0 ? rhythm.ofAnOffice() : rhythm;
            Instant back = holiday.plus(Duration.ofDays(3 + random.nextInt(8)));
            List<Instant> moments = rhythm.moments(START.minus(PAST), end).stream()
                    .filter(moment -> moment.isBefore(holiday) || moment.isAfter(back) || random.nextInt(10) == 0)
                    .toList();
            Watched living = watch(moments, end);
            alarms += living.alarms;
            Instant last = moments.isEmpty() ? START : moments.get(moments.size() - 1);
            Instant told = living.silent ? null : living.noticesAfter(end);
            if (told != null) {
                noticed++;
                Duration delay = Duration.between(last, told);
                delays.add(delay);
                if (rhythm.perDay() >= 1) {
                    delaysOfDaily.add(delay);
                    patience.add(delay.toMinutes() / 1_440.0 * rhythm.perDay());
                }
            }
        }
        return new Result(
                alarms / (feeds * weeks / 52.0),
                (double) noticed / feeds,
                median(delays),
                median(delaysOfDaily),
                patience.stream().sorted().skip(patience.size() / 2).findFirst().orElse(Double.NaN));
    }

    private static Duration median(List<Duration> durations) {
        return durations.stream()
                .sorted(Comparator.naturalOrder())
                .skip(durations.size() / 2)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /** A feed from its first poll on. */
    private static Watched watch(List<Instant> moments, Instant end) {
        Watched watched = new Watched();
        int seen = 0;
        for (Instant now = START; now.isBefore(end); now = now.plus(LOOK)) {
            int before = seen;
            while (seen < moments.size() && !moments.get(seen).isAfter(now)) {
                seen++;
            }
            watched.look(moments.subList(Math.max(0, seen - SHOWN), seen), seen > before, now);
        }
        return watched;
    }

    private static final class Watched {
        private PublishingGaps gaps;
        private boolean silent;
        private int alarms;

        void look(List<Instant> shown, boolean hasNews, Instant now) {
            if (gaps == null) {
                gaps = PublishingGaps.first(entries(shown), now);
            } else if (hasNews) {
                gaps = gaps.broken(now);
            }
            boolean exceeded = gaps.areExceeded(now);
            alarms += exceeded && !silent ? 1 : 0;
            silent = exceeded;
        }

        Instant noticesAfter(Instant end) {
            for (Instant now = end; now.isBefore(end.plus(Duration.ofDays(60))); now = now.plus(LOOK)) {
                if (gaps.areExceeded(now)) {
                    return now;
                }
            }
            return null;
        }
    }

    private static List<Entry> entries(List<Instant> moments) {
        return moments.stream()
                .map(moment -> new Entry(
                        "g" + moment,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        moment,
                        Precision.SECOND,
                        null,
                        null,
                        List.of(),
                        null,
                        List.of(),
                        null))
                .toList();
    }

    /** {@code [FEEDS [WEEKS]]} */
    public static void main(String[] args) {
        int feeds = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        int weeks = args.length > 1 ? Integer.parseInt(args[1]) : 26;
        Result result = run(feeds, weeks);
        System.out.printf(
                Locale.ROOT,
                "%d feeds, %d weeks: %.2f false alarms a feed and year; of feeds that fall silent %.0f %% are noticed"
                        + " within 60 days, after a median of %d h; those with an entry a day or more after %d h (%.0f"
                        + " times their mean pause)%n",
                feeds,
                weeks,
                result.falseAlarmsAFeedAndYear(),
                100 * result.noticed(),
                result.medianDelay().toHours(),
                result.medianDelayOfDailyFeeds().toHours(),
                result.medianPatience());
    }
}
