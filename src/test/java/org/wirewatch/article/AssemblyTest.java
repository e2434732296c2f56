package org.wirewatch.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wirewatch.article.ExtractOutcome.Extracted;
import org.wirewatch.model.Article;
import org.wirewatch.model.ContentFrom;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Precision;

class AssemblyTest {

    private static final Instant SEEN = Instant.parse("2023-03-10T12:00:00Z");
    private static final Feed FEED =
            new Feed("paper", "https://example.org/feed", "The Paper", "en", "GB", null, List.of(), 60_000, 600_000);
    private static final String TEXT = "The minister said on Monday that the talks would go on.";

    private static Entry entry(@Nullable String summary, @Nullable String content) {
        return new Entry(
                "1",
                "https://example.org/a",
                "Talks &amp; more",
                summary,
                content,
                List.of("Ann Lee"),
                Instant.parse("2023-03-10T10:00:00Z"),
                Precision.SECOND,
                null,
                null,
                List.of("world"),
                null,
                List.of(),
                null);
    }

    private static Extracted page(String body, @Nullable String published, @Nullable Precision precision) {
        return new Extracted(
                "Talks go on",
                "Paper",
                body,
                List.of(),
                published == null ? null : OffsetDateTime.parse(published),
                precision,
                null,
                "en",
                null,
                null,
                "World",
                List.of("talks"));
    }

    private static Article assembled(Entry entry, Extracted page) {
        return Assembly.fromPage("id", FEED, entry, SEEN, true, page, "https://example.org/a", SEEN);
    }

    @Test
    void thePageIsBelievedAndTheFeedFillsItsGaps() {
        Article article = assembled(entry("short", null), page(TEXT, "2023-03-10T09:00:00Z", Precision.SECOND));
        assertThat(article.title()).isEqualTo("Talks go on");
        assertThat(article.body()).isEqualTo(TEXT);
        assertThat(article.contentFrom()).isEqualTo(ContentFrom.PAGE);
        assertThat(article.authors()).containsExactly("Ann Lee");
        assertThat(article.published()).isEqualTo("2023-03-10T09:00:00Z");
        assertThat(article.keywords()).containsExactly("talks", "world");
        assertThat(article.revision()).isEqualTo(1);
    }

    @Test
    void aTimeFromTheFeedGoesBeforeADayFromThePage() {
        Article article = assembled(entry(null, null), page(TEXT, "2023-03-10T00:00:00Z", Precision.DAY));
        assertThat(article.published()).isEqualTo("2023-03-10T10:00:00Z");
        assertThat(article.precision()).isEqualTo(Precision.SECOND);
    }

    @Test
    void theFeedsFullTextIsTheBodyWhenThePageHasOnlyATeaser() {
        Article article = assembled(
                entry(null, "<p>" + TEXT + "</p><p>Nobody expects much of them.</p>"),
                page("The minister said.", null, null));
        assertThat(article.contentFrom()).isEqualTo(ContentFrom.FEED);
        assertThat(article.body()).isEqualTo(TEXT + "\n\nNobody expects much of them.");
    }

    @Test
    void withoutAPageTheArticleIsWhatTheFeedCarries() {
        Article article = Assembly.fromFeed("id", FEED, entry("<b>" + TEXT + "</b>", null), SEEN, false, SEEN);
        assertThat(article.title()).isEqualTo("Talks & more");
        assertThat(article.body()).isEqualTo(TEXT);
        assertThat(article.contentFrom()).isEqualTo(ContentFrom.FEED);
        assertThat(article.site()).isEqualTo("The Paper");
        assertThat(article.language()).isEqualTo("en");
    }
}
