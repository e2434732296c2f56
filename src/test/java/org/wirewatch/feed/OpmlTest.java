package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Ids;

class OpmlTest {

    private final ConfigErrors errors = new ConfigErrors();

    @Test
    void whatIsWrittenIsReadAgainAsTheSameFeeds() {
        List<Feed> feeds = List.of(
                new Feed(
                        "a",
                        "https://a.example/?x=1&y=2",
                        "A & \"B\"",
                        "en",
                        "GB",
                        "Europe/London",
                        List.of("world", "sea"),
                        60_000,
                        3_600_000),
                new Feed("c", "https://c.example/feed", null, null, null, null, List.of("world"), 1_000, 2_000),
                new Feed("d", "https://d.example/feed", "D\u0001", null, null, null, List.of(), 60_000, 60_000));

        List<Feed> read = read(Opml.write("All of them", feeds));

        assertThat(read).hasSize(3).startsWith(feeds.get(0), feeds.get(1));
        assertThat(read.get(2).title()).isEqualTo("D");
        assertThat(errors.isEmpty()).isTrue();
    }

    @Test
    void foldersBecomeTags() {
        List<Feed> feeds = read("""
                <opml version="1.0"><body><outline text="News"><outline title="Baltic">
                <outline text="T" title="Title" type="rss" xmlurl="https://a.example/feed" htmlUrl="https://a.example"/>
                </outline></outline><outline text="Again"><outline text="T" xmlUrl="https://a.example/feed"/></outline></body></opml>""");

        assertThat(feeds).singleElement().satisfies(feed -> {
            assertThat(feed.tags()).containsExactly("News", "Baltic", "Again");
            assertThat(feed.title()).isEqualTo("Title");
            assertThat(feed.id()).isEqualTo(Ids.hash("https://a.example/feed"));
        });
    }

    @Test
    void anExportThatIsNoXmlIsRepaired() {
        assertThat(read("<opml><body><outline text=\"R&D\" xmlUrl=\"https://a.example/?a=1&b=2\"></body>"))
                .extracting(Feed::url)
                .containsExactly("https://a.example/?a=1&b=2");
    }

    @Test
    void anOutlineWithoutAUsableAddressIsAnErrorWithItsLine() {
        assertThat(read("<opml><body>\n<outline text='x' xmlUrl='feed://x'/>\n</body></opml>"))
                .isEmpty();
        assertThat(errors.list()).singleElement().satisfies(error -> {
            assertThat(error.place().line()).isEqualTo(2);
            assertThat(error.message()).isEqualTo("\"feed://x\" is no http(s) address");
        });
    }

    @Test
    void anotherDocumentIsSaidToBeNoOpml() {
        assertThat(read("<html><body>hello</body></html>")).isEmpty();
        assertThat(errors.list())
                .singleElement()
                .satisfies(error -> assertThat(error.message())
                        .isEqualTo("this is no OPML: the document does not start with <opml>"));
    }

    private List<Feed> read(String text) {
        return Opml.read("feeds.opml", text.getBytes(StandardCharsets.UTF_8), PollSettings.defaults(), errors);
    }
}
