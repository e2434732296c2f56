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
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Precision;
import org.wirewatch.model.Problem;

class NoveltyTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(30));
    private static final Feed FEED =
            new Feed("wire", "https://news.example/feed", null, null, null, null, List.of(), 60_000, 3_600_000);

    private final Novelty novelty = new Novelty(PollSettings.defaults());

    @Nested
    class OnTheFirstPoll {

        @Test
        void onlyEntriesYoungerThanADayAreNews() {
            Decision decision = novelty.decide(
                    null,
                    FEED,
                    List.of(
                            entry("a", NOW.minus(Duration.ofHours(23))),
                            entry("b", NOW.minus(Duration.ofHours(25))),
                            entry("c", null)),
                    NOW);

            assertThat(decision.firstPoll()).isTrue();
            assertThat(titles(decision)).containsExactly("a");
            assertThat(decision.tooOld()).isEqualTo(2);
        }

        @Test
        void anEntryOfYesterdayOfWhichOnlyTheDayIsKnownMayBeYoung() {
            Entry yesterday =
                    entry("a", "https://news.example/a", "a", Instant.parse("2026-11-24T00:00:00Z"), Precision.DAY);

            assertThat(titles(novelty.decide(null, FEED, List.of(yesterday), NOW)))
                    .containsExactly("a");
        }

        @Test
        void whatWasHeldBackIsNoNewsLaterEither() {
            KnownEntries known = known(entry("a", OLD), entry("b", null));

            assertThat(titles(decide(known, entry("a", OLD), entry("b", null)))).isEmpty();
        }
    }

    @Nested
    class Identity {

        @Test
        void ofTwoEntriesOfOneSecondTheUnknownOneIsNew() {
            assertThat(titles(decide(known(entry("a", OLD)), entry("a", OLD), entry("b", OLD))))
                    .containsExactly("b");
        }

        @Test
        void anEntryWithoutADateIsNewOnce() {
            KnownEntries known = known(entry("a", OLD));
            Decision first = decide(known, entry("a", OLD), entry("b", null));
            Decision second = decide(first.known(), entry("a", OLD), entry("b", null));

            assertThat(titles(first)).containsExactly("b");
            assertThat(titles(second)).isEmpty();
        }

        @Test
        void oneArticleUnderSeveralGuidsIsNewOnce() {
            KnownEntries known = known(entry("x", OLD));
            Decision first = decide(known, entry("https://news.example/a#0", "https://news.example/a", "A"));
            Decision second = decide(
                    first.known(),
                    entry("https://news.example/a#1", "https://news.example/a", "A"),
                    entry("https://news.example/a#0", "https://news.example/a", "A"));
            Decision third = decide(second.known(), entry("n-3", "https://news.example/a", "A, updated"));

            assertThat(titles(first)).containsExactly("A");
            assertThat(titles(second)).isEmpty();
            assertThat(titles(third)).isEmpty();
        }

        @Test
        void anEntryStaysKnownWhenItsGuidChangesItsSchemeOrBecomesItsLink() {
            KnownEntries known =
                    known(entry("http://www.news.example/?p=7", "http://www.news.example/talks/", "Talks"));
            Decision https = decide(known, entry("https://news.example/?p=7", "https://news.example/talks", "Talks"));
            Decision permalink =
                    decide(https.known(), entry("https://news.example/talks", "https://news.example/talks", "Talks"));

            assertThat(titles(https)).isEmpty();
            assertThat(titles(permalink)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"utm_source=rss&utm_campaign=42", "fbclid=x2", "ref=rss"})
        void trackingParametersDoNotMakeAnEntryNew(String parameters) {
            KnownEntries known = known(entry(null, "https://news.example/a?id=1", "A"));

            assertThat(titles(decide(known, entry(null, "https://news.example/a?id=1&" + parameters, "A"))))
                    .isEmpty();
            assertThat(titles(decide(known, entry(null, "https://news.example/a?id=2&" + parameters, "B"))))
                    .containsExactly("B");
        }

        @Test
        void aGuidThatEveryEntryHasIsNoIdentity() {
            Entry one = entry("https://news.example/", "https://news.example/1", "One");
            Entry two = entry("https://news.example/", "https://news.example/2", "Two");
            Entry three = entry("https://news.example/", "https://news.example/3", "Three");
            Decision first = decide(known(one, two), three, one, two);

            assertThat(titles(first)).containsExactly("Three");
            assertThat(titles(decide(first.known(), three, one, two))).isEmpty();
        }

        @Test
        void aGuidThatIsSharedWithoutBeingAnAddressIsNoIdentityEither() {
            Entry one = entry("news", "https://news.example/1", "One");
            Entry two = entry("news", "https://news.example/2", "Two");

            assertThat(titles(decide(known(entry("x", OLD)), one, two))).containsExactly("One", "Two");
        }

        @Test
        void aGuidThatIsGivenToAnotherArticleDoesNotHideIt() {
            KnownEntries known = known(entry("1", "https://news.example/old", "The old story", OLD, Precision.SECOND));
            Instant later = NOW.plus(Duration.ofMinutes(5));
            Entry recycled = entry("1", "https://news.example/new", "Another story", later, Precision.SECOND);

            assertThat(titles(novelty.decide(known, FEED, List.of(recycled), later)))
                    .containsExactly("Another story");
        }

        @Test
        void anEditedHeadlineIsTheSameEntryAlthoughItChangesTheLink() {
            KnownEntries known = known(entry("1", "https://news.example/1-talks", "Talks", OLD, Precision.SECOND));
            Entry edited = entry("1", "https://news.example/1-talks-fail", "Talks fail", OLD, Precision.SECOND);

            assertThat(titles(decide(known, edited))).isEmpty();
        }

        @Test
        void anEntryWithNewDatesOnlyIsNotNew() {
            KnownEntries known = known(entry("a", OLD));

            assertThat(titles(decide(known, entry("a", NOW)))).isEmpty();
        }
    }

    @Nested
    class Resets {

        @Test
        void aSuddenlyServedArchiveIsOneProblemAndNoFlood() {
            KnownEntries known = known(entries("day", 10, NOW.minus(Duration.ofHours(2))));
            List<Entry> archive = new ArrayList<>(List.of(entries("day", 10, NOW.minus(Duration.ofHours(2)))));
            archive.add(0, entry("fresh", NOW.minus(Duration.ofMinutes(1))));
            archive.addAll(List.of(entries("archive", 200, OLD)));

            Decision decision = novelty.decide(known, FEED, archive, NOW);

            assertThat(titles(decision)).containsExactly("fresh");
            assertThat(decision.tooOld()).isEqualTo(200);
            assertThat(decision.problems()).extracting(Problem::kind).containsExactly("feed-reset");
            assertThat(decision.problems().get(0).message())
                    .contains("201 entries", "200 were held back", "1 count as news");
            assertThat(titles(novelty.decide(decision.known(), FEED, archive, NOW)))
                    .isEmpty();
        }

        @Test
        void aMoveToAnotherSystemThatChangesGuidsLinksAndDatesIsRecognisedByTheTitles() {
            Entry[] before = IntStream.range(0, 20)
                    .mapToObj(i -> entry("g" + i, "https://news.example/" + i, "Story " + i, OLD, Precision.SECOND))
                    .toArray(Entry[]::new);
            Entry[] after = IntStream.range(0, 20)
                    .mapToObj(i -> entry("new-" + i, "https://new.example/s/" + i, "Story " + i, NOW, Precision.SECOND))
                    .toArray(Entry[]::new);

            Decision decision = decide(known(before), after);

            assertThat(titles(decision)).isEmpty();
            assertThat(decision.problems()).extracting(Problem::kind).containsExactly("feed-reset");
        }

        @Test
        void whatAppearedWhileTheMonitorWasDownIsNews() {
            Instant before = NOW.minus(Duration.ofDays(3));
            KnownEntries known = novelty.decide(null, FEED, List.of(entries("before", 30, before)), before)
                    .known();

            Decision decision = decide(known, entries("meanwhile", 30, NOW.minus(Duration.ofDays(2))));

            assertThat(decision.fresh()).hasSize(30);
            assertThat(decision.problems()).isEmpty();
        }

        @Test
        void aFewOldEntriesAreNews() {
            assertThat(decide(known(entry("x", OLD)), entries("late", Novelty.RESET_MIN - 1, OLD))
                            .fresh())
                    .hasSize(Novelty.RESET_MIN - 1);
        }

        @Test
        void aLongListWithoutDatesIsAnArchive() {
            Decision decision = decide(known(entries("x", 5, null)), entries("archive", 100, null));

            assertThat(decision.fresh()).isEmpty();
            assertThat(decision.problems()).extracting(Problem::kind).containsExactly("feed-reset");
        }
    }

    @Nested
    class Revisions {

        @Test
        void aKnownEntryWithAnotherTitleMayBeRevised() {
            KnownEntries known = known(entry("n-1", "https://news.example/a", "Talks"), entry("b", OLD));
            Decision decision = decide(known, entry("n-1", "https://news.example/a", "Talks fail"), entry("b", OLD));

            assertThat(decision.fresh()).isEmpty();
            assertThat(decision.revised()).extracting(Entry::title).containsExactly("Talks fail");
            assertThat(decide(decision.known(), entry("n-1", "https://news.example/a", "Talks fail"))
                            .revised())
                    .isEmpty();
        }

        @Test
        void anArticleThatComesAgainUnderAnotherGuidMayBeRevised() {
            KnownEntries known = known(entry("n-1#0", "https://news.example/a", "Talks"));

            assertThat(decide(known, entry("n-1#1", "https://news.example/a", "Talks"))
                            .revised())
                    .hasSize(1);
        }

        @Test
        void aFeedThatRenamesEverythingHasRevisedNothing() {
            Entry[] before = IntStream.range(0, 20)
                    .mapToObj(i -> entry("g" + i, "https://news.example/" + i, "Story " + i))
                    .toArray(Entry[]::new);
            Entry[] after = IntStream.range(0, 20)
                    .mapToObj(i -> entry("g" + i, "https://news.example/" + i, "News: story " + i))
                    .toArray(Entry[]::new);

            assertThat(decide(known(before), after).revised()).isEmpty();
        }
    }

    @Test
    void anEntryWithoutALinkIsNewsAndAProblem() {
        Decision decision = decide(known(entry("x", OLD)), entry("n-1", null, "Without"));

        assertThat(titles(decision)).containsExactly("Without");
        assertThat(decision.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo("entry-without-link");
            assertThat(problem.message())
                    .isEqualTo("1 new entry has neither a link nor a guid that is an address: \"Without\"");
        });
    }

    @Test
    void anEmptyBodyDoesNotMakeTheFeedForgetItself() {
        Entry[] entries = entries("a", 30, OLD);
        KnownEntries known = decide(known(entries)).known();
        known = decide(known).known();

        assertThat(decide(known, entries).fresh()).isEmpty();
    }

    @Test
    void whatIsTooMuchToBeRememberedIsNotNewAgainAndAgain() {
        Entry[] endless = entries("e", Novelty.MAX_ENTRIES + 500, null);

        assertThat(decide(known(endless), endless).fresh()).isEmpty();
    }

    @Test
    void twoVersionsByTurnsAreEachNewOnce() {
        Entry[] one = entries("one", 30, OLD);
        Entry[] other = entries("other", 9, OLD);
        KnownEntries known = known(one);
        Decision first = decide(known, other);
        Decision second = decide(first.known(), one);
        Decision third = decide(second.known(), other);

        assertThat(first.fresh()).hasSize(9);
        assertThat(second.fresh()).isEmpty();
        assertThat(third.fresh()).isEmpty();
    }

    @Test
    void twoVersionsThatShareNothingAreEachNewOnceHoweverOftenTheyComeByTurns() {
        Entry[] one = withGuidsOfTheirOwn("one", 30);
        Entry[] other = withGuidsOfTheirOwn("other", 30);
        KnownEntries known = decide(known(one), other).known();
        for (int round = 0; round < 5; round++) {
            Decision first = decide(known, one);
            Decision second = decide(first.known(), other);
            assertThat(first.fresh()).isEmpty();
            assertThat(second.fresh()).isEmpty();
            known = second.known();
        }
        assertThat(known.keys().length * Long.BYTES).isLessThanOrEqualTo(1_250);
    }

    private static Entry[] withGuidsOfTheirOwn(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Entry(
                        "guid " + name + i,
                        "https://news.example/" + name + i,
                        "Title " + name + i,
                        null,
                        null,
                        List.of(),
                        NOW,
                        Precision.SECOND,
                        null,
                        null,
                        List.of(),
                        null,
                        List.of(),
                        null))
                .toArray(Entry[]::new);
    }

    @Test
    void aFeedOfThirtyEntriesIsRememberedInLessThanOneAndAHalfKilobytes() {
        KnownEntries known = known(entries("old", 30, OLD));
        for (int round = 0; round < 10; round++) {
            known = decide(known, entries("round" + round + "-", 30, NOW)).known();
        }

        assertThat(known.keys().length * Long.BYTES).isLessThanOrEqualTo(1_500);
    }

    private Decision decide(KnownEntries known, Entry... entries) {
        return novelty.decide(known, FEED, List.of(entries), NOW);
    }

    private KnownEntries known(Entry... entries) {
        return novelty.decide(null, FEED, List.of(entries), NOW).known();
    }

    private static List<@Nullable String> titles(Decision decision) {
        return decision.fresh().stream().map(Entry::title).toList();
    }

    private static Entry[] entries(String name, int count, @Nullable Instant published) {
        return IntStream.range(0, count)
                .mapToObj(i -> entry(name + i, published))
                .toArray(Entry[]::new);
    }

    private static Entry entry(String name, @Nullable Instant published) {
        return entry(name, "https://news.example/" + name, name, published, Precision.SECOND);
    }

    private static Entry entry(@Nullable String guid, @Nullable String url, String title) {
        return entry(guid, url, title, OLD, Precision.SECOND);
    }

    private static Entry entry(
            @Nullable String guid,
            @Nullable String url,
            String title,
            @Nullable Instant published,
            Precision precision) {
        return new Entry(
                guid,
                url,
                title,
                null,
                null,
                List.of(),
                published,
                published == null ? null : precision,
                null,
                null,
                List.of(),
                null,
                List.of(),
                null);
    }
}
