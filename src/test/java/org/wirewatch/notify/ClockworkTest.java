package org.wirewatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.notify.News.berlin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Clocks go forward on 2026-03-29 at 02:00 to 03:00 and back on 2026-10-25 at 03:00 to 02:00, both in Berlin. */
class ClockworkTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aDigestKeepsItsTimeOfDayOverBothChanges() {
        assertThat(digests("2026-03-28T12:00:00", 3, "08:00"))
                .containsExactly("2026-03-29T06:00:00Z", "2026-03-30T06:00:00Z", "2026-03-31T06:00:00Z");
        assertThat(digests("2026-10-24T12:00:00", 2, "08:00"))
                .containsExactly("2026-10-25T07:00:00Z", "2026-10-26T07:00:00Z");
    }

    @Test
    void aDigestInTheHourThatIsSkippedComesAnHourLaterByTheClock() {
        assertThat(digests("2026-03-28T12:00:00", 2, "02:30"))
                .containsExactly("2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
        assertThat(digests("2026-03-28T12:00:00", 2, "02:30", "03:30"))
                .containsExactly("2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void aDigestInTheHourThatIsRepeatedComesOnce() {
        assertThat(digests("2026-10-24T12:00:00", 2, "02:30"))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void anIntervalBeginsAnewEachDayAndPassesTheChangesEvenly() {
        Clockwork hourly = every(Duration.ofHours(1));
        assertThat(hourly.nextDigest(berlin("2026-03-29T00:59:59"))).contains(Instant.parse("2026-03-29T00:00:00Z"));
        assertThat(hourly.nextDigest(Instant.parse("2026-03-29T00:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
        Clockwork odd = every(Duration.ofHours(9));
        assertThat(odd.nextDigest(berlin("2026-11-25T18:00:00"))).contains(berlin("2026-11-26T00:00:00"));
    }

    @Test
    void quietHoursPassMidnight() {
        Clockwork night = quiet("22:00", "06:00");
        assertThat(night.endOfQuiet(berlin("2026-11-25T21:59:59"))).isEmpty();
        assertThat(night.endOfQuiet(berlin("2026-11-25T22:00:00"))).contains(berlin("2026-11-26T06:00:00"));
        assertThat(night.endOfQuiet(berlin("2026-11-26T05:59:59"))).contains(berlin("2026-11-26T06:00:00"));
        assertThat(night.endOfQuiet(berlin("2026-11-26T06:00:00"))).isEmpty();
        Clockwork noon = quiet("12:00", "13:00");
        assertThat(noon.endOfQuiet(berlin("2026-11-25T12:30:00"))).contains(berlin("2026-11-25T13:00:00"));
        assertThat(noon.endOfQuiet(berlin("2026-11-25T23:30:00"))).isEmpty();
    }

    @Test
    void quietHoursThatEndInTheSkippedHourEndAtTheChange() {
        assertThat(quiet("22:00", "02:30").endOfQuiet(berlin("2026-03-29T00:30:00")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(quiet("02:10", "02:50").endOfQuiet(Instant.parse("2026-03-29T01:05:00Z")))
                .isEmpty();
    }

    @Test
    void quietHoursThatEndInTheRepeatedHourEndTheSecondTime() {
        Clockwork night = quiet("22:00", "02:30");
        Instant firstHalfPastTwo = Instant.parse("2026-10-25T00:40:00Z");
        assertThat(night.endOfQuiet(firstHalfPastTwo)).contains(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @Test
    void twoNightsBetweenWhichTheClocksLeaveNoTimeAreOne() {
        assertThat(quiet("02:15", "02:00").endOfQuiet(Instant.parse("2026-03-28T01:15:00Z")))
                .contains(Instant.parse("2026-03-30T00:00:00Z"));
    }

    @Property(tries = 500)
    void theNextDigestIsLaterAndNoneLiesBetween(
            @ForAll("zones") ZoneId zone, @ForAll("moments") Instant now, @ForAll("times") List<LocalTime> times) {
        Clockwork clockwork = new Clockwork(new Schedule(Schedule.Rhythm.AT, null, times, null, null, false), zone);
        Instant next = clockwork.nextDigest(now).orElseThrow();
        assertThat(next).isAfter(now).isBefore(now.plus(Duration.ofHours(26)));
        Instant between = now.plus(Duration.between(now, next).dividedBy(2));
        assertThat(clockwork.nextDigest(between)).contains(next);
    }

    @Property(tries = 2_000)
    void afterTheEndOfQuietItIsQuietNoMore(
            @ForAll("zones") ZoneId zone, @ForAll("moments") Instant now, @ForAll("times") List<LocalTime> times) {
        if (times.size() < 2) {
            return;
        }
        Clockwork clockwork = new Clockwork(
                new Schedule(
                        Schedule.Rhythm.IMMEDIATELY,
                        null,
                        List.of(),
                        new QuietHours(times.get(0), times.get(1)),
                        null,
                        false),
                zone);
        Optional<Instant> end = clockwork.endOfQuiet(now);
        if (end.isPresent()) {
            assertThat(end.get()).isAfter(now).isBefore(now.plus(Duration.ofHours(50)));
            assertThat(clockwork.endOfQuiet(end.get())).isEmpty();
            assertThat(clockwork.endOfQuiet(end.get().minusMillis(1))).contains(end.get());
        }
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
                .map(ZoneId::of);
    }

    /** Around the changes of 2026, by the minute. */
    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.of("2026-03-28T00:00:00Z", "2026-10-24T00:00:00Z", "2026-03-07T00:00:00Z")
                .flatMap(start -> Arbitraries.integers()
                        .between(0, 3 * 24 * 60)
                        .map(minute -> Instant.parse(start).plus(Duration.ofMinutes(minute))));
    }

    @Provide
    Arbitrary<List<LocalTime>> times() {
        return Arbitraries.integers()
                .between(0, 24 * 4 - 1)
                .map(quarter -> LocalTime.MIN.plusMinutes(15L * quarter))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .uniqueElements();
    }

    private static List<String> digests(String from, int count, String... times) {
        Clockwork clockwork = new Clockwork(
                new Schedule(
                        Schedule.Rhythm.AT,
                        null,
                        List.of(times).stream().map(LocalTime::parse).toList(),
                        null,
                        null,
                        false),
                BERLIN);
        List<String> digests = new ArrayList<>();
        Instant at = berlin(from);
        for (int i = 0; i < count; i++) {
            at = clockwork.nextDigest(at).orElseThrow();
            digests.add(at.toString());
        }
        return digests;
    }

    private static Clockwork every(Duration interval) {
        return new Clockwork(new Schedule(Schedule.Rhythm.EVERY, interval, List.of(), null, null, false), BERLIN);
    }

    private static Clockwork quiet(String from, String to) {
        return new Clockwork(
                new Schedule(
                        Schedule.Rhythm.IMMEDIATELY,
                        null,
                        List.of(),
                        new QuietHours(LocalTime.parse(from), LocalTime.parse(to)),
                        null,
                        false),
                BERLIN);
    }
}
