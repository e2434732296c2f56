package org.wirewatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.notify.News.berlin;
import static org.wirewatch.notify.News.item;
import static org.wirewatch.notify.News.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.model.Severity;

class DecidingTest {

    private static final Instant NOON = berlin("2026-11-25T12:00:00");

    @Nested
    class Wanting {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "languages: [en]               | true",
                    "languages: [de]               | false",
                    "countries: [NO]               | true",
                    "countries: [SE]               | false",
                    "outlets: [harbour.example]    | true",
                    "outlets: [harbour]            | true",
                    "outlets: [bour.example]       | false",
                    "outlets: [other.example]      | false",
                    "tags: [south, north]          | true",
                    "tags: [south]                 | false",
                    "least-severity: medium        | true",
                    "least-severity: high          | false",
                })
        void everyRestrictionMustHold(String line, boolean wanted) {
            assertThat(new Deciding(subscription(line)).wants(item("a", "missiles", Severity.MEDIUM)))
                    .isEqualTo(wanted);
        }

        @Test
        void anItemWithoutTheRestrictedPropertyIsNotWanted() {
            NewsItem plain = item("a", "missiles", Severity.LOW);
            NewsItem unknown = new NewsItem(
                    plain.alertId(),
                    "a",
                    "a",
                    "missiles",
                    "Missiles",
                    Severity.LOW,
                    0.5,
                    "t",
                    "no address",
                    null,
                    null,
                    null,
                    List.of(),
                    "f",
                    null,
                    News.SEEN,
                    List.of(),
                    List.of(),
                    false);
            for (String line : List.of("languages: [en]", "countries: [NO]", "outlets: [x.example]", "tags: [north]")) {
                assertThat(new Deciding(subscription(line)).wants(unknown))
                        .as(line)
                        .isFalse();
            }
        }

        @Test
        void ownWordsAreForTheirSubscriptionAloneAndAlwaysSevereEnough() {
            Deciding deciding = new Deciding(subscription("words: [corvette]", "least-severity: critical"));
            assertThat(deciding.wants(item("a", "subscription:desk", Severity.LOW)))
                    .isTrue();
            assertThat(deciding.wants(item("a", "subscription:other", Severity.CRITICAL)))
                    .isFalse();
        }
    }

    @Nested
    class Judging {

        @Test
        void anArticleIsNewsOnceAndAgainWhenItsSeverityRises() {
            Deciding deciding = new Deciding(subscription());
            NewsItem high = item("a", "missiles", Severity.HIGH);
            assertThat(deciding.judge(high, Known.NOTHING, NOON)).isEqualTo(Reason.SENT);
            assertThat(deciding.judge(high, new Known(Severity.HIGH, true), NOON))
                    .isEqualTo(Reason.REVISION_TOLD);
            assertThat(deciding.judge(high, new Known(Severity.CRITICAL, true), NOON))
                    .isEqualTo(Reason.REVISION_TOLD);
            assertThat(deciding.judge(high, new Known(Severity.MEDIUM, true), NOON))
                    .isEqualTo(Reason.SENT);
        }

        @Test
        void aCopyIsToldOnlyToThoseWhoWantCopies() {
            NewsItem copy = item("a", "missiles", Severity.HIGH);
            assertThat(new Deciding(subscription()).judge(copy, new Known(null, true), NOON))
                    .isEqualTo(Reason.COPY_TOLD);
            assertThat(new Deciding(subscription("copies: true")).judge(copy, new Known(null, true), NOON))
                    .isEqualTo(Reason.SENT);
        }

        @ParameterizedTest
        @CsvSource({
            "topic, missiles, MUTED",
            "topic, others, SENT",
            "outlet, harbour.example, MUTED",
            "outlet, harbour, MUTED",
            "story, a, MUTED",
            "story, b, SENT"
        })
        void whatIsMutedIsNotToldUntilTheDay(String what, String name, Reason reason) {
            Deciding deciding = new Deciding(subscription(
                    "time-zone: Europe/Berlin", "mute: [{" + what + ": " + name + ", until: 2026-12-24}]"));
            NewsItem item = item("a", "missiles", Severity.HIGH);
            assertThat(deciding.judge(item, Known.NOTHING, NOON)).isEqualTo(reason);
            assertThat(deciding.judge(item, Known.NOTHING, berlin("2026-12-24T00:00:00")))
                    .isEqualTo(Reason.SENT);
        }
    }

    @Nested
    class Timings {

        @Test
        void withoutARestrictionTheTimeIsNow() {
            assertThat(new Deciding(subscription()).timing(Recent.NOTHING, NOON))
                    .isEqualTo(new Timing(Reason.SENT, NOON));
        }

        @Test
        void quietHoursHoldUntilTheirEnd() {
            Deciding deciding =
                    new Deciding(subscription("time-zone: Europe/Berlin", "when: {quiet-hours: ['22:00', '06:00']}"));
            assertThat(deciding.timing(Recent.NOTHING, berlin("2026-11-25T23:00:00")))
                    .isEqualTo(new Timing(Reason.QUIET_HOURS, berlin("2026-11-26T06:00:00")));
        }

        @Test
        void aDigestThatFallsIntoQuietHoursComesAtTheirEnd() {
            Deciding deciding = new Deciding(subscription(
                    "time-zone: Europe/Berlin", "when: {digest-every: 1h, quiet-hours: ['22:00', '06:30']}"));
            assertThat(deciding.timing(Recent.NOTHING, berlin("2026-11-25T20:10:00")))
                    .isEqualTo(new Timing(Reason.IN_DIGEST, berlin("2026-11-25T21:00:00")));
            assertThat(deciding.timing(Recent.NOTHING, berlin("2026-11-25T21:10:00")))
                    .isEqualTo(new Timing(Reason.IN_DIGEST, berlin("2026-11-26T06:30:00")));
        }

        @Test
        void theLimitHoldsUntilTheFirstMessageOfTheHourIsAnHourOld() {
            Deciding deciding = new Deciding(subscription("when: {at-most-per-hour: 2}"));
            Recent two = new Recent(List.of(NOON.minusSeconds(3_000), NOON.minusSeconds(60)), 0);
            assertThat(deciding.timing(two, NOON)).isEqualTo(new Timing(Reason.LIMIT_REACHED, NOON.plusSeconds(600)));
            assertThat(deciding.timing(two, NOON.plusSeconds(600)).isNow()).isTrue();
        }

        @Test
        void messagesThatWaitForTheServerArePutTogetherInTheEnd() {
            Deciding deciding = new Deciding(subscription("when: {at-most-per-hour: 1000}"));
            assertThat(deciding.timing(new Recent(List.of(), Deciding.MAX_WAITING), NOON))
                    .isEqualTo(new Timing(Reason.LIMIT_REACHED, NOON.plus(Deciding.LOOK_AGAIN)));
        }

        @Property(tries = 300)
        void noHourEverHoldsMoreMessagesThanTheLimitAndNothingWaitsForLongerThanOne(
                @ForAll @IntRange(min = 1, max = 5) int limit,
                @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 900) Integer> gapsInSeconds) {
            Deciding deciding = new Deciding(subscription("when: {at-most-per-hour: " + limit + "}"));
            List<Instant> sent = new ArrayList<>();
            Instant now = NOON;
            Instant due = null;
            for (int gap : gapsInSeconds) {
                Instant next = now.plusSeconds(gap);
                if (due != null && !due.isAfter(next)) {
                    assertThat(deciding.mayGo(new Recent(sent, 0), due).isNow()).isTrue();
                    sent.add(due);
                    due = null;
                }
                now = next;
                Timing timing = deciding.timing(new Recent(sent, 0), now);
                if (due == null && timing.isNow()) {
                    sent.add(now);
                } else if (due == null) {
                    due = timing.at();
                    assertThat(due).isAfter(now).isBeforeOrEqualTo(now.plus(Duration.ofHours(1)));
                }
            }
            for (Instant first : sent) {
                assertThat(sent.stream()
                                .filter(moment ->
                                        !moment.isBefore(first) && moment.isBefore(first.plus(Duration.ofHours(1)))))
                        .hasSizeLessThanOrEqualTo(limit);
            }
        }
    }
}
