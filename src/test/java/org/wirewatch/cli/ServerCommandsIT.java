package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wirewatch.cli.CommandLineRun.NOW;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.index.Document;
import org.wirewatch.index.DocumentWriter;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.ElasticsearchExtension;
import org.wirewatch.index.ElasticsearchExtension.TestServer;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.Kind;
import org.wirewatch.index.Reading;
import org.wirewatch.index.Retention;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Article;
import org.wirewatch.model.ContentFrom;
import org.wirewatch.model.Feed;
import org.wirewatch.model.FeedHealth;
import org.wirewatch.model.Field;
import org.wirewatch.model.Mention;
import org.wirewatch.model.Severity;

/** The commands that ask Elasticsearch, against a real one. */
@ExtendWith(ElasticsearchExtension.class)
class ServerCommandsIT {

    private static final Feed FEED = new Feed(
            "courier",
            "https://courier.example/feed",
            "The Arnholt Courier",
            "en",
            null,
            null,
            List.of(),
            60_000,
            60_000);

    private final TestServer server;
    private final DocumentWriter writer;

    @TempDir
    Path folder;

    private ConfigFolder config;
    private Elasticsearch elasticsearch;

    ServerCommandsIT(TestServer server) {
        this.server = server;
        this.writer = new DocumentWriter(server.prefix());
    }

    @BeforeEach
    void connect() throws Exception {
        config = ConfigFolder.in(folder);
        config.write(
                "wirewatch.yaml", "elasticsearch: {url: '" + server.url() + "', prefix: " + server.prefix() + "}\n");
        elasticsearch =
                new Elasticsearch(ElasticsearchSettings.of(server.url(), server.prefix()), InstantSource.fixed(NOW));
        assertThat(run("setup").exit()).isZero();
    }

    @AfterEach
    void clean() throws FailedException {
        Retention retention = new Retention(elasticsearch);
        for (Retention.MonthIndex index : ServerOption.given(retention.months())) {
            ServerOption.given(retention.drop(index));
        }
        elasticsearch.close();
    }

    private CommandLineRun run(String command, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = command;
        arguments[1] = "--config";
        arguments[2] = config.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandLineRun.of(arguments);
    }

    private void write(Document document, Kind kind) throws FailedException {
        elasticsearch.bulk(List.of(document)).join();
        ServerOption.given(new Reading(elasticsearch).count(kind));
    }

    private void alert(String title, Instant seen) throws FailedException {
        String sentence = "The bridge was opened on Friday.";
        Article article = new Article(
                title.replace(' ', '-'),
                "https://courier.example/" + title.length(),
                "https://courier.example/x",
                null,
                title,
                sentence,
                List.of(),
                null,
                null,
                null,
                "en",
                null,
                null,
                List.of(),
                FEED,
                ContentFrom.PAGE,
                1,
                seen,
                seen,
                false);
        Mention mention = new Mention("bridges", "opening", Field.BODY, 4, 21, "bridge was opened", sentence);
        write(
                writer.alert(
                        article,
                        new Alert(
                                article.id(),
                                "bridges",
                                "Bridges",
                                Severity.HIGH,
                                0.75,
                                sentence,
                                List.of(mention),
                                "v"),
                        1),
                Kind.ALERTS);
    }

    @Test
    void alertsAreATableForPeopleNewestFirst() throws FailedException {
        alert("First bridge", NOW.minusSeconds(60));
        alert("Second\u001B[2J bridge", NOW);
        CommandLineRun run = run("alerts");
        assertThat(run.out()).isEqualTo("""
                        SEEN (UTC)        SEVERITY  SCORE  TOPIC    OUTLET               HEADLINE
                        2026-11-25 12:00  high      0.75   Bridges  The Arnholt Courier  Second [2J bridge
                        2026-11-25 11:59  high      0.75   Bridges  The Arnholt Courier  First bridge
                        """);
        assertThat(run.exit()).isZero();
    }

    @Test
    void alertsAreWholeDocumentsForPrograms() throws FailedException {
        alert("First bridge", NOW);
        assertThat(run("alerts", "--json", "--count", "1").lines())
                .singleElement()
                .asString()
                .startsWith("{\"id\":\"First-bridge:bridges\",")
                .contains("\"sentence\":\"The bridge was opened on Friday.\"");
    }

    @Test
    void alertsThatComeAreFollowedNewestLastEachOnce() throws Exception {
        alert("First bridge", NOW.minusSeconds(60));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompletableFuture<CommandLineRun> ended = new CompletableFuture<>();
        Thread follower = new Thread(
                () -> ended.complete(CommandLineRun.into(out, "alerts", "--config", config.toString(), "--follow")));
        follower.start();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> out.toString(StandardCharsets.UTF_8).contains("First bridge"));

        alert("Second bridge", NOW);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> out.toString(StandardCharsets.UTF_8).contains("Second bridge"));
        follower.interrupt();
        assertThat(ended.get().exit()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        12:00:00  high      Bridges · The Arnholt Courier · First bridge
                                  The *bridge was opened* on Friday.
                        12:00:00  high      Bridges · The Arnholt Courier · Second bridge
                                  The *bridge was opened* on Friday.
                        """);
    }

    @Test
    void feedsAreATableOfTheirHealthWithTheWorstFirst() throws IOException, FailedException {
        config.write("feeds.yaml", """
                feeds:
                  - {id: courier, url: "https://courier.example/feed"}
                  - {id: bote, title: Bote, url: "https://bote.example/feed"}
                """);
        FeedHealth health = new FeedHealth(
                FEED,
                FeedHealth.State.FAILING,
                NOW.minusSeconds(30),
                NOW.minusSeconds(7_200),
                NOW.minusSeconds(90_000),
                NOW.plusSeconds(600),
                60_000,
                90_000,
                40,
                3,
                12,
                40,
                null,
                4_000,
                90_000,
                null,
                true,
                List.of(),
                "timeout",
                "no answer in 30 s");
        write(writer.feed(health, 1), Kind.FEEDS);
        assertThat(run("feeds").out()).isEqualTo("""
                        STATE     FEED                 LAST NEW  LAST POLL  A DAY  EVERY  LAG  FAILED  PROBLEM
                        failing   The Arnholt Courier  25 h ago  30 s ago   40     60 s        3       timeout: no answer i…
                        unpolled  Bote                 never     never
                        """);
        assertThat(run("feeds", "--json").lines()).singleElement().asString().startsWith("{\"id\":\"courier\",");
    }

    @Test
    void pruneNamesWhatItWouldDropAndDropsOnlyThat() throws FailedException {
        alert("Old bridge", Instant.parse("2024-05-10T00:00:00Z"));
        alert("New bridge", NOW);
        String old = server.prefix() + "-alerts-2024.05";
        assertThat(run("prune", "--dry-run").out()).isEqualTo(old + "\n");
        assertThat(run("prune").out()).isEqualTo(old + "\n");
        assertThat(run("prune").out()).isEmpty();
        assertThat(run("alerts").out()).contains("New bridge").doesNotContain("Old bridge");
    }

    @Test
    void setupCanBeCheckedAndRepeated() {
        assertThat(run("setup", "--check").exit()).isZero();
        CommandLineRun again = run("setup");
        assertThat(again.err()).isEmpty();
        assertThat(again.exit()).isZero();
    }

    @Test
    void aServerThatIsAwayIsAFailureWithItsAddress() throws IOException {
        CommandLineRun run = run("alerts", "--elasticsearch", "http://127.0.0.1:1");
        assertThat(run.err()).startsWith("wirewatch alerts: ").contains("http://127.0.0.1:1");
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isEqualTo(1);
    }
}
