package org.wirewatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wirewatch.article.ExtractOutcome.Extracted;
import org.wirewatch.article.Extractor;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.feed.FeedParser;
import org.wirewatch.feed.ParsedFeed;
import org.wirewatch.fetch.FetchRequest;
import org.wirewatch.fetch.Fetcher;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Mention;
import org.wirewatch.model.Page;
import org.wirewatch.model.Validators;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.TopicCompiler;
import org.wirewatch.topic.TopicMatcher;

/** What the newsroom publishes is read by the real stages, without the job. */
class NewsroomReadingTest {

    /** Reports say of these topics whether they mention them, and of no other. */
    private static final Set<String> DECLARED = Set.of("nato-enlargement", "troop-buildup", "missile-deployment");

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));

    /** Reports whose topics are said in ways that the shipped rules do not see, or seem to see where there are none. */
    private static final Set<String> HARD =
            Set.of("carrier-brenn", "harbour-carrier", "scout-troops", "velgrad-speech");

    private final Day day = Day.load();
    private Newsroom newsroom;
    private Fetcher fetcher;

    @BeforeEach
    void open() throws Exception {
        newsroom = Newsroom.open(Schedule.allAtOnce(), CLOCK);
        fetcher = new Fetcher(HttpSettings.defaults().withAllowNetworks(List.of(Newsroom.NETWORK)), CLOCK);
    }

    @AfterEach
    void close() {
        fetcher.close();
        newsroom.close();
    }

    @Test
    void everyFeedIsReadWithAllItsEntries() {
        Set<String> linked = new TreeSet<>();
        for (Feed feed : newsroom.feeds()) {
            ParsedFeed parsed = read(feed);
            assertThat(parsed.repairs()).as(feed.id()).isEmpty();
            assertThat(parsed.entries()).as(feed.id()).isNotEmpty().allSatisfy(entry -> {
                assertThat(entry.title()).isNotBlank();
                assertThat(entry.published()).isBefore(CLOCK.instant());
                linked.add(entry.url().replaceAll("\\?.*", ""));
            });
        }
        assertThat(linked).isEqualTo(newsroom.expectedArticles().keySet());
    }

    @Test
    void everyPageGivesItsWholeTextAndNoHeadlineOfAnother() {
        for (Published out : edition().reports()) {
            String body = extract(out.url()).body();
            assertThat(out.report().paragraphs())
                    .as(out.url())
                    .allSatisfy(paragraph -> assertThat(body).contains(paragraph));
            assertThat(day.before(out.report(), 4))
                    .as(out.url())
                    .allSatisfy(other -> assertThat(body).doesNotContain(other.title()));
        }
    }

    @Test
    void theShippedTopicsFindInEnglishPagesWhatTheirReportsDeclare() throws Exception {
        ConfigErrors errors = new ConfigErrors();
        Map<String, Set<String>> foundInstead = new TreeMap<>();
        try (TopicMatcher matcher =
                new TopicMatcher(new TopicCompiler().compile(Catalogue.load(Path.of("config")), errors))) {
            errors.throwIfAny();
            for (Published out : edition().reports()) {
                Report report = out.report();
                Locale language = day.outletOf(report).language();
                if (language.getLanguage().equals("en")) {
                    Set<String> found = topics(matcher, extract(out.url()), language);
                    if (!found.equals(report.topics())) {
                        foundInstead.put(report.slug(), found);
                    }
                }
            }
        }
        assertThat(foundInstead).allSatisfy((slug, topics) -> assertThat(HARD).contains(slug));
    }

    @Test
    void theRetoldStoryOfTheDraftTreatiesHasTwoSentencesForEachTopic() throws Exception {
        ConfigErrors errors = new ConfigErrors();
        Published story = edition().reports().stream()
                .filter(out -> out.report().slug().equals("moscow-wish-list"))
                .findFirst()
                .orElseThrow();
        Extracted page = extract(story.url());
        try (TopicMatcher matcher =
                new TopicMatcher(new TopicCompiler().compile(Catalogue.load(Path.of("config")), errors))) {
            assertThat(matcher.match(String.valueOf(page.title()), page.body(), "en")
                            .matches())
                    .filteredOn(match -> DECLARED.contains(match.topic().id()))
                    .hasSize(DECLARED.size())
                    .allSatisfy(match -> assertThat(match.mentions().stream()
                                    .map(Mention::sentence)
                                    .distinct())
                            .as(match.topic().id())
                            .hasSizeGreaterThanOrEqualTo(2));
        }
    }

    private static Set<String> topics(TopicMatcher matcher, Extracted page, Locale language) {
        return matcher.match(String.valueOf(page.title()), page.body(), language.toLanguageTag()).matches().stream()
                .map(match -> match.topic().id())
                .filter(DECLARED::contains)
                .collect(Collectors.toSet());
    }

    private Edition edition() {
        return Edition.of(
                day,
                new Press(Schedule.allAtOnce(), CLOCK, day.steps().size()).happened(),
                outlet -> "http://" + day.outlets().get(outlet).host() + ":" + newsroom.port());
    }

    private ParsedFeed read(Feed feed) {
        Page page = fetch(FetchRequest.feed(feed.url(), Validators.NONE));
        return new FeedParser()
                .parse(page.body(), page.headers().get("content-type"), page.finalUrl(), feed, CLOCK.instant())
                .match(parsed -> parsed.feed(), unreadable -> {
                    throw new AssertionError(unreadable.problem());
                });
    }

    private Extracted extract(String url) {
        return new Extractor().extract(fetch(FetchRequest.page(url, null))).match(found -> found, none -> {
            throw new AssertionError(none.problem());
        });
    }

    private Page fetch(FetchRequest request) {
        return fetcher.fetch(request)
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .match(
                        fetched -> fetched.page(),
                        same -> {
                            throw new AssertionError("304 for " + request.url());
                        },
                        failed -> {
                            throw new AssertionError(failed.problem());
                        });
    }
}
