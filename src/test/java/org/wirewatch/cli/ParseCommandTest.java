package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParseCommandTest {

    private static final String FEED = """
            <?xml version="1.0"?>
            <rss version="2.0"><channel><title>The Arnholt Courier</title><link>https://courier.example/</link>
            <description>News</description><language>en</language>
            <item><guid isPermaLink="false">n1</guid><title>Bridge reopens</title><link>/n1</link>
            <description>&lt;p&gt;After two years.&lt;/p&gt;</description>
            <pubDate>Fri, 20 Nov 2026 07:30:00 GMT</pubDate><category>Local</category>
            <enclosure url="https://courier.example/n1.mp3" length="1" type="audio/mpeg"/></item>
            </channel></rss>
            """;

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aFeedBecomesOneLine() throws IOException {
        String urls = file("urls.jsonl", "{\"id\":\"courier\",\"url\":\"https://courier.example/feed\"}");
        CommandLineRun run = CommandLineRun.of("parse", "--urls", urls, file("courier.xml", FEED));

        assertThat(run.out())
                .isEqualTo("{\"id\":\"courier\",\"feed\":{\"title\":\"The Arnholt Courier\","
                        + "\"link\":\"https://courier.example/\",\"language\":\"en\"},"
                        + "\"entries\":[{\"id\":\"n1\",\"title\":\"Bridge reopens\","
                        + "\"link\":\"https://courier.example/n1\",\"summary\":\"<p>After two years.</p>\","
                        + "\"content\":null,\"authors\":[],\"published\":\"2026-11-20T07:30:00Z\",\"updated\":null,"
                        + "\"categories\":[\"Local\"],"
                        + "\"enclosures\":[{\"url\":\"https://courier.example/n1.mp3\",\"type\":\"audio/mpeg\"}]}],"
                        + "\"repairs\":[]}\n");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
    }

    @Test
    void aFileThatIsNoFeedIsALineWithTheReasonAndTheOthersGoOn() throws IOException {
        CommandLineRun run =
                CommandLineRun.of("parse", file("page.xml", "<html><body>No feed</body></html>"), file("a.xml", FEED));
        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().get(0))
                .startsWith("{\"id\":\"page\",\"error\":\"")
                .contains("\"kind\":\"not-a-feed\"");
        assertThat(run.lines().get(1)).startsWith("{\"id\":\"a\",\"feed\":{");
        assertThat(run.exit()).isZero();
    }

    @Test
    void aFileThatIsMissingIsALineWithTheReasonAndAFailure() throws IOException {
        String missing = folder.resolve("none.xml").toString();
        CommandLineRun run = CommandLineRun.of("parse", missing, file("a.xml", FEED));
        assertThat(run.lines().get(0)).isEqualTo("{\"id\":\"none\",\"error\":\"" + missing + " does not exist\"}");
        assertThat(run.lines()).hasSize(2);
        assertThat(run.exit()).isEqualTo(1);
    }
}
