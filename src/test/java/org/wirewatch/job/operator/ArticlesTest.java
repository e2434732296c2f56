package org.wirewatch.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.fetch.PaceSettings;
import org.wirewatch.fetch.UrlKeys;
import org.wirewatch.fetch.Urls;
import org.wirewatch.job.stream.PageWork;
import org.wirewatch.job.stream.SeenEntry;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;

/** One article, one fetch. */
class ArticlesTest {

    private static final Duration REMEMBER = Duration.ofDays(90);
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "https://example.org/story, https://example.org/story, 1",
        "https://example.org/story, http://www.example.org/story/?utm_source=rss&fbclid=x#top, 1",
        "https://example.org/story?id=1, https://example.org/story?id=2, 2",
        "https://example.org/story, https://b.example/story, 2",
    })
    void twoFeedsThatLinkTheSameArticleFetchItOnce(String one, String other, int fetches) throws Exception {
        try (var articles = open(Urls::keys)) {
            articles.processElement(seen("first", one, false), 0);
            articles.processElement(seen("second", other, false), 0);
            assertThat(articles.extractOutputValues()).hasSize(fetches);
        }
    }

    @Test
    void aCorrectedEntryIsFetchedAgainUnderTheSameId() throws Exception {
        try (var articles = open(Urls::keys)) {
            articles.processElement(seen("f", "https://example.org/story", false), 0);
            articles.processElement(seen("f", "https://example.org/story", true), 0);
            assertThat(articles.extractOutputValues())
                    .hasSize(2)
                    .extracting(PageWork::articleId)
                    .containsOnly(articles.extractOutputValues().get(0).articleId());
        }
    }

    @Test
    void betterRulesForUrlsMakeNoOldArticleNew() throws Exception {
        OperatorSubtaskState checkpoint;
        String id;
        try (var articles = open(url -> Optional.of(new UrlKeys("1:" + url, List.of())))) {
            articles.processElement(seen("f", "https://example.org/STORY", false), 0);
            id = articles.extractOutputValues().get(0).articleId();
            checkpoint = articles.snapshot(1, 1);
        }
        try (var better =
                harness(url -> Optional.of(new UrlKeys("2:" + url.toLowerCase(Locale.ROOT), List.of("1:" + url))))) {
            better.initializeState(checkpoint);
            better.open();
            better.processElement(seen("f", "https://example.org/STORY", false), 0);
            assertThat(better.extractOutputValues()).as("known by its old key").isEmpty();
            better.processElement(seen("g", "https://example.org/story", false), 0);
            assertThat(better.extractOutputValues())
                    .as("and now by its new one")
                    .isEmpty();
            better.processElement(seen("g", "https://example.org/story", true), 0);
            assertThat(better.extractOutputValues())
                    .extracting(PageWork::articleId)
                    .containsExactly(id);
        }
    }

    @Test
    void anArticleIsForgottenAfterItsTime() throws Exception {
        try (var articles = open(Urls::keys)) {
            articles.setStateTtlProcessingTime(0);
            articles.processElement(seen("f", "https://example.org/story", false), 0);
            articles.setStateTtlProcessingTime(REMEMBER.toMillis() - 1);
            articles.processElement(seen("f", "https://example.org/story", false), 0);
            assertThat(articles.extractOutputValues()).hasSize(1);
            articles.setStateTtlProcessingTime(3 * REMEMBER.toMillis());
            articles.processElement(seen("f", "https://example.org/story", false), 0);
            assertThat(articles.extractOutputValues()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, news.example.org", "true, example.org"})
    void aPageWaitsInTheQueueOfItsHostOrDomain(boolean perDomain, String queue) throws Exception {
        PaceSettings usual = PaceSettings.defaults();
        PaceSettings pace = new PaceSettings(
                usual.delay(),
                usual.atOnce(),
                perDomain,
                usual.attempts(),
                usual.backoff(),
                usual.maxBackoff(),
                usual.failuresToOpen(),
                usual.maxRest(),
                usual.maxCrawlDelay(),
                usual.patience(),
                usual.maxWaiting(),
                usual.hosts());
        try (var articles = harness(new Articles(REMEMBER, pace))) {
            articles.open();
            articles.processElement(seen("f", "https://news.example.org/story", false), 0);
            assertThat(articles.extractOutputValues().get(0).host()).isEqualTo(queue);
        }
    }

    private static SeenEntry seen(String feed, String link, boolean corrected) {
        Feed from = new Feed(feed, "https://f.example/" + feed, null, null, null, null, List.of(), 1, 1);
        Entry entry = new Entry(
                link, link, "A title", null, null, List.of(), null, null, null, null, List.of(), null, List.of(), null);
        return new SeenEntry(Urls.normalise(link).orElseThrow(), link, from, entry, NOON, true, corrected);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, SeenEntry, PageWork> open(Articles.Keys keys)
            throws Exception {
        var harness = harness(keys);
        harness.open();
        return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, SeenEntry, PageWork> harness(Articles.Keys keys)
            throws Exception {
        return harness(new Articles(REMEMBER, PaceSettings.defaults(), keys));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, SeenEntry, PageWork> harness(Articles articles)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(articles), Articles::key, Types.STRING);
    }
}
