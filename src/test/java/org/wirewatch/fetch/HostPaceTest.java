package org.wirewatch.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirewatch.model.Validators;

class HostPaceTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String HOST = "news.example.org";
    private static final String URL = "https://news.example.org/a";

    private final HostPace pace = pace();

    @Nested
    class Turns {

        @Test
        void aHostThatWasNeverAskedMayBeAskedAtOnce() {
            assertThat(pace.turn(HOST, HostMemory.NEW, 0, NOW)).isEqualTo(new Turn.Now());
        }

        @Test
        void theNextRequestWaitsForThePauseFromTheLastStart() {
            HostMemory started = pace.started(HOST, HostMemory.NEW, NOW);

            assertThat(pace.turn(HOST, started, 0, NOW.plusMillis(999))).isEqualTo(new Turn.Later(NOW.plusSeconds(1)));
            assertThat(pace.turn(HOST, started, 0, NOW.plusSeconds(1))).isEqualTo(new Turn.Now());
        }

        @Test
        void noMoreThanTwoAreUnderWay() {
            assertThat(pace.turn(HOST, HostMemory.NEW, 1, NOW)).isEqualTo(new Turn.Now());
            assertThat(pace.turn(HOST, HostMemory.NEW, 2, NOW)).isEqualTo(new Turn.Busy());
        }

        @Test
        void aHostOfItsOwnSettingsHasItsOwnPace() {
            HostPace own = pace("hosts: [{host: news.example.org, delay: 5s, at-once: 1}]");

            HostMemory started = own.started(HOST, HostMemory.NEW, NOW);

            assertThat(own.turn(HOST, started, 0, NOW.plusSeconds(4))).isEqualTo(new Turn.Later(NOW.plusSeconds(5)));
            assertThat(own.turn(HOST, HostMemory.NEW, 1, NOW)).isEqualTo(new Turn.Busy());
            assertThat(own.turn("other.example.org", HostMemory.NEW, 1, NOW)).isEqualTo(new Turn.Now());
        }

        @Test
        void afterARestartAWholePauseIsDue() {
            HostMemory longAgo = pace.started(HOST, HostMemory.NEW, NOW.minusSeconds(60));

            HostMemory restored = pace.restored(HOST, longAgo, NOW);

            assertThat(pace.turn(HOST, restored, 0, NOW)).isEqualTo(new Turn.Later(NOW.plusSeconds(1)));
        }

        @Test
        void hostsOfADomainShareAQueueWhereThatIsSet() {
            HostPace shared = pace("pace: {per-domain: true}");

            assertThat(shared.queue("https://a.example.co.uk/1")).contains("example.co.uk");
            assertThat(pace.queue("https://a.example.co.uk/1")).contains("a.example.co.uk");
            assertThat(pace.queue("no url")).isEmpty();
        }

        /** Whatever comes in whatever order: no two starts nearer than the pause, no more under way than allowed. */
        @Property(tries = 300)
        void noTwoRequestsStartWithinThePause(
                @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 9) Integer> events,
                @ForAll @IntRange(min = 0, max = 40) int crawlDelaySeconds) {
            HostMemory memory = pace.heard(HostMemory.NEW, List.of(robots("", crawlDelaySeconds * 1_000L)));
            Duration pause = Duration.ofSeconds(Math.max(1, Math.min(crawlDelaySeconds, 30)));
            List<Instant> starts = new ArrayList<>();
            Instant now = NOW;
            int underWay = 0;
            for (int event : events) {
                switch (event) {
                    case 0, 1, 2, 3 -> {
                        if (pace.turn(HOST, memory, underWay, now) instanceof Turn.Now) {
                            starts.add(now);
                            underWay++;
                            memory = pace.started(HOST, memory, now);
                        }
                    }
                    case 4, 5 -> {
                        if (underWay > 0) {
                            underWay--;
                            FetchOutcome outcome = event == 4 ? notModified() : failed(FetchFault.TIMEOUT, null);
                            memory = pace.answered(HOST, memory, outcome, now);
                        }
                    }
                    case 6 -> {
                        underWay = 0;
                        memory = pace.restored(HOST, memory, now);
                    }
                    default -> now = now.plusMillis(event == 7 ? 1 : event == 8 ? 370 : 5_003);
                }
                assertThat(underWay).isLessThanOrEqualTo(2);
            }
            for (int i = 1; i < starts.size(); i++) {
                assertThat(Duration.between(starts.get(i - 1), starts.get(i))).isGreaterThanOrEqualTo(pause);
            }
        }
    }

    @Nested
    class CrawlDelays {

        @ParameterizedTest
        @CsvSource({"60,30,true", "30,30,true", "7,7,true", "1,1,false", "0,1,false"})
        void thePauseIsTheLongerOneUpToTheCap(long asked, long seconds, boolean slowed) {
            HostMemory memory = pace.heard(HostMemory.NEW, List.of(robots("", asked * 1_000)));

            assertThat(pace.delay(HOST, memory)).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(pace.isSlowedByRobots(HOST, memory)).isEqualTo(slowed);
        }

        @Test
        void aSiteCannotMakeUsFasterThanWeAre() {
            HostPace slow = pace("pace: {delay: 10s}");
            HostMemory memory = slow.heard(HostMemory.NEW, List.of(robots("", 2_000L)));

            assertThat(slow.delay(HOST, memory)).isEqualTo(Duration.ofSeconds(10));
        }

        @Test
        void theSlowestOriginOfAQueueSetsItsPaceAndNoneLeavesItAsItIs() {
            HostMemory memory =
                    pace.heard(HostMemory.NEW, List.of(robots("", 5_000L), robots("", null), robots("", 9_000L)));
            assertThat(pace.delay(HOST, memory)).isEqualTo(Duration.ofSeconds(9));

            assertThat(pace.delay(HOST, pace.heard(memory, List.of()))).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Nested
    class Circuit {

        @Test
        void itOpensAfterFiveFailuresAndOneRequestProbesAfterTheRest() {
            HostMemory memory = failures(4);
            assertThat(pace.turn(HOST, memory, 0, NOW)).isEqualTo(new Turn.Now());

            memory = pace.answered(HOST, memory, failed(FetchFault.TIMEOUT, null), NOW);

            Instant rested = rested(memory);
            assertThat(rested).isBetween(NOW.plusSeconds(10), NOW.plusMillis(12_500));
            assertThat(pace.turn(HOST, memory, 0, NOW)).isEqualTo(new Turn.Later(rested));
            assertThat(pace.turn(HOST, memory, 0, rested)).isEqualTo(new Turn.Now());
            assertThat(pace.turn(HOST, memory, 1, rested)).isEqualTo(new Turn.Busy());
        }

        @Test
        void eachFurtherFailureDoublesTheRestUpToTheLongest() {
            for (int further = 0; further < 12; further++) {
                Duration rest = Duration.between(NOW, rested(failures(5 + further)));
                Duration least = Duration.ofSeconds(Math.min(1_800, 10L << further));
                Duration most = least.multipliedBy(5).dividedBy(4);
                assertThat(rest).isBetween(least, most.toSeconds() > 1_800 ? Duration.ofSeconds(1_800) : most);
            }
        }

        @ParameterizedTest
        @EnumSource(
                value = FetchFault.class,
                names = {
                    "NOT_FOUND",
                    "GONE",
                    "HTTP_FORBIDDEN",
                    "HTTP_CLIENT_ERROR",
                    "REDIRECT_LOOP",
                    "NOT_HTML",
                    "EMPTY_BODY",
                    "TOO_LARGE"
                })
        void anAnswerOfAnyKindClosesIt(FetchFault fault) {
            Instant probed = rested(failures(9));

            HostMemory memory = pace.answered(HOST, failures(9), failed(fault, null), probed);

            assertThat(pace.turn(HOST, memory, 1, probed)).isEqualTo(new Turn.Now());
        }

        @ParameterizedTest
        @EnumSource(
                value = FetchFault.class,
                names = {"NO_MEMORY", "SHUTTING_DOWN", "BAD_URL", "ADDRESS_BLOCKED"})
        void whatNeverReachedTheHostSaysNothingOfIt(FetchFault fault) {
            HostMemory memory = failures(9);

            assertThat(pace.answered(HOST, memory, failed(fault, null), NOW)).isEqualTo(memory);
        }

        @Test
        void aRetryAfterLetsTheWholeHostRestForAsLongAsItAsks() {
            for (FetchFault fault : List.of(FetchFault.TOO_MANY_REQUESTS, FetchFault.HTTP_SERVER_ERROR)) {
                HostMemory memory = pace.answered(HOST, HostMemory.NEW, failed(fault, Duration.ofSeconds(77)), NOW);

                assertThat(rested(memory)).isEqualTo(NOW.plusSeconds(77));
            }
        }

        @Test
        void theAnswerToAnotherRequestDoesNotEndARestThatTheServerAskedFor() {
            HostMemory resting = pace.answered(
                    HOST, HostMemory.NEW, failed(FetchFault.TOO_MANY_REQUESTS, Duration.ofMinutes(9)), NOW);

            assertThat(rested(pace.answered(HOST, resting, notModified(), NOW)))
                    .isEqualTo(NOW.plus(Duration.ofMinutes(9)));
        }

        @Test
        void tooManyRequestsRestsAtOnceAndLongerEachTime() {
            HostMemory once = pace.answered(HOST, HostMemory.NEW, failed(FetchFault.TOO_MANY_REQUESTS, null), NOW);
            HostMemory twice = pace.answered(HOST, once, failed(FetchFault.TOO_MANY_REQUESTS, null), NOW);

            assertThat(rested(once)).isBetween(NOW.plusSeconds(10), NOW.plusMillis(12_500));
            assertThat(rested(twice)).isBetween(NOW.plusSeconds(20), NOW.plusSeconds(25));
        }

        private HostMemory failures(int count) {
            HostMemory memory = HostMemory.NEW;
            for (int i = 0; i < count; i++) {
                memory = pace.answered(HOST, memory, failed(FetchFault.TIMEOUT, null), NOW);
            }
            return memory;
        }

        private Instant rested(HostMemory memory) {
            return Instant.ofEpochMilli(memory.restUntilMillis());
        }
    }

    @Nested
    class Retries {

        @Test
        void whatIsFinalIsNotTriedAgain() {
            assertThat(pace.retry(URL, failed(FetchFault.NOT_FOUND, null), 1, HostMemory.NEW, NOW))
                    .isEqualTo(new Retry.Never());
        }

        @Test
        void whatMayPassIsTriedFourTimesInAll() {
            for (int attempts = 1; attempts <= 3; attempts++) {
                Duration pause = pause(URL, attempts, HostMemory.NEW);
                Duration least = Duration.ofSeconds(10L << attempts - 1);
                assertThat(pause).isBetween(least, least.multipliedBy(5).dividedBy(4));
            }
            assertThat(pace.retry(URL, failed(FetchFault.TIMEOUT, null), 4, HostMemory.NEW, NOW))
                    .isEqualTo(new Retry.Never());
        }

        @Test
        void pagesThatFailTogetherComeBackApartAndAlwaysAlike() {
            assertThat(pause(URL, 1, HostMemory.NEW))
                    .isEqualTo(pause(URL, 1, HostMemory.NEW))
                    .isNotEqualTo(pause(URL + "2", 1, HostMemory.NEW));
        }

        @Test
        void noRetryComesBeforeTheHostHasRested() {
            HostMemory resting = pace.answered(
                    HOST, HostMemory.NEW, failed(FetchFault.TOO_MANY_REQUESTS, Duration.ofMinutes(9)), NOW);

            assertThat(pause(URL, 1, resting)).isEqualTo(Duration.ofMinutes(9));
        }

        private Duration pause(String url, int attempts, HostMemory memory) {
            return pace.retry(url, failed(FetchFault.TIMEOUT, null), attempts, memory, NOW)
                    .match(again -> Duration.between(NOW, again.at()), never -> {
                        throw new AssertionError("never");
                    });
        }
    }

    private static HostPace pace(String... lines) {
        return new HostPace(Settings.http(lines).pace());
    }

    private static Robots robots(String rules, @Nullable Long crawlDelayMillis) {
        return Robots.answered(
                "https://news.example.org", rules, crawlDelayMillis, NOW.toEpochMilli(), NOW.toEpochMilli());
    }

    private static FetchOutcome notModified() {
        return new FetchOutcome.NotModified(Validators.NONE, null);
    }

    private static FetchOutcome.Failed failed(FetchFault fault, @Nullable Duration retryAfter) {
        return new FetchOutcome.Failed(fault, fault.problem(URL, "why", NOW), retryAfter);
    }
}
