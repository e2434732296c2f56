package org.wirewatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirewatch.article.Extractor;
import org.wirewatch.feed.Decision;
import org.wirewatch.feed.FeedParser;
import org.wirewatch.feed.Novelty;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.fetch.FetchOutcome;
import org.wirewatch.fetch.FetchRequest;
import org.wirewatch.fetch.Fetcher;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.fetch.Robots;
import org.wirewatch.fetch.RobotsPolicy;
import org.wirewatch.fetch.Urls;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Page;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Validators;

/** The real stages report each misfortune as it says they must. */
class MisfortuneReadingTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));

    private Newsroom newsroom;
    private Fetcher fetcher;

    @BeforeEach
    void open() throws Exception {
        newsroom = Newsroom.open(Schedule.byHand(), CLOCK, 0, EnumSet.allOf(Misfortune.class));
    }

    /** Quick to give up where giving up is the point. */
    private static Fetcher fetcher(Misfortune misfortune) {
        HttpSettings usual = HttpSettings.defaults();
        boolean silent = misfortune.problemKind().filter("timeout"::equals).isPresent();
        return new Fetcher(
                new HttpSettings(
                        null,
                        List.of(Newsroom.NETWORK),
                        usual.allowPorts(),
                        silent ? Duration.ofMillis(800) : usual.deadline(),
                        usual.connectTimeout(),
                        1 << 20,
                        usual.maxBufferedBytes(),
                        usual.maxConnections(),
                        usual.maxRetryAfter(),
                        usual.pace(),
                        usual.robots()),
                CLOCK);
    }

    @AfterEach
    void close() {
        fetcher.close();
        newsroom.close();
    }

    @ParameterizedTest
    @EnumSource
    void leadsToItsProblem(Misfortune misfortune) {
        fetcher = fetcher(misfortune);
        Feed feed = newsroom.feeds().stream()
                .filter(one -> one.id().equals(misfortune.word()))
                .findFirst()
                .orElseThrow();
        List<Problem> problems = new ArrayList<>();
        boolean article = poll(feed, problems);

        if (misfortune.problemKind().isPresent()) {
            assertThat(problems)
                    .extracting(Problem::stage, Problem::kind)
                    .contains(tuple(misfortune.stage(), misfortune.problemKind().get()));
        } else {
            assertThat(problems).isEmpty();
            assertThat(article).isEqualTo(misfortune.articleExpected());
        }
        assertThat(newsroom.requests())
                .as("what an external entity names is never asked for")
                .noneMatch(request -> request.path().equals("/entity"));
    }

    /** @return whether an article came out of its page */
    private boolean poll(Feed feed, List<Problem> problems) {
        Optional<Page> body = fetch(FetchRequest.feed(feed.url(), Validators.NONE), problems);
        if (body.isEmpty()) {
            return false;
        }
        Page page = body.get();
        List<Entry> entries = new FeedParser()
                .parse(page.body(), page.headers().get("content-type"), page.finalUrl(), feed, CLOCK.instant())
                .match(parsed -> parsed.feed().entries(), unreadable -> {
                    problems.add(unreadable.problem());
                    return List.of();
                });
        Decision decision = new Novelty(PollSettings.defaults()).decide(null, feed, entries, CLOCK.instant());
        problems.addAll(decision.problems());
        return decision.fresh().stream()
                .filter(entry -> entry.url() != null)
                .filter(entry -> mayBeFetched(entry.url(), problems))
                .flatMap(entry -> fetch(FetchRequest.page(entry.url(), null), problems).stream())
                .anyMatch(found -> new Extractor().extract(found).match(extracted -> true, none -> {
                    problems.add(none.problem());
                    return false;
                }));
    }

    private boolean mayBeFetched(String url, List<Problem> problems) {
        RobotsPolicy policy = new RobotsPolicy(HttpSettings.defaults());
        String origin = Urls.origin(url).orElseThrow();
        Robots robots = policy.learned(null, origin, ask(policy.request(url)), CLOCK.instant());
        return policy.verdict(robots, url, CLOCK.instant())
                .match(
                        allowed -> true,
                        disallowed -> !problems.add(disallowed.problem()),
                        () -> false,
                        later -> !problems.add(later.problem()));
    }

    /** Fetches as the job does: what may pass is tried a second time. */
    private Optional<Page> fetch(FetchRequest request, List<Problem> problems) {
        FetchOutcome first = ask(request);
        boolean again = first.match(fetched -> false, same -> false, failed -> failed.passing());
        return (again ? ask(request) : first)
                .match(
                        fetched -> {
                            Optional.ofNullable(fetched.cut()).ifPresent(problems::add);
                            return Optional.of(fetched.page());
                        },
                        same -> Optional.empty(),
                        failed -> {
                            problems.add(failed.problem());
                            return Optional.empty();
                        });
    }

    private FetchOutcome ask(FetchRequest request) {
        return fetcher.fetch(request).orTimeout(20, TimeUnit.SECONDS).join();
    }
}
