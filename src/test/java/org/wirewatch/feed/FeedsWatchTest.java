package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.model.Feed;

class FeedsWatchTest {

    private static final String ONE = "feeds:\n  - {id: a, url: 'https://a.example/feed'}\n";
    private static final String TWO = ONE + "  - {id: b, url: 'https://b.example/feed'}\n";

    @TempDir
    Path folder;

    private FeedsFolder files() {
        return new FeedsFolder(folder, PollSettings.defaults());
    }

    private FeedsWatch watchOf(String yaml) throws IOException {
        write(yaml);
        return new FeedsWatch(files());
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("feeds.yaml"), yaml);
    }

    private void export(String opml) throws IOException {
        Files.writeString(folder.resolve("feeds.opml"), opml);
    }

    private static List<String> ids(Optional<FeedsChange> change) {
        return change.orElseThrow()
                .match(
                        read -> read.feeds().stream().map(Feed::id).toList(),
                        refused -> List.of("refused: " + refused.message()));
    }

    @Test
    void theFirstLookReadsAndLaterOnesOnlyWhatHasChanged() throws IOException {
        FeedsWatch watch = watchOf(ONE);

        assertThat(ids(watch.look())).containsExactly("a");
        assertThat(watch.look()).isEmpty();
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNotReadYet() throws IOException {
        FeedsWatch watch = watchOf(ONE);
        watch.look();
        write("feeds:\n");
        assertThat(watch.look()).isEmpty();
        write(TWO);
        assertThat(watch.look()).isEmpty();

        assertThat(ids(watch.look())).containsExactly("a", "b");
    }

    @Test
    void aBrokenFileIsToldOnceWithItsPlaceAndAGoodOneAfterIt() throws IOException {
        FeedsWatch watch = watchOf(ONE);
        watch.look();
        write(ONE + "  - {id: b, address: 'https://b.example/feed'}\n");
        watch.look();

        assertThat(ids(watch.look())).singleElement().asString().contains("feeds.yaml:3:", "feeds.address");
        write(ONE + "  - {id: b, address: 'https://b.example/feed'}\n\n");
        watch.look();
        assertThat(watch.look()).isEmpty();

        write(TWO);
        watch.look();
        assertThat(ids(watch.look())).containsExactly("a", "b");
    }

    @Test
    void aListThatLosesAllItsFeedsIsTakenForAMistake() throws IOException {
        FeedsWatch watch = watchOf(ONE);
        watch.look();
        write("feeds: []\n");
        watch.look();

        assertThat(ids(watch.look())).singleElement().asString().startsWith("refused: no feed is left");
    }

    @Test
    void anExportOfAnotherReaderIsAddedAndFeedsYamlRefinesIt() throws IOException {
        write("tags: {Agencies: {poll: {max: 10m}}}\n" + ONE);
        export("""
                <opml version="2.0"><body>
                  <outline text="Agencies"><outline text="Wire" xmlUrl="https://wire.example/rss"/></outline>
                  <outline text="A" xmlUrl="https://a.example/feed"/>
                </body></opml>
                """);
        ConfigErrors errors = new ConfigErrors();
        List<Feed> feeds = files().read(errors);

        assertThat(errors.list()).isEmpty();
        assertThat(feeds).extracting(Feed::url).containsExactly("https://a.example/feed", "https://wire.example/rss");
        assertThat(feeds.get(0).id()).isEqualTo("a");
        assertThat(feeds.get(1).tags()).containsExactly("Agencies");
        assertThat(feeds.get(1).pollMaxMillis())
                .isEqualTo(Duration.ofMinutes(10).toMillis());
    }

    @Test
    void anExportAloneIsEnoughAndItsChangesAreSeen() throws IOException {
        export("<opml version='2.0'><body><outline text='A' xmlUrl='https://a.example/feed'/></body></opml>");
        FeedsWatch watch = new FeedsWatch(files());
        assertThat(ids(watch.look())).hasSize(1);

        export("<opml version='2.0'><body><outline text='A' xmlUrl='https://a.example/feed'/>"
                + "<outline text='B' xmlUrl='https://b.example/feed'/></body></opml>");
        watch.look();
        assertThat(ids(watch.look())).hasSize(2);

        export("<html><body>moved</body></html>");
        watch.look();
        assertThat(ids(watch.look())).singleElement().asString().contains("feeds.opml:1:1: this is no OPML");
    }

    @Test
    void aFolderWithNeitherIsAMistake() {
        ConfigErrors errors = new ConfigErrors();

        assertThat(files().read(errors)).isEmpty();
        assertThat(errors.list()).singleElement().asString().contains("feeds.yaml", "does not exist");
    }
}
