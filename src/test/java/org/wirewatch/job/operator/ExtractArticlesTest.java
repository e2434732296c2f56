package org.wirewatch.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.article.SiteRules;
import org.wirewatch.fetch.FetchFault;
import org.wirewatch.job.stream.PageResult;
import org.wirewatch.job.stream.PageWork;
import org.wirewatch.model.Article;
import org.wirewatch.model.ContentFrom;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Page;

/** Where an article's text comes from, and whether it may be kept. */
class ExtractArticlesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String LINK = "https://a.example/story";
    private static final String SUMMARY = "What the feed says about the battalion.";
    private static final String TEXT = "The ministry moves a battalion to the border, it says on Wednesday. ";

    @ParameterizedTest
    @CsvSource({
        "<p>,                                       '',          true",
        "<meta name=robots content=noindex>,        '',          false",
        "<meta name=googlebot content=noindex>,     '',          true",
        "<p>,                                       noindex,     false",
        "<p>,                                       'bot: none', true",
    })
    void theBodyOfAPageThatSaysNoindexIsNotStored(String head, String header, boolean stored) throws Exception {
        Article article = extract(true, page(head, header));

        assertThat(article.body()).as("topics are looked for in it").contains("battalion");
        assertThat(article.contentFrom()).isEqualTo(ContentFrom.PAGE);
        assertThat(article.bodyStored()).isEqualTo(stored);
    }

    @Test
    void whereTheOperatorSaysSoNoindexDoesNotCount() throws Exception {
        assertThat(extract(false, page("<meta name=robots content=noindex>", "noindex"))
                        .bodyStored())
                .isTrue();
    }

    @Test
    void thePageThatRobotsTxtForbidsLeavesTheFeedsOwnText() throws Exception {
        PageResult forbidden =
                new PageResult(work(), null, FetchFault.ROBOTS.problem(LINK, "robots.txt forbids it", NOW), NOW);

        Article article = extract(true, forbidden);

        assertThat(article.contentFrom()).isEqualTo(ContentFrom.FEED);
        assertThat(article.body()).isEqualTo(SUMMARY);
        assertThat(article.bodyStored()).isTrue();
    }

    private static PageResult page(String head, String robotsTag) {
        String html = "<html><head><title>A battalion moves</title>" + head + "</head><body><article>"
                + ("<p>" + TEXT.repeat(4) + "</p>").repeat(5) + "</article></body></html>";
        Map<String, String> headers = robotsTag.isEmpty()
                ? Map.of("content-type", "text/html")
                : Map.of("content-type", "text/html", "x-robots-tag", robotsTag);
        Page page = new Page(LINK, LINK, 200, headers, "utf-8", html.getBytes(StandardCharsets.UTF_8), false, NOW);
        return new PageResult(work(), page, null, NOW);
    }

    private static PageWork work() {
        Feed feed = new Feed("f", "https://f.example/feed", null, null, null, null, List.of(), 1, 1);
        Entry entry = new Entry(
                "g",
                LINK,
                "A battalion moves",
                SUMMARY,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                null);
        return new PageWork("id", LINK, "a.example", feed, entry, NOW, true);
    }

    private static Article extract(boolean respectNoindex, PageResult result) throws Exception {
        try (OneInputStreamOperatorTestHarness<PageResult, Article> operator =
                ProcessFunctionTestHarnesses.forProcessFunction(new ExtractArticles(respectNoindex, SiteRules.NONE))) {
            operator.processElement(result, 0);
            return operator.extractOutputValues().get(0);
        }
    }
}
