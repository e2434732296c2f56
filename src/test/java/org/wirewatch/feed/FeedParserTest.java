package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Problem;

class FeedParserTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Feed FEED =
            new Feed("f", "https://news.example/feed", null, null, null, null, List.of(), 60_000, 3_600_000);

    @Test
    void rssIsRead() {
        ParsedFeed feed = parsed("""
                <?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title><link>https://news.example/</link>
                <item><title>Talks &amp;amp; votes</title><link>/a</link><guid isPermaLink="false">n1</guid>
                <pubDate>Wed, 25 Nov 2026 10:00:00 +0100</pubDate></item></channel></rss>""");

        assertThat(feed.title()).isEqualTo("The Wire");
        Entry entry = feed.entries().get(0);
        assertThat(entry.title()).isEqualTo("Talks & votes");
        assertThat(entry.url()).isEqualTo("https://news.example/a");
        assertThat(entry.guid()).isEqualTo("n1");
        assertThat(entry.published()).isEqualTo(Instant.parse("2026-11-25T09:00:00Z"));
        assertThat(feed.repairs()).isEmpty();
    }

    @Test
    void aPageWhereAFeedWasExpectedIsSaidToBeOne() {
        Problem problem = unreadable("<html><head><title>x</title></head><body><p>y</p></body></html>");

        assertThat(problem.kind()).isEqualTo("not-a-feed");
        assertThat(problem.message()).isEqualTo("an HTML page stands where a feed was expected");
    }

    private static ParsedFeed parsed(String text) {
        return parse(text).match(ParseOutcome.Parsed::feed, unreadable -> {
            throw new AssertionError(unreadable.problem().toString());
        });
    }

    private static Problem unreadable(String text) {
        return parse(text)
                .match(
                        parsed -> {
                            throw new AssertionError("read as a feed: " + parsed.feed());
                        },
                        ParseOutcome.Unreadable::problem);
    }

    private static ParseOutcome parse(String text) {
        return new FeedParser().parse(text.getBytes(StandardCharsets.UTF_8), null, FEED.url(), FEED, NOW);
    }
}
