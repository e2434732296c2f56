package org.wirewatch.job.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.fetch.FetchFault;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.fetch.PaceSettings;
import org.wirewatch.job.operator.SideOutputs;
import org.wirewatch.job.stream.PageResult;
import org.wirewatch.job.stream.PageWork;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Problem;

/** One host's queue at its pace: one request a second, two at once. The harness's clock stands still but for {@code at}. */
class FetchPagesTest {

    private static final int MAX_PARALLELISM = 16;
    private static final Feed FEED = new Feed("f", "https://f.example/feed", null, null, null, null, List.of(), 1, 1);
    private static final String ROBOTS = "https://a.example/robots.txt";
    private static final String ARTICLE =
            "<html><title>A title</title><article>" + "<p>A sentence of the article, long enough.</p>".repeat(20);

    private final HeldWeb web = new HeldWeb();

    @Nested
    class Pace {

        @Test
        void aHostIsAskedOnceASecondAndTwiceAtOnce() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "", pages(5));
                at(fetch, 2_000);
                assertThat(web.waiting()).isEmpty();
                at(fetch, 2_001);
                assertThat(web.waiting()).hasSize(1);
                at(fetch, 3_001);
                assertThat(web.waiting()).hasSize(1);
                at(fetch, 3_002);
                assertThat(web.waiting()).hasSize(2);
                at(fetch, 9_000);
                assertThat(web.waiting()).hasSize(2);
                web.answer(web.waiting().get(0));
                OutboxTest.runMails(fetch);
                assertThat(web.waiting()).hasSize(2);
                assertThat(web.asked()).hasSize(1 + 3);
            }
        }

        @Test
        void thePauseCountsFromWhenTheHostIsReallyAsked() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "", pages(2));
                web.connectSlowly();
                at(fetch, 2_001);
                assertThat(web.waiting()).containsExactly("https://a.example/1");
                at(fetch, 5_000);
                assertThat(web.waiting()).as("the first is not sent yet").hasSize(1);
                web.connect("https://a.example/1");
                OutboxTest.runMails(fetch);
                at(fetch, 6_000);
                assertThat(web.waiting()).hasSize(1);
                at(fetch, 6_001);
                assertThat(web.waiting()).hasSize(2);
            }
        }

        @Test
        void theNewestPageComesFirst() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "", pages(3));
                at(fetch, 2_001);
                at(fetch, 3_002);
                assertThat(web.waiting()).containsExactly("https://a.example/2", "https://a.example/1");
            }
        }

        @Test
        void aHostThatDoesNotAnswerDelaysNoOther() throws Exception {
            try (var fetch = open(web)) {
                at(fetch, 1_000);
                put(fetch, page("slow.example", 0));
                put(fetch, page("quick.example", 0));
                allow(fetch, "https://quick.example/robots.txt");
                at(fetch, 2_001);
                answer(fetch, "https://quick.example/0", ARTICLE);
                assertThat(fetch.extractOutputValues())
                        .extracting(result -> result.work().host())
                        .containsExactly("quick.example");
            }
        }

        @Test
        void aFullQueueGivesUpTheOldestPage() throws Exception {
            try (var fetch = open(web, "pace: {max-waiting: 3}")) {
                start(fetch, "", pages(5));
                assertThat(fetch.extractOutputValues())
                        .extracting(result -> result.work().link(), result -> kind(result))
                        .containsExactly(
                                tuple("https://a.example/0", "queue-full"), tuple("https://a.example/1", "queue-full"));
            }
        }

        @Test
        void whatAPageHoldsIsGivenBackOnce() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "", pages(1));
                at(fetch, 2_001);
                answer(fetch, "https://a.example/0", ARTICLE);
                assertThat(web.passedOn()).isEqualTo(2);
                assertThat(fetch.numKeyedStateEntries())
                        .as("memory and robots rules")
                        .isEqualTo(2);
            }
        }
    }

    @Nested
    class Failures {

        @Test
        void aPassingFailureIsTriedAgainBehindFreshPagesAndGivenUpInTheEnd() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "", pages(1));
                long now = 2_001;
                int tries = 0;
                while (pagesOut(fetch).isEmpty()) {
                    at(fetch, now);
                    if (!web.waiting().isEmpty()) {
                        tries++;
                        fail(fetch, web.waiting().get(0), FetchFault.TIMEOUT);
                    }
                    now += 60_000;
                }
                assertThat(tries).isEqualTo(PaceSettings.defaults().attempts());
                PageResult result = fetch.extractOutputValues().get(0);
                assertThat(kind(result)).isEqualTo("timeout");
                assertThat(result.problem().attempts()).isEqualTo(tries);
                assertThat(result.problem().feedId()).isEqualTo("f");
            }
        }

        @Test
        void aHostThatWantsToRestLongerThanAPageWaitsIsNotWaitedFor() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "", pages(2));
                at(fetch, 2_001);
                web.fail("https://a.example/1", FetchFault.TOO_MANY_REQUESTS, Duration.ofHours(2));
                OutboxTest.runMails(fetch);
                assertThat(fetch.extractOutputValues())
                        .extracting(FetchPagesTest::kind)
                        .containsExactly(FetchFault.TOO_MANY_REQUESTS.word(), "host-resting");
                assertThat(fetch.extractOutputValues().get(1).problem().message())
                        .isEqualTo("https://a.example/0: the host a.example rests until 1970-01-01T02:00:02.001Z,"
                                + " longer than the 1800 s that a page waits for it");
            }
        }

        @Test
        void aHostThatRestsShortlyIsWaitedFor() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "", pages(2));
                at(fetch, 2_001);
                web.fail("https://a.example/1", FetchFault.TOO_MANY_REQUESTS, Duration.ofMinutes(1));
                OutboxTest.runMails(fetch);
                at(fetch, 62_000);
                assertThat(web.waiting()).isEmpty();
                at(fetch, 62_001);
                assertThat(web.waiting()).containsExactly("https://a.example/0");
            }
        }
    }

    @Nested
    class RobotsTxt {

        @Test
        void itIsAskedForOnceBeforeAnyPageAndTakesATurn() throws Exception {
            try (var fetch = open(web)) {
                at(fetch, 1_000);
                put(fetch, pages(5));
                at(fetch, 900_000);
                assertThat(web.waiting()).containsExactly(ROBOTS);
                allow(fetch, ROBOTS);
                assertThat(web.waiting()).hasSize(1);
                assertThat(web.asked()).containsExactly(ROBOTS, "https://a.example/4");
            }
        }

        @Test
        void aPageThatItForbidsIsAProblemAndTheOthersAreFetched() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "User-agent: *\nDisallow: /1\n", pages(3));
                at(fetch, 2_001);
                at(fetch, 3_002);
                assertThat(web.asked()).containsExactly(ROBOTS, "https://a.example/2", "https://a.example/0");
                PageResult forbidden = fetch.extractOutputValues().get(0);
                assertThat(forbidden.work().link()).isEqualTo("https://a.example/1");
                assertThat(kind(forbidden)).isEqualTo("robots");
                assertThat(forbidden.problem().feedId()).isEqualTo("f");
            }
        }

        @Test
        void eachOriginHasItsOwnAndOneThatIsNotAnsweredHoldsNoOtherBack() throws Exception {
            try (var fetch = open(web)) {
                at(fetch, 1_000);
                put(fetch, page("a.example", "http://a.example/plain"));
                put(fetch, page("a.example", 0));
                at(fetch, 2_001);
                assertThat(web.waiting()).containsExactly("http://a.example/robots.txt", ROBOTS);
                allow(fetch, ROBOTS);
                at(fetch, 3_002);
                assertThat(web.waiting()).containsExactly("http://a.example/robots.txt", "https://a.example/0");
            }
        }

        @Test
        void aCrawlDelaySlowsItsHostUpToTheCapAndDropsNothing() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "User-agent: *\nCrawl-delay: 60\n", pages(3));
                List<Long> asked = new ArrayList<>();
                for (long now = 1_000; now <= 120_000; now += 500) {
                    at(fetch, now);
                    if (!web.waiting().isEmpty()) {
                        asked.add(now);
                        answer(fetch, web.waiting().get(0), ARTICLE);
                    }
                }
                assertThat(asked).hasSize(3);
                assertThat(asked.get(1) - asked.get(0)).isBetween(30_000L, 30_500L);
                assertThat(asked.get(2) - asked.get(1)).isBetween(30_000L, 30_500L);
                assertThat(pagesOut(fetch)).hasSize(3);
            }
        }

        @Test
        void aHostThatItSlowsIsCountedWhilePagesWait() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "User-agent: *\nCrawl-delay: 20\n", pages(2));
                at(fetch, 25_000);
                assertThat(fetch.getSideOutput(SideOutputs.TALLIES).stream()
                                .map(record -> record.getValue())
                                .filter(tally -> tally.measure().word().equals("slow_hosts"))
                                .reduce((earlier, later) -> later))
                        .hasValueSatisfying(last -> assertThat(last.value()).isEqualTo(1));
            }
        }

        @Test
        void whileItCannotBeHadPagesAreHeldAndFetchedAfterwards() throws Exception {
            try (var fetch = open(web)) {
                at(fetch, 1_000);
                put(fetch, pages(2));
                fail(fetch, ROBOTS, FetchFault.HTTP_SERVER_ERROR);
                at(fetch, 60_000);
                assertThat(web.waiting()).isEmpty();
                assertThat(problems(fetch)).containsExactly(FetchFault.HTTP_SERVER_ERROR.word() + " " + ROBOTS);
                at(fetch, 80_000);
                assertThat(web.waiting()).containsExactly(ROBOTS);
                allow(fetch, ROBOTS);
                at(fetch, 82_000);
                assertThat(web.waiting()).containsExactly("https://a.example/1");
                assertThat(fetch.extractOutputValues()).isEmpty();
            }
        }

        @Test
        void aPageThatHasWaitedForItLongEnoughIsGivenUpWithTheReason() throws Exception {
            try (var fetch = open(web, "pace: {patience: 10m, max-rest: 1m}")) {
                long now = 1_000;
                at(fetch, now);
                put(fetch, pages(3));
                while (fetch.extractOutputValues().isEmpty()) {
                    if (!web.waiting().isEmpty()) {
                        fail(fetch, ROBOTS, FetchFault.UNREACHABLE);
                    }
                    now += 10_000;
                    at(fetch, now);
                }
                assertThat(fetch.extractOutputValues())
                        .extracting(FetchPagesTest::kind)
                        .containsOnly(FetchFault.UNREACHABLE.word())
                        .hasSize(3);
                assertThat(fetch.extractOutputValues())
                        .extracting(result -> result.problem().url())
                        .containsExactlyInAnyOrder("https://a.example/0", "https://a.example/1", "https://a.example/2");
                assertThat(web.asked()).containsOnly(ROBOTS).hasSizeGreaterThan(1);
            }
        }

        @Test
        void itsRulesSurviveARestart() throws Exception {
            OperatorSubtaskState checkpoint;
            try (var fetch = open(web)) {
                start(fetch, "User-agent: *\nDisallow: /0\n", page("a.example", 0));
                at(fetch, 2_001);
                checkpoint = fetch.snapshot(1, 2_001);
            }
            HeldWeb later = new HeldWeb();
            try (var restored = harness(later, 1, 0, "")) {
                restored.setProcessingTime(50_000);
                restored.initializeState(checkpoint);
                restored.open();
                put(restored, pages(2));
                at(restored, 51_000);
                at(restored, 52_001);
                assertThat(later.asked()).containsExactly("https://a.example/1");
                assertThat(restored.extractOutputValues())
                        .extracting(FetchPagesTest::kind)
                        .containsExactly("robots");
            }
        }

        @Test
        void itIsAskedForAgainAtTheEndOfItsLife() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "", pages(1));
                at(fetch, 2_001);
                answer(fetch, "https://a.example/0", ARTICLE);
                at(fetch, Duration.ofHours(25).toMillis());
                put(fetch, pages(1));
                assertThat(web.waiting()).containsExactly(ROBOTS);
            }
        }

        @Test
        void aHostWhoseOperatorHasAgreedIsNotAskedForIt() throws Exception {
            try (var fetch = open(web, "hosts: [{host: a.example, obey-robots: false}]")) {
                at(fetch, 1_000);
                put(fetch, pages(1));
                assertThat(web.asked()).containsExactly("https://a.example/0");
            }
        }
    }

    @Nested
    class OtherAddresses {

        private static final String AMP = "<html><link rel=amphtml href='/amp'><title>T</title><p>Loading.";

        @Test
        void aPageThatSendsItsReaderOnIsFetchedThereAtTheHostsPace() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "", pages(1));
                at(fetch, 2_001);
                answer(fetch, "https://a.example/0", "<meta http-equiv=refresh content='0; url=/there'>");
                at(fetch, 3_001);
                assertThat(web.waiting()).isEmpty();
                at(fetch, 3_002);
                answer(fetch, "https://a.example/there", ARTICLE);
                assertThat(pagesOut(fetch)).containsExactly("https://a.example/there");
            }
        }

        @Test
        void aSecondRefreshIsNotFollowed() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "", pages(1));
                at(fetch, 2_001);
                answer(fetch, "https://a.example/0", "<meta http-equiv=refresh content='0; url=/1'>");
                at(fetch, 3_002);
                answer(fetch, "https://a.example/1", "<meta http-equiv=refresh content='0; url=/2'>");
                assertThat(pagesOut(fetch)).containsExactly("https://a.example/1");
            }
        }

        @Test
        void theAmpPageIsFetchedWhereThePageGivesNoArticle() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "", pages(1));
                at(fetch, 2_001);
                answer(fetch, "https://a.example/0", AMP);
                at(fetch, 3_002);
                answer(fetch, "https://a.example/amp", ARTICLE);
                assertThat(pagesOut(fetch)).containsExactly("https://a.example/amp");
            }
        }

        @Test
        void theAmpPageIsLeftAloneWhereThePageGivesAnArticle() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "", pages(1));
                at(fetch, 2_001);
                answer(fetch, "https://a.example/0", "<link rel=amphtml href='/amp'>" + ARTICLE);
                assertThat(pagesOut(fetch)).containsExactly("https://a.example/0");
            }
        }

        @Test
        void ifTheAmpPageFailsTheProblemIsThePagesOwn() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "User-agent: *\nDisallow: /amp\n", pages(1));
                at(fetch, 2_001);
                answer(fetch, "https://a.example/0", AMP);
                at(fetch, 3_002);
                assertThat(fetch.extractOutputValues())
                        .extracting(FetchPagesTest::kind)
                        .containsExactly("no-text");
                assertThat(web.asked()).doesNotContain("https://a.example/amp");
            }
        }

        @Test
        void anotherOriginIsAskedForItsRobotsTxtFirst() throws Exception {
            try (var fetch = open(web)) {
                start(fetch, "", pages(1));
                at(fetch, 2_001);
                answer(fetch, "https://a.example/0", "<meta http-equiv=refresh content='0; url=https://b.example/'>");
                at(fetch, 3_002);
                assertThat(web.waiting()).containsExactly("https://b.example/robots.txt");
                web.answer("https://b.example/robots.txt", "User-agent: *\nDisallow: /\n");
                OutboxTest.runMails(fetch);
                at(fetch, 4_003);
                assertThat(fetch.extractOutputValues())
                        .extracting(FetchPagesTest::kind)
                        .containsExactly("robots");
            }
        }
    }

    @Nested
    class Restarts {

        @Test
        void aHostIsNotAskedBeforeAWholePauseHasPassed() throws Exception {
            OperatorSubtaskState checkpoint;
            try (var fetch = open(web)) {
                at(fetch, 1_000);
                put(fetch, pages(1));
                checkpoint = fetch.snapshot(1, 1_000);
            }
            HeldWeb later = new HeldWeb();
            try (var restored = harness(later, 1, 0, "")) {
                restored.setProcessingTime(1_100);
                restored.initializeState(checkpoint);
                restored.open();
                assertThat(later.waiting()).isEmpty();
                at(restored, 2_050);
                assertThat(later.waiting()).isEmpty();
                at(restored, 2_100);
                assertThat(later.waiting()).containsExactly(ROBOTS);
                later.answer(ROBOTS, "");
                OutboxTest.runMails(restored);
                at(restored, 3_101);
                assertThat(later.waiting()).containsExactly("https://a.example/0");
            }
        }

        @Test
        void notEvenAHostThatTheCheckpointDoesNotKnow() throws Exception {
            OperatorSubtaskState checkpoint;
            try (var fetch = open(web)) {
                checkpoint = fetch.snapshot(1, 1_000);
            }
            HeldWeb later = new HeldWeb();
            try (var restored = harness(later, 1, 0, "")) {
                restored.setProcessingTime(5_000);
                restored.initializeState(checkpoint);
                restored.open();
                at(restored, 5_100);
                put(restored, pages(1));
                at(restored, 5_999);
                assertThat(later.waiting()).isEmpty();
                at(restored, 6_000);
                assertThat(later.waiting()).containsExactly(ROBOTS);
            }
        }

        @Test
        void atTwoAndThreeSubtasksEachHostIsStillAskedByOneAndNothingIsLost() throws Exception {
            OperatorSubtaskState state;
            try (var fetch = open(web)) {
                at(fetch, 1_000);
                for (int host = 0; host < 20; host++) {
                    put(fetch, page("h" + host + ".example", 0));
                    put(fetch, page("h" + host + ".example", 1));
                    allow(fetch, "https://h" + host + ".example/robots.txt");
                }
                state = fetch.snapshot(1, 1_000);
            }
            for (int parallelism = 2; parallelism <= 3; parallelism++) {
                long now = parallelism * 10_000L;
                List<OperatorSubtaskState> parts = new ArrayList<>();
                List<String> askedNow = new ArrayList<>();
                List<String> askedLater = new ArrayList<>();
                for (int subtask = 0; subtask < parallelism; subtask++) {
                    HeldWeb later = new HeldWeb();
                    try (var part = harness(later, parallelism, subtask, "")) {
                        part.setProcessingTime(now);
                        part.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                state, MAX_PARALLELISM, parallelism - 1, parallelism, subtask));
                        part.open();
                        at(part, now + 1_000);
                        askedNow.addAll(later.waiting());
                        at(part, now + 2_001);
                        askedLater.addAll(later.waiting());
                        parts.add(part.snapshot(2, 2));
                    }
                }
                assertThat(askedNow).hasSize(20).doesNotHaveDuplicates();
                assertThat(askedLater).hasSize(40).doesNotHaveDuplicates();
                state = AbstractStreamOperatorTestHarness.repackageState(parts.toArray(OperatorSubtaskState[]::new));
            }
        }
    }

    private static PageWork[] pages(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> page("a.example", number))
                .toArray(PageWork[]::new);
    }

    private static PageWork page(String host, int number) {
        return page(host, "https://" + host + "/" + number);
    }

    private static PageWork page(String host, String link) {
        Entry entry = new Entry(
                link, null, null, null, null, List.of(), null, null, null, null, List.of(), null, List.of(), null);
        return new PageWork(link, link, host, FEED, entry, Instant.ofEpochMilli(1), true);
    }

    private static String kind(PageResult result) {
        return result.problem() == null ? "none" : result.problem().kind();
    }

    /** Final addresses of the pages that have come through. */
    private static List<String> pagesOut(KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> fetch) {
        return fetch.extractOutputValues().stream()
                .map(result ->
                        result.page() == null ? kind(result) : result.page().finalUrl())
                .toList();
    }

    private static List<String> problems(KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> fetch) {
        var reported = fetch.getSideOutput(SideOutputs.PROBLEMS);
        return reported.stream()
                .map(record -> record.getValue())
                .map((Problem problem) -> problem.kind() + " " + problem.url())
                .toList();
    }

    /** Puts pages of a.example at 1,000 ms and answers the request for its robots.txt at once. */
    private void start(
            KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> fetch, String robots, PageWork... work)
            throws Exception {
        at(fetch, 1_000);
        put(fetch, work);
        answer(fetch, ROBOTS, robots);
    }

    private void answer(
            KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> fetch, String url, String body)
            throws Exception {
        web.answer(url, body);
        OutboxTest.runMails(fetch);
    }

    private void allow(KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> fetch, String robots)
            throws Exception {
        answer(fetch, robots, "");
    }

    private void fail(
            KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> fetch, String url, FetchFault fault)
            throws Exception {
        web.fail(url, fault);
        OutboxTest.runMails(fetch);
    }

    private static void put(
            KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> fetch, PageWork... work)
            throws Exception {
        for (PageWork each : work) {
            fetch.processElement(each, 0);
            OutboxTest.runMails(fetch);
        }
    }

    private static void at(KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> fetch, long millis)
            throws Exception {
        fetch.setProcessingTime(millis);
        OutboxTest.runMails(fetch);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> open(HeldWeb web)
            throws Exception {
        return open(web, "");
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> open(
            HeldWeb web, String settings) throws Exception {
        var harness = harness(web, 1, 0, settings);
        harness.open();
        return harness;
    }

    /** @param settings of {@code http}, as in wirewatch.yaml */
    private static KeyedOneInputStreamOperatorTestHarness<String, PageWork, PageResult> harness(
            HeldWeb web, int parallelism, int subtask, String settings) throws Exception {
        ConfigErrors errors = new ConfigErrors();
        HttpSettings http = settings.isEmpty()
                ? HttpSettings.defaults()
                : HttpSettings.read(Yaml.read("test", settings, errors), errors);
        errors.throwIfAny();
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new OutboxFactory<>(FetchPages.class, parameters -> new FetchPages(parameters, http, web)),
                PageWork::host,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }
}
