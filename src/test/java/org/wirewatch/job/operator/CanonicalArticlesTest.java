package org.wirewatch.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.wirewatch.fetch.UrlKeys;
import org.wirewatch.fetch.Urls;
import org.wirewatch.model.Article;
import org.wirewatch.model.ContentFrom;
import org.wirewatch.model.Feed;

/** Which articles are one, and which revision of it a text is. */
class CanonicalArticlesTest {

    private static final String CANONICAL = "https://example.org/story";

    @Test
    void anotherAddressOfTheSamePageIsTheSameArticle() throws Exception {
        try (var articles = open()) {
            articles.processElement(article("1", "https://example.org/story", CANONICAL, "T", "Text."), 0);
            articles.processElement(article("2", "https://example.org/amp/story", CANONICAL, "T", "Text."), 0);
            articles.processElement(article("3", "https://m.example.org/story", CANONICAL, "T", "Text, longer."), 0);
            assertThat(passed(articles)).containsExactly("1 revision 1", "1 revision 2");
        }
    }

    @Test
    void aSiteWhoseEveryPageNamesOneAddressKeepsItsArticlesApart() throws Exception {
        try (var articles = open()) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 3; i++) {
                    articles.processElement(
                            article(
                                    "" + i,
                                    "https://example.org/" + i,
                                    "https://example.org/news",
                                    "T" + i,
                                    "Text " + i),
                            0);
                }
            }
            assertThat(passed(articles))
                    .as("and the same texts go no further")
                    .containsExactly("0 revision 1", "1 revision 1", "2 revision 1");
        }
    }

    @Test
    void anotherSiteThatCopiesTheTitleCannotReviseTheArticle() throws Exception {
        try (var articles = open()) {
            articles.processElement(article("1", CANONICAL, CANONICAL, "T", "Text."), 0);
            articles.processElement(article("2", "https://evil.test/story", CANONICAL, "T", "Another text."), 0);
            assertThat(passed(articles)).containsExactly("1 revision 1", "2 revision 1");
        }
    }

    @Test
    void aCopyOnAnotherSiteThatNamesItsOriginalIsNoSecondArticle() throws Exception {
        try (var articles = open()) {
            articles.processElement(article("1", CANONICAL, CANONICAL, "T", "Text."), 0);
            articles.processElement(article("2", "https://b.example/story", CANONICAL, "T", "Text."), 0);
            assertThat(passed(articles)).containsExactly("1 revision 1");
        }
    }

    @Test
    void anArticleWhosePageChangesItsCanonicalAddressGoesOnCounting() throws Exception {
        try (var articles = open()) {
            articles.processElement(article("1", CANONICAL, CANONICAL, "T", "Text."), 0);
            articles.processElement(article("1", CANONICAL, CANONICAL + "-2", "T2", "Text two."), 0);
            articles.processElement(article("2", "https://example.org/x", CANONICAL, "T2", "Text three."), 0);
            assertThat(passed(articles)).containsExactly("1 revision 1", "1 revision 2", "1 revision 3");
        }
    }

    @Test
    void betterRulesForUrlsBeginNoRevisionAnew() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var articles = harness(url -> Optional.of(new UrlKeys("1:" + url, List.of())))) {
            articles.open();
            articles.processElement(article("1", CANONICAL, CANONICAL, "T", "Text."), 0);
            checkpoint = articles.snapshot(1, 1);
        }
        try (var better = harness(url -> Optional.of(new UrlKeys("2:" + url, List.of("1:" + url))))) {
            better.initializeState(checkpoint);
            better.open();
            better.processElement(article("2", "https://example.org/amp", CANONICAL, "T", "Text."), 0);
            better.processElement(article("2", "https://example.org/amp", CANONICAL, "T", "Text two."), 0);
            assertThat(passed(better)).containsExactly("1 revision 2");
        }
    }

    private static List<String> passed(KeyedOneInputStreamOperatorTestHarness<String, Article, Article> articles) {
        return articles.extractOutputValues().stream()
                .map(article -> article.id() + " revision " + article.revision())
                .toList();
    }

    private static Article article(String id, String url, String canonical, String title, String body) {
        Instant now = Instant.ofEpochMilli(1);
        Feed feed = new Feed("f", "https://f.example/feed", null, null, null, null, List.of(), 1, 1);
        return new Article(
                id,
                url,
                canonical,
                null,
                title,
                body,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                feed,
                ContentFrom.PAGE,
                1,
                now,
                now,
                true);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Article, Article> open() throws Exception {
        var harness = harness(Urls::keys);
        harness.open();
        return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Article, Article> harness(Articles.Keys keys)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new CanonicalArticles(Duration.ofDays(90), keys)),
                CanonicalArticles::key,
                Types.STRING);
    }
}
