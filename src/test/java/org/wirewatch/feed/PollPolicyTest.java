package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.feed.PollResult.Failed.Outlook;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Precision;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;
import org.wirewatch.model.Validators;

class PollPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Feed FEED = feed("https://news.example/feed", Duration.ofMinutes(1), Duration.ofHours(6));
    private static final Validators TAG = new Validators("\"v1\"", null);

    private final PollPolicy policy = new PollPolicy(PollSettings.defaults());

    @Nested
    class Intervals {

        @Test
        void aBusyFeedIsAskedMoreOftenThanAQuietOne() {
            long busy = interval(every(Duration.ofMinutes(5), 40));
            long quiet = interval(every(Duration.ofHours(49), 40));

            assertThat(Duration.ofMillis(busy)).isLessThan(Duration.ofMinutes(6));
            assertThat(Duration.ofMillis(quiet)).isBetween(Duration.ofMinutes(90), Duration.ofHours(3));
        }

        @Test
        void aFeedThatPublishesByDayIsAskedLessByNight() {
            List<Entry> entries = new ArrayList<>();
            for (int day = 1; day <= 7; day++) {
                for (int hour = 8; hour < 18; hour++) {
                    entries.add(entry(
                            "d" + day + "h" + hour,
                            Instant.parse("2026-11-25T00:00:00Z")
                                    .minus(Duration.ofDays(day))
                                    .plus(Duration.ofHours(hour))));
                }
            }
            PollMemory noon = after(policy.start(FEED, NOW, NOW), changed(1, TAG, entries.toArray(Entry[]::new)), NOW);
            Instant night = Instant.parse("2026-11-25T23:00:00Z");
            PollMemory midnight = after(noon, unchanged(TAG), night);

            assertThat(midnight.intervalMillis()).isGreaterThan(noon.intervalMillis() * 3 / 2);
        }

        @Test
        void theBoundsOfTheFeedHold() {
            Feed narrow = feed("https://news.example/n", Duration.ofMinutes(20), Duration.ofMinutes(30));
            PollMemory busy = policy.after(
                    narrow, policy.start(narrow, NOW, NOW), changed(1, TAG, every(Duration.ofMinutes(1), 60)), NOW);
            PollMemory dead = policy.after(
                    narrow, policy.start(narrow, NOW, NOW), changed(1, TAG, every(Duration.ofDays(90), 5)), NOW);

            assertThat(busy.intervalMillis()).isEqualTo(Duration.ofMinutes(20).toMillis());
            assertThat(dead.intervalMillis()).isEqualTo(Duration.ofMinutes(30).toMillis());
            assertThat(dead.nextPollMillis())
                    .isLessThanOrEqualTo(NOW.plus(Duration.ofMinutes(30)).toEpochMilli());
        }

        @Test
        void aWishToBeAskedLessIsGrantedWithinBounds() {
            Entry[] busy = every(Duration.ofMinutes(2), 40);
            PublisherHints daily = new PublisherHints(Duration.ofDays(1).toMillis(), 0, 0);
            PollMemory hinted = after(policy.start(FEED, NOW, NOW), fresh(daily, null, busy), NOW);
            PollMemory cached =
                    after(policy.start(FEED, NOW, NOW), fresh(PublisherHints.NONE, Duration.ofMinutes(10), busy), NOW);

            assertThat(pause(hinted)).isBetween(Duration.ofMinutes(13), Duration.ofMinutes(17));
            assertThat(pause(cached)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
        }

        @Test
        void theFreshnessOfA304IsGrantedToo() {
            PollMemory memory = after(
                    policy.start(FEED, NOW, NOW),
                    fresh(PublisherHints.NONE, null, every(Duration.ofMinutes(2), 40)),
                    NOW);

            assertThat(pause(after(memory, new PollResult.Unchanged(TAG, Duration.ofMinutes(10), 0, null), NOW)))
                    .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
            assertThat(pause(after(memory, unchanged(TAG), NOW))).isLessThan(Duration.ofMinutes(5));
        }

        @Test
        void daysThatThePublisherForbidsAreLeftOutWithinTheFeedsBounds() {
            int wednesday = 1 << 2;
            PollMemory memory = after(
                    policy.start(FEED, NOW, NOW),
                    fresh(new PublisherHints(0, 0, wednesday), null, every(Duration.ofMinutes(30), 40)),
                    NOW);

            assertThat(pause(memory)).isBetween(Duration.ofHours(5), Duration.ofHours(6));
        }

        @Test
        void feedsThatAreAlikeAreNotAskedAtTheSameMoment() {
            Entry[] entries = every(Duration.ofMinutes(30), 40);
            long different = IntStream.range(0, 100)
                    .mapToObj(i -> feed("https://news.example/" + i, Duration.ofMinutes(1), Duration.ofHours(6)))
                    .mapToLong(feed -> policy.after(feed, policy.start(feed, NOW, NOW), changed(1, TAG, entries), NOW)
                                    .nextPollMillis()
                            / 1_000)
                    .distinct()
                    .count();

            assertThat(different).isGreaterThan(40);
        }

        @Test
        void theUsualIntervalIsThatOfTheWholeWeek() {
            List<Entry> office = new ArrayList<>();
            for (int day = 1; day <= 7; day++) {
                for (int hour = 8; hour < 18; hour++) {
                    office.add(entry(
                            "d" + day + "h" + hour,
                            NOW.minus(Duration.ofDays(day)).plus(Duration.ofHours(hour - 12))));
                }
            }
            PollMemory noon = after(policy.start(FEED, NOW, NOW), changed(1, TAG, office.toArray(Entry[]::new)), NOW);

            assertThat(policy.usualInterval(FEED, noon).toMillis())
                    .isBetween(noon.intervalMillis(), 2 * noon.intervalMillis());
        }

        @Test
        void hoursThatThePublisherForbidsAreLeftOut() {
            int afternoon = 1 << 12 | 1 << 13;
            PollMemory memory = after(
                    policy.start(FEED, NOW, NOW),
                    fresh(new PublisherHints(0, afternoon, 0), null, every(Duration.ofMinutes(30), 40)),
                    NOW);

            assertThat(memory.nextPoll())
                    .isBetween(Instant.parse("2026-11-25T14:00:00Z"), Instant.parse("2026-11-25T15:00:00Z"));
        }

        private long interval(Entry[] entries) {
            return after(policy.start(FEED, NOW, NOW), changed(1, TAG, entries), NOW)
                    .intervalMillis();
        }
    }

    @Nested
    class Failures {

        @Test
        void thePauseDoublesUpToItsBoundAndEndsWithASuccess() {
            PollMemory memory =
                    after(policy.start(FEED, NOW, NOW), changed(1, TAG, every(Duration.ofMinutes(5), 40)), NOW);
            List<Duration> pauses = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                memory = after(memory, failed(Outlook.PASSING, null), NOW);
                pauses.add(pause(memory));
            }

            assertThat(memory.failures()).isEqualTo(12);
            assertThat(pauses.get(1))
                    .isBetween(
                            pauses.get(0).multipliedBy(3).dividedBy(2),
                            pauses.get(0).multipliedBy(5).dividedBy(2));
            assertThat(pauses.get(11)).isBetween(Duration.ofHours(5), Duration.ofHours(7));
            assertThat(after(memory, unchanged(TAG), NOW).failures()).isZero();
        }

        @Test
        void theServersOwnWishIsGranted() {
            PollMemory memory = after(policy.start(FEED, NOW, NOW), failed(Outlook.PASSING, Duration.ofHours(3)), NOW);

            assertThat(pause(memory)).isGreaterThanOrEqualTo(Duration.ofHours(3));
        }

        @Test
        void aWishForEverIsNot() {
            PollMemory memory =
                    after(policy.start(FEED, NOW, NOW), failed(Outlook.PASSING, Duration.ofDays(3_650)), NOW);

            assertThat(pause(memory)).isEqualTo(Duration.ofDays(1));
        }

        @Test
        void aFeedThatIsGoneIsAskedLessThanOneThatStumbles() {
            PollMemory start =
                    after(policy.start(FEED, NOW, NOW), changed(1, TAG, every(Duration.ofMinutes(5), 40)), NOW);

            assertThat(pause(after(start, failed(Outlook.LASTING, null), NOW))).isGreaterThan(Duration.ofMinutes(8));
            assertThat(pause(after(start, failed(Outlook.PASSING, null), NOW))).isLessThan(Duration.ofMinutes(6));
        }
    }

    @Nested
    class Ends {

        @Test
        void aFeedThatIsGoneIsLookedAtAfterADayAndThenEveryWeek() {
            PollMemory once = after(policy.start(FEED, NOW, NOW), failed(Outlook.GONE, null), NOW);
            PollMemory twice = after(once, failed(Outlook.GONE, null), NOW);

            assertThat(once.gone()).isTrue();
            assertThat(pause(once)).isBetween(Duration.ofHours(21), Duration.ofHours(27));
            assertThat(pause(twice)).isBetween(Duration.ofDays(6), Duration.ofDays(8));
        }

        @Test
        void aFeedThatComesBackIsPolledAsBefore() {
            PollMemory gone = after(policy.start(FEED, NOW, NOW), failed(Outlook.GONE, null), NOW);
            PollMemory back = after(gone, changed(1, TAG, every(Duration.ofMinutes(5), 40)), NOW);

            assertThat(back.gone()).isFalse();
            assertThat(pause(back)).isLessThan(Duration.ofMinutes(10));
        }

        @Test
        void aChangeOfItsSettingsHasAFeedThatIsGonePolledWithinItsBounds() {
            Feed eager = feed(FEED.url(), Duration.ofMinutes(1), Duration.ofMinutes(2));
            PollMemory gone = after(policy.start(FEED, NOW, NOW), failed(Outlook.GONE, null), NOW);

            assertThat(pause(policy.configured(eager, gone, NOW))).isEqualTo(Duration.ofMinutes(2));
        }
    }

    @Nested
    class Moves {

        private static final String NEW = "https://feeds.example/news";

        private PollMemory seen(PollMemory memory, String... addresses) {
            for (String address : addresses) {
                memory = after(memory, movedTo(address), NOW);
            }
            return memory;
        }

        private PollMemory start() {
            return policy.start(FEED, NOW, NOW);
        }

        @Test
        void aPermanentRedirectIsRememberedAfterThreePollsInARow() {
            assertThat(seen(start(), NEW, NEW).address(FEED)).isEqualTo(FEED.url());
            assertThat(seen(start(), NEW, NEW, null, NEW, NEW).address(FEED)).isEqualTo(FEED.url());
            assertThat(seen(start(), NEW, NEW, NEW + "2").address(FEED)).isEqualTo(FEED.url());
            assertThat(seen(start(), NEW, NEW, NEW).address(FEED)).isEqualTo(NEW);
        }

        @Test
        void aRememberedAddressStaysWhileItAnswersAndMayMoveOnItself() {
            PollMemory moved = seen(start(), NEW, NEW, NEW, null, null);
            assertThat(moved.address(FEED)).isEqualTo(NEW);

            String newer = NEW + "/v2";
            assertThat(seen(moved, newer, newer).address(FEED)).isEqualTo(NEW);
            assertThat(seen(moved, newer, newer, newer).address(FEED)).isEqualTo(newer);
        }

        @Test
        void whenTheNewAddressFailsTheConfiguredOneCountsAgain() {
            PollMemory moved = seen(start(), NEW, NEW, NEW);
            PollMemory twice =
                    after(after(moved, failed(Outlook.LASTING, null), NOW), failed(Outlook.LASTING, null), NOW);

            assertThat(twice.address(FEED)).isEqualTo(NEW);
            assertThat(after(twice, failed(Outlook.LASTING, null), NOW).address(FEED))
                    .isEqualTo(FEED.url());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://parking.example/",
                    "https://parking.example",
                    "http://news.example/feed",
                    "ftp://news.example/feed",
                    "https://news.example/" + LONG
                })
        void frontPagesOfOthersPlainHttpAndEndlessAddressesAreNotRemembered(String target) {
            assertThat(seen(start(), target, target, target, target).address(FEED))
                    .isEqualTo(FEED.url());
        }

        private static final String LONG = "0123456789012345678901234567890123456789012345678901234567890123456789"
                + "0123456789012345678901234567890123456789012345678901234567890123456789";
    }

    @Nested
    class HostsThatRefuse {

        @Test
        void aHostRestsAsLongAsItAsksForElseLongerEachTimeWithinBounds() {
            assertThat(policy.hostRest(5, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
            assertThat(policy.hostRest(1, Duration.ofDays(30))).isEqualTo(Duration.ofDays(1));
            assertThat(policy.hostRest(1, null)).isEqualTo(Duration.ofMinutes(1));
            assertThat(policy.hostRest(4, null)).isEqualTo(Duration.ofMinutes(8));
            assertThat(policy.hostRest(40, null)).isEqualTo(Duration.ofHours(6));
        }
    }

    @Nested
    class Conditions {

        @Test
        void validatorsAreSentAsReceivedAndReplacedAsAPair() {
            Validators first = new Validators("W/\"odd value\"", "Yesterday, about noon");
            PollMemory memory = after(policy.start(FEED, NOW, NOW), changed(1, first, entry("a", NOW)), NOW);
            PollMemory next = after(memory, changed(2, new Validators("\"v2\"", null), entry("b", NOW)), NOW);

            assertThat(policy.validators(memory, NOW)).isEqualTo(first);
            assertThat(policy.validators(next, NOW)).isEqualTo(new Validators("\"v2\"", null));
        }

        @Test
        void whatA304CarriesIsTaken() {
            PollMemory memory = after(
                    policy.start(FEED, NOW, NOW), changed(1, new Validators("\"v1\"", "Monday"), entry("a", NOW)), NOW);

            assertThat(after(memory, unchanged(new Validators("\"v2\"", null)), NOW)
                            .validators())
                    .isEqualTo(new Validators("\"v2\"", "Monday"));
        }

        @Test
        void nowAndThenAPollIsMadeWithoutValidators() {
            PollMemory memory =
                    after(policy.start(FEED, NOW, NOW), changed(1, TAG, every(Duration.ofDays(4), 30)), NOW);

            assertThat(policy.validators(memory, NOW.plus(Duration.ofHours(20))))
                    .isEqualTo(TAG);
            assertThat(policy.validators(memory, NOW.plus(Duration.ofHours(25))))
                    .isEqualTo(Validators.NONE);
        }

        @Test
        void silenceAgainstTheHabitAsksForAFullPollSooner() {
            PollMemory memory =
                    after(policy.start(FEED, NOW, NOW), changed(1, TAG, every(Duration.ofMinutes(5), 60)), NOW);

            assertThat(policy.validators(memory, NOW.plus(Duration.ofMinutes(10))))
                    .isEqualTo(TAG);
            assertThat(policy.validators(memory, NOW.plus(Duration.ofHours(2)))).isEqualTo(Validators.NONE);
        }

        @Test
        void aServerThatRepeatsItsValidatorsOverNewEntriesIsNotTrustedAnyMore() {
            PollMemory memory = after(policy.start(FEED, NOW, NOW), changed(1, TAG, entry("a", NOW)), NOW);
            PollMemory caught =
                    after(memory, changed(2, TAG, entry("b", NOW), entry("a", NOW)), NOW.plus(Duration.ofDays(2)));

            assertThat(caught.validatorsDistrusted()).isTrue();
            assertThat(policy.validators(caught, NOW.plus(Duration.ofDays(2)))).isEqualTo(Validators.NONE);
        }

        @Test
        void aLastModifiedThatMovesDoesNotExcuseAnETagThatDoesNot() {
            PollMemory memory = after(
                    policy.start(FEED, NOW, NOW), changed(1, new Validators("\"v\"", "Monday"), entry("a", NOW)), NOW);
            PollMemory caught = after(memory, changed(2, new Validators("\"v\"", "Tuesday"), entry("b", NOW)), NOW);

            assertThat(caught.validatorsDistrusted()).isTrue();
        }

        @Test
        void aServerWithoutValidatorsIsRecognisedByTheBody() {
            PollMemory start = policy.start(FEED, NOW, NOW);
            long hash = PollPolicy.bodyHash(new byte[] {1, 2, 3});
            PollMemory memory = after(start, changed(hash, Validators.NONE, entry("a", NOW)), NOW);

            assertThat(policy.sameBody(start, hash)).isFalse();
            assertThat(policy.sameBody(memory, hash)).isTrue();
            assertThat(policy.sameBody(memory, PollPolicy.bodyHash(new byte[] {1, 2, 4})))
                    .isFalse();
        }
    }

    private PollMemory after(PollMemory memory, PollResult result, Instant now) {
        return policy.after(FEED, memory, result, now);
    }

    private static Duration pause(PollMemory memory) {
        return Duration.between(NOW, memory.nextPoll());
    }

    private static PollResult failed(Outlook outlook, @Nullable Duration retryAfter) {
        return new PollResult.Failed(
                new Problem(Stage.FEED, "x", FEED.url(), FEED.id(), "it failed", "wait", 1, NOW), outlook, retryAfter);
    }

    private static PollResult unchanged(Validators validators) {
        return new PollResult.Unchanged(validators, null, 0, null);
    }

    private static PollResult movedTo(@Nullable String address) {
        return new PollResult.Unchanged(TAG, null, 0, address);
    }

    private static PollResult fresh(PublisherHints hints, @Nullable Duration freshness, Entry... entries) {
        return new PollResult.Changed(parsed(hints, entries), TAG, 1, freshness, 100, null, null);
    }

    private static PollResult changed(long hash, Validators validators, Entry... entries) {
        return new PollResult.Changed(parsed(PublisherHints.NONE, entries), validators, hash, null, 100, null, null);
    }

    private static ParsedFeed parsed(PublisherHints hints, Entry... entries) {
        return new ParsedFeed("News", null, null, List.of(entries), List.of(), hints);
    }

    private static Entry[] every(Duration gap, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> entry("e" + i, NOW.minus(gap.multipliedBy(i + 1))))
                .toArray(Entry[]::new);
    }

    private static Entry entry(String name, Instant published) {
        return new Entry(
                name,
                "https://news.example/" + name,
                name,
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

    private static Feed feed(String url, Duration min, Duration max) {
        return new Feed("f", url, null, null, null, null, List.of(), min.toMillis(), max.toMillis());
    }
}
