package org.wirewatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.index.ElasticsearchExtension;
import org.wirewatch.index.ElasticsearchExtension.TestServer;

/**
 * {@code wirewatch run} as a process of its own, killed without warning while more than 5,000 pages wait for their hosts,
 * at the worst moment: hundreds of hosts have been asked and no checkpoint knows it.
 */
@ExtendWith(ElasticsearchExtension.class)
class KilledFetchIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Longer than a restart takes, so that a job that forgets whom it has asked is found out. */
    private static final Duration PACE = Duration.ofSeconds(12);

    private static final int HOSTS = 2_700;
    private static final int PAGES = 2;
    private static final int FEEDS = 9;
    private static final int FIRST_FEED_HOST = 10_000;
    private static final int WAITING = 5_000;

    @TempDir
    Path folder;

    @Test
    void everyPageThatWaitedIsFetchedAfterwardsAndNoHostIsAskedTooFast(TestServer server) throws Exception {
        Set<String> feedHosts = IntStream.range(0, FEEDS)
                .mapToObj(feed -> ManyHosts.host(FIRST_FEED_HOST + feed))
                .collect(Collectors.toSet());
        try (ManyHosts hosts = ManyHosts.open(this::reply)) {
            port = hosts.port();
            configure(hosts, server);
            Process run = run(server);
            try {
                await("the first pages")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> pages(hosts, feedHosts).size() >= 100);
                run.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
                int fetched = pages(hosts, feedHosts).size();
                assertThat(HOSTS * PAGES - fetched).as("pages that wait").isGreaterThanOrEqualTo(WAITING);

                run = run(server);
                await("every page")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(pages(hosts, feedHosts)).hasSize(HOSTS * PAGES));
                Indexed indexed = new Indexed(server.url(), server.prefix());
                await("every article")
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .untilAsserted(() ->
                                assertThat(indexed.distinctIds("articles")).hasSize(HOSTS * PAGES));
            } finally {
                run.destroy();
                run.waitFor(60, TimeUnit.SECONDS);
                run.destroyForcibly();
            }
            assertThat(Files.readString(folder.resolve("run.log"))).contains("going on from");
            Map<String, List<ManyHosts.Asked>> asked = hosts.asked();
            asked.keySet().removeAll(feedHosts);
            assertThat(asked).hasSize(HOSTS);
            Duration shortest = Duration.ofNanos(ManyHosts.shortestGapNanos(asked.values().stream()
                    .map(requests ->
                            requests.stream().map(ManyHosts.Asked::nanos).toList())
                    .toList()));
            assertThat(shortest).isGreaterThanOrEqualTo(PACE.multipliedBy(9).dividedBy(10));
        }
    }

    private volatile int port;

    private ManyHosts.Reply reply(String host, String path) {
        if (path.startsWith("/feed/")) {
            return ManyHosts.Reply.found("application/rss+xml", feed(Integer.parseInt(path.substring(6))));
        }
        if (path.equals("/robots.txt")) {
            return ManyHosts.Reply.found("text/plain", "User-agent: *\nDisallow: /search\n");
        }
        String text = "The harbour of " + host + " reports ship " + path.substring(1) + " on its way to the strait. ";
        return ManyHosts.Reply.html("<html lang=en><title>Ship " + path + " of " + host + "</title><article>"
                + ("<p>" + text.repeat(3) + "</p>").repeat(4) + "</article></html>");
    }

    /** Each feed links to every page of its share of the hosts. */
    private String feed(int number) {
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        int share = HOSTS / FEEDS;
        StringBuilder rss = new StringBuilder("<rss version='2.0'><channel><title>Feed " + number + "</title>");
        for (int host = number * share; host < (number + 1) * share; host++) {
            for (int page = 0; page < PAGES; page++) {
                String url = "http://" + ManyHosts.host(host) + ":" + port + "/" + page;
                rss.append("<item><title>Ship</title><link>%s</link><pubDate>%s</pubDate></item>".formatted(url, now));
            }
        }
        return rss.append("</channel></rss>").toString();
    }

    private static Set<String> pages(ManyHosts hosts, Set<String> feedHosts) {
        Set<String> pages = new TreeSet<>();
        hosts.asked().forEach((host, requests) -> {
            if (!feedHosts.contains(host)) {
                requests.stream()
                        .map(ManyHosts.Asked::path)
                        .filter(path -> !path.equals("/robots.txt"))
                        .forEach(path -> pages.add(host + path));
            }
        });
        return pages;
    }

    private void configure(ManyHosts hosts, TestServer server) throws IOException {
        Files.createDirectories(folder.resolve("topics"));
        Files.writeString(folder.resolve("topics/ships.yaml"), """
                id: ships
                title: Ships
                languages:
                  en:
                    rules:
                      - {id: submarine, query: submarine}
                """);
        Files.writeString(folder.resolve("wirewatch.yaml"), """
                http:
                  allow-networks: [%s]
                  pace: {delay: %ds}
                elasticsearch: {url: "%s", prefix: %s}
                """.formatted(
                        ManyHosts.NETWORK, PACE.toSeconds(), server.url(), server.prefix()));
        Files.writeString(
                folder.resolve("feeds.yaml"),
                IntStream.range(0, FEEDS)
                        .mapToObj(feed -> "  - {id: f%d, url: \"%s\", language: en, poll: {min: 1m, max: 1h}}"
                                .formatted(feed, hosts.url(FIRST_FEED_HOST + feed, "/feed/" + feed)))
                        .collect(Collectors.joining("\n", "feeds:\n", "\n")));
    }

    private Process run(TestServer server) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.wirewatch.cli.Main",
                        "run",
                        "--config",
                        folder.toString(),
                        "--state",
                        folder.resolve("state").toString(),
                        "--elasticsearch",
                        server.url(),
                        "--checkpoint-every",
                        "1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("run.log").toFile()))
                .start();
    }
}
