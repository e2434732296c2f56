package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Precision;

class PublishingGapsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    /** A feed with an entry every so often, the newest one of now. */
    private static PublishingGaps every(Duration pause, int count) {
        PublishingGaps gaps = PublishingGaps.first(List.of(), NOW.minus(pause.multipliedBy(count)));
        for (int i = count - 1; i >= 0; i--) {
            gaps = gaps.broken(NOW.minus(pause.multipliedBy(i)));
        }
        return gaps;
    }

    private static Entry dated(Instant published) {
        return new Entry(
                published.toString(),
                null,
                null,
                null,
                null,
                List.of(),
                published,
                Precision.SECOND,
                null,
                null,
                List.of(),
                null,
                List.of(),
                null);
    }

    @Test
    void aFeedIsSilentAfterFourTimesItsLongestPause() {
        PublishingGaps gaps = every(Duration.ofHours(10), 40);

        assertThat(gaps.areExceeded(NOW.plus(Duration.ofHours(39)))).isFalse();
        assertThat(gaps.areExceeded(NOW.plus(Duration.ofHours(41)))).isTrue();
    }

    @Test
    void itIsNoLongerWhenSomethingIsNewAndThePauseCountsAsOneOfItsHabits() {
        Instant later = NOW.plus(Duration.ofHours(50));
        PublishingGaps gaps = every(Duration.ofHours(10), 40).broken(later);

        assertThat(gaps.areExceeded(later)).isFalse();
        assertThat(gaps.patience(later)).isEqualTo(Duration.ofHours(200));
    }

    @Test
    void aLongPauseIsForgottenInTime() {
        PublishingGaps gaps = every(Duration.ofHours(10), 40).broken(NOW.plus(Duration.ofDays(10)));
        Instant now = NOW.plus(Duration.ofDays(10));
        for (int i = 0; i < 24 * 120; i++) {
            now = now.plus(Duration.ofHours(1));
            gaps = gaps.broken(now);
        }

        assertThat(gaps.patience(now)).isBetween(Duration.ofHours(48), Duration.ofHours(72));
    }

    @Test
    void anAgencyThatStopsIsNoticedWithinTheDay() {
        assertThat(every(Duration.ofMinutes(10), 6 * 24 * 9).patience(NOW)).isEqualTo(PublishingGaps.FLOOR);
    }

    @Test
    void aFeedThatIsNewHasAWeekendToShow() {
        PublishingGaps gaps = every(Duration.ofMinutes(10), 100);

        assertThat(gaps.areExceeded(NOW.plus(Duration.ofHours(64)))).isFalse();
    }

    @Test
    void aFeedWithoutAHabitIsNeverSilent() {
        assertThat(every(Duration.ofHours(1), 4).areExceeded(NOW.plus(Duration.ofDays(1_000))))
                .isFalse();
    }

    @Test
    void theFirstBodyShowsTheHabitOfTheTimeBefore() {
        List<Entry> monthly = IntStream.range(0, 12)
                .mapToObj(i -> dated(NOW.minus(Duration.ofDays(30L * i))))
                .toList();
        List<Entry> stopped = IntStream.range(0, 12)
                .mapToObj(i -> dated(NOW.minus(Duration.ofDays(400 + i))))
                .toList();

        assertThat(PublishingGaps.first(monthly, NOW).areExceeded(NOW.plus(Duration.ofDays(90))))
                .isFalse();
        assertThat(PublishingGaps.first(stopped, NOW).areExceeded(NOW)).isTrue();
    }

    @Test
    void onGeneratedRhythmsThereAreFewFalseAlarmsAndNearlyEverySilenceIsNoticed() {
        SilenceSimulation.Result result = SilenceSimulation.run(60, 26);

        assertThat(result.falseAlarmsAFeedAndYear()).isLessThan(0.3);
        assertThat(result.noticed()).isGreaterThan(0.85);
    }
}
