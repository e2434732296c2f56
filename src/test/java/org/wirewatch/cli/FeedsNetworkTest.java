package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask servers for feeds, against one on this machine. */
class FeedsNetworkTest {

    private static final String RSS = """
            <rss version="2.0"><channel><title>The Arnholt Courier</title><language>en</language>
            <item><title>Third</title><link>https://c.example/3</link><pubDate>Wed, 25 Nov 2026 11:40:00 GMT</pubDate></item>
            <item><title>Second</title><link>https://c.example/2</link><pubDate>Wed, 25 Nov 2026 10:00:00 GMT</pubDate></item>
            <item><title>First</title><link>https://c.example/1</link></item>
            <item><title>Oldest</title><link>https://c.example/0</link></item>
            </channel></rss>
            """;

    @TempDir
    Path folder;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private ConfigFolder config;
    private Path yaml;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 100);
        server.start();
        config = ConfigFolder.in(folder);
        config.write("wirewatch.yaml", "http: {contact: desk@example.org, allow-networks: [127.0.0.0/8]}\n");
        yaml = config.write("feeds.yaml", """
                # The feeds of the desk
                feeds:
                    - url: https://courier.example/feed   # a comment
                      title: Courier

                tags:   # bounds
                    agency: {poll: {max: 10m}}
                """);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(String path, String type, String body) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestURI().toString());
            boolean here = exchange.getRequestURI().getPath().equals(path);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(here ? 200 : 404, here ? bytes.length : -1);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(here ? bytes : new byte[0]);
            }
        });
    }

    private void redirect(String path, int status, String to) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private CommandLineRun feeds(String... args) {
        List<String> all = new ArrayList<>(List.of("feeds"));
        all.addAll(List.of(args));
        all.addAll(List.of("--config", config.toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    @Nested
    class Add {

        @Test
        void aFeedIsShownWithItsNewestHeadlinesAndAddedWithAComment() throws IOException {
            serve("/feed.xml", "application/rss+xml", RSS);
            CommandLineRun run = feeds("add", url("/feed.xml"), "--tag", "regional");

            assertThat(run.err()).isEqualTo("wirewatch feeds add: added to " + yaml + "\n");
            assertThat(run.out()).isEqualTo("""
                    The Arnholt Courier (en), 4 entries, %s
                      2026-11-25 11:40  Third
                      2026-11-25 10:00  Second
                      without a date    First
                    """.formatted(url("/feed.xml")));
            assertThat(Files.readString(yaml)).isEqualTo("""
                    # The feeds of the desk
                    feeds:
                        - url: https://courier.example/feed   # a comment
                          title: Courier
                        # 2026-11-25, found from %1$s: 4 entries, the newest of 2026-11-25 11:40 UTC
                        - {id: "the-arnholt-courier", title: "The Arnholt Courier", url: "%1$s", language: "en", tags: ["regional"]}

                    tags:   # bounds
                        agency: {poll: {max: 10m}}
                    """.formatted(url("/feed.xml")));
            assertThat(run.exit()).isZero();
        }

        @Test
        void thePageOfAnOutletLeadsToTheFeedsThatItDeclares() {
            serve("/", "text/html", """
                    <html><head><title>Courier</title>
                    <link rel="stylesheet" href="/feed.css">
                    <link rel="alternate" hreflang="de" href="/de/">
                    <link rel="Alternate" type="application/rss+xml" href="main.xml">
                    <link rel="alternate" type="application/atom+xml" href="/gone.xml">
                    <link rel="alternate" type="application/feed+json" href="/sport.xml"></head>
                    <body><a href="/about">about</a></body></html>""");
            serve("/main.xml", "application/rss+xml", RSS);
            serve("/sport.xml", "text/xml", RSS.replace("The Arnholt Courier", "Sport"));
            CommandLineRun run = feeds("add", url("/"), "--dry-run");

            assertThat(run.out()).startsWith("The Arnholt Courier").contains("- {id: \"the-arnholt-courier\"");
            assertThat(run.err()).isEqualTo("also found: Sport, 4 entries, " + url("/sport.xml") + "\n");
            assertThat(asked).doesNotContain("/about", "/robots.txt");
        }

        @Test
        void withoutADeclarationTheUsualPlacesAreLookedAt() {
            serve("/politics/today.html", "text/html", "<p>News</p>");
            serve("/politics/rss", "application/rss+xml", RSS);

            assertThat(feeds("add", url("/politics/today.html"), "--dry-run").out())
                    .contains("url: \"" + url("/politics/rss") + "\"");
        }

        @Test
        void atLastTheNewsSitemapsOfRobotsTxtAreTried() {
            serve("/", "text/html", "<p>News</p>");
            serve("/robots.txt", "text/plain", "User-agent: *\nDisallow: /x\nSitemap: " + url("/maps.xml") + "\n");
            serve(
                    "/maps.xml",
                    "application/xml",
                    "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>" + url("/all.xml")
                            + "</loc></sitemap><sitemap><loc>" + url("/google-news.xml")
                            + "</loc></sitemap></sitemapindex>");
            serve(
                    "/google-news.xml",
                    "application/xml",
                    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
                            + " xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://c.example/1</loc>"
                            + "<news:news><news:publication><news:name>Courier</news:name><news:language>en</news:language>"
                            + "</news:publication><news:publication_date>2026-11-25</news:publication_date>"
                            + "<news:title>One</news:title></news:news></url></urlset>");

            assertThat(feeds("add", url("/"), "--dry-run").out())
                    .startsWith("Courier (en), 1 entry")
                    .contains("url: \"" + url("/google-news.xml") + "\"");
        }

        @Test
        void aSiteWithoutAFeedIsAFailureThatSaysWhatToDo() throws IOException {
            serve("/", "text/html", "<p>News</p>");
            String before = Files.readString(yaml);
            CommandLineRun run = feeds("add", url("/"));

            assertThat(run.err()).startsWith("wirewatch feeds add: no feed was found at ");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(Files.readString(yaml)).isEqualTo(before);
            assertThat(asked).hasSizeLessThan(40);
        }

        @Test
        void aFeedThatIsWatchedAlreadyIsNotAddedAgain() {
            serve("/feed.xml", "application/rss+xml", RSS);
            feeds("add", url("/feed.xml"), "--id", "mine");
            CommandLineRun run = feeds("add", url("/feed.xml"));

            assertThat(run.err()).isEqualTo("wirewatch feeds add: this feed is watched already, as mine\n");
            assertThat(run.exit()).isEqualTo(1);
        }

        @Test
        void aFileThatIsNotWrittenInLinesIsLeftAloneAndTheLineShown() throws IOException {
            serve("/feed.xml", "application/rss+xml", RSS);
            config.write("feeds.yaml", "{feeds: [{url: 'https://courier.example/feed'}]}\n");
            CommandLineRun run = feeds("add", url("/feed.xml"));

            assertThat(run.exit()).isNotZero();
            assertThat(Files.readString(yaml)).isEqualTo("{feeds: [{url: 'https://courier.example/feed'}]}\n");
        }

        @Test
        void whatIsNoAddressIsWrongUse() {
            assertThat(feeds("add", "courier.example").exit()).isEqualTo(2);
        }
    }

    @Nested
    class Trials {

        @Test
        void everyFeedIsPolledOnceAndWhatIsWrongIsSaid() throws IOException {
            serve("/good", "application/rss+xml", RSS);
            serve("/page", "text/html", "<html><body>Hello</body></html>");
            serve("/empty", "application/rss+xml", "<rss version='2.0'><channel><title>T</title></channel></rss>");
            serve("/stale", "application/rss+xml", RSS.replace("2026", "2020").replaceAll("Wed, ", ""));
            redirect("/moved", 301, "/good");
            config.write("feeds.yaml", """
                    feeds:
                      - {id: good, url: "%1$s/good"}
                      - {id: page, url: "%1$s/page"}
                      - {id: empty, url: "%1$s/empty"}
                      - {id: stale, url: "%1$s/stale"}
                      - {id: moved, url: "%1$s/moved"}
                      - {id: missing, url: "%1$s/missing"}
                    """.formatted(url("")));
            CommandLineRun run = feeds("test");

            assertThat(run.lines()).hasSize(6);
            assertThat(run.out())
                    .containsPattern("failed +page +not-a-feed: ")
                    .containsPattern("failed +missing +")
                    .containsPattern("doubtful +empty +it has no entries")
                    .containsPattern("doubtful +stale +nothing new for 2\\d\\d\\d days")
                    .containsPattern("doubtful +moved +it has moved for good to ");
            assertThat(run.err()).endsWith("wirewatch feeds test: 6 feeds: 1 good, 3 doubtful, 2 failed\n");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(asked).containsOnlyOnce("/page", "/empty", "/stale");
        }

        @Test
        void progressIsToldAndJsonHasALineForEveryFeed() throws IOException {
            serve("/good", "application/rss+xml", RSS);
            StringBuilder all = new StringBuilder("feeds:\n");
            for (int i = 0; i < 20; i++) {
                all.append("  - {id: f")
                        .append(i)
                        .append(", url: \"")
                        .append(url("/good?" + i))
                        .append("\"}\n");
            }
            config.write("feeds.yaml", all.toString());
            CommandLineRun run = feeds("test", "--json");

            assertThat(run.exit()).isZero();
            assertThat(run.lines())
                    .hasSize(20)
                    .allSatisfy(line -> assertThat(line).contains("\"verdict\":\"good\"", "\"entries\":4"));
            assertThat(run.err()).contains("10 of 20", "20 of 20");
        }
    }
}
