package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TryCommandTest {

    private static final String PAGE = """
            <html lang="en"><head><title>Bridge reopens in Arnholt</title>
            <meta property="og:site_name" content="The Arnholt Courier">
            <meta property="article:published_time" content="2026-11-20T08:30:00+01:00"></head>
            <body><article><p>The old bridge over the river Sarne was opened to traffic again on Friday, two years after a flood had
            carried away one of its pillars.</p><p>Four hundred people and a brass band walked over it.</p>
            </article></body></html>
            """;

    @TempDir
    Path folder;

    private ConfigFolder config;

    @BeforeEach
    void makeConfig() throws IOException {
        config = ConfigFolder.in(folder);
    }

    private CommandLineRun attempt(String page, String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "try";
        arguments[1] = "--config";
        arguments[2] = config.toString();
        arguments[3] = page;
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandLineRun.of(arguments);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("a.html"), text).toString();
    }

    @Test
    void thePageIsShownWithWhatItRaisesAndWhy() throws IOException {
        String file = file(PAGE);
        CommandLineRun run = attempt(file);
        assertThat(run.out()
                        .replaceFirst("0\\.\\d\\d = ", "0.nn = ")
                        .replaceFirst("closeness 0\\.\\d\\d", "closeness 0.nn")
                        .replace(Path.of(file).toUri().toString(), "URI"))
                .isEqualTo("""
                        Bridge reopens in Arnholt
                          The Arnholt Courier · 2026-11-20T08:30:00+01:00 · en
                          URI

                          The old bridge over the river Sarne was opened to traffic again on Friday, two years after a flood
                          had carried away one of its pillars.

                          Four hundred people and a brass band walked over it.
                          (189 characters)

                        Bridges (bridges): high, score 0.nn = title 0.35 + lead 0.20 + sentences 0.19 + closeness 0.nn
                          body, rule opening: The old *bridge over the river Sarne was opened* to traffic again on Friday, …
                          title, rule opening: *Bridge reopens* in Arnholt
                        """);
        assertThat(run.exit()).isZero();
    }

    @Test
    void aPageWithoutATopicSaysWhatWasLookedFor() throws IOException {
        assertThat(attempt(file("<p>It rained in the town of Arnholt for the whole of Friday."))
                        .out())
                .endsWith("\nNo alert. Looked for: Bridges\n");
    }

    @Test
    void aTopicThatNearlyMatchedIsShownWithWhatItLacked() throws IOException {
        String file =
                file("<html lang=en><p>The old bridge over the river Sarne is to be closed for good, the council of the"
                        + " town said. A museum was opened instead.");
        assertThat(attempt(file).out()).endsWith("""
                No alert. Looked for: Bridges

                Not Bridges (bridges):
                  rule opening: @bridge and @open stand 19 words and 1 sentence apart, one sentence is needed
                """);
        assertThat(attempt(file, "--json").out())
                .contains(
                        "\"nearly\":[{\"id\":\"bridges\",\"rule\":\"opening\",\"share\":0.9,\"missing\":\"@bridge and");
    }

    @Test
    void aTopicBelowItsThresholdIsShownWithItsScore() throws IOException {
        config.write("topics/bridges.yaml", ConfigFolder.BRIDGES.replace("severity: high", "threshold: 0.99"));
        assertThat(attempt(file(PAGE)).out())
                .contains("Bridges (bridges): found, but no alert: score 0.")
                .endsWith(", its threshold is 0.99\n");
    }

    @Test
    void programsGetOneLineOfJson() throws IOException {
        assertThat(attempt(file(PAGE), "--json").lines())
                .singleElement()
                .asString()
                .startsWith("{\"url\":null,\"title\":\"Bridge reopens in Arnholt\",\"body\":\"The old bridge")
                .contains("\"topics\":[{\"id\":\"bridges\",\"score\":");
    }

    @Test
    void aPageOnTheWebIsFetchedAsTheJobWouldAndAPrivateAddressIsNot() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/a";

            CommandLineRun refused = attempt(url);
            assertThat(refused.err()).startsWith("wirewatch try: ").contains("127.0.0.1");
            assertThat(refused.exit()).isEqualTo(1);

            config.write("wirewatch.yaml", "http: {allow-networks: [127.0.0.0/8]}\n");
            CommandLineRun fetched = attempt(url);
            assertThat(fetched.err()).isEmpty();
            assertThat(fetched.out()).startsWith("Bridge reopens in Arnholt\n").contains("  " + url + "\n");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFileThatIsMissingIsAFailure() {
        CommandLineRun run = attempt("/no/such/page.html");
        assertThat(run.err()).isEqualTo("wirewatch try: /no/such/page.html does not exist\n");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void aPageWithoutAnArticleIsAFailure() throws IOException {
        CommandLineRun run = attempt(file("<p>x"));
        assertThat(run.err()).startsWith("wirewatch try: the page has no running text: ");
        assertThat(run.exit()).isEqualTo(1);
    }
}
