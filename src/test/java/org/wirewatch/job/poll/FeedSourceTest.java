package org.wirewatch.job.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.fetch.MisbehavingServer;
import org.wirewatch.job.stream.FeedReport;
import org.wirewatch.job.stream.Poll;

/** The source in a job of two subtasks, while the feed files change under it. */
class FeedSourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String RSS = "<rss version='2.0'><channel><title>T</title><item><title>One</title>"
            + "<link>https://news.example/1</link></item></channel></rss>";

    @TempDir
    Path folder;

    private final Queue<FeedReport> reports = new ConcurrentLinkedQueue<>();
    private final Map<String, MisbehavingServer> servers = new HashMap<>();
    private CloseableIterator<FeedReport> running;
    private Thread taking;

    @BeforeEach
    void start() throws Exception {
        for (String host : List.of("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5")) {
            MisbehavingServer server = MisbehavingServer.start(InetAddress.getByName(host));
            for (String id : List.of("a", "b", "c", "d")) {
                server.on("/" + id, answer -> answer.send(200, RSS.getBytes(), "Content-Type: application/rss+xml"));
            }
            servers.put(host, server);
        }
        configure(line("a", "127.0.0.2"), line("b", "127.0.0.3"));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, new Configuration());
        DataStream<FeedReport> polls = env.fromSource(
                new FeedSource(
                        List.of(),
                        HttpSettings.defaults().withAllowNetworks(List.of("127.0.0.0/8")),
                        PollSettings.defaults(),
                        folder,
                        Duration.ofMillis(200)),
                WatermarkStrategy.noWatermarks(),
                "feeds",
                Types.POJO(FeedReport.class));
        running = polls.executeAndCollect();
        taking = new Thread(() -> {
            while (running.hasNext()) {
                reports.add(running.next());
            }
        });
        taking.setUncaughtExceptionHandler((thread, atTheEnd) -> {});
        taking.start();
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
        taking.join();
        for (MisbehavingServer server : servers.values()) {
            server.close();
        }
    }

    private void configure(String... lines) throws IOException {
        Files.writeString(folder.resolve("feeds.yaml"), "feeds:\n" + String.join("\n", lines) + "\n");
    }

    private String line(String id, String host) {
        return line(id, host, id);
    }

    private String line(String id, String host, String path) {
        return "  - {id: %s, url: '%s', poll: {min: 1s, max: 1s}}"
                .formatted(id, servers.get(host).url("/" + path));
    }

    private List<Poll> pollsOf(String id) {
        return reports.stream()
                .filter(report -> report.poll() != null)
                .map(FeedReport::poll)
                .filter(poll -> poll.feed().id().equals(id))
                .toList();
    }

    private void awaitPollsOf(String id, int count) {
        int before = pollsOf(id).size();
        await(id + " is polled").atMost(PATIENCE).until(() -> pollsOf(id).size() >= before + count);
    }

    @Test
    void feedsComeAndGoWhileTheOthersGoOn() throws IOException {
        awaitPollsOf("a", 2);
        awaitPollsOf("b", 2);

        configure(line("a", "127.0.0.2"), line("c", "127.0.0.2"), line("d", "127.0.0.4"));
        awaitPollsOf("c", 1);
        awaitPollsOf("d", 1);
        int ofRemoved = pollsOf("b").size();
        awaitPollsOf("a", 3);
        assertThat(pollsOf("b").size()).isLessThanOrEqualTo(ofRemoved + 1);
        assertThat(pollsOf("a").stream().skip(1))
                .as("the memory of a feed that stays")
                .allMatch(poll -> poll.answer() == Poll.Answer.UNCHANGED);
    }

    @Test
    void aBrokenFileIsAProblemOfTheStreamAndNothingStops() throws IOException {
        awaitPollsOf("a", 1);
        configure(line("a", "127.0.0.2"), "  - {id: b, uri: 'http://127.0.0.3/'}");
        await("the problem")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(reports).anySatisfy(report -> {
                    assertThat(report.problem()).isNotNull();
                    assertThat(report.problem().kind()).isEqualTo("feeds-refused");
                    assertThat(report.problem().message()).contains("feeds.yaml:3:");
                }));
        awaitPollsOf("a", 2);
        awaitPollsOf("b", 2);
    }

    @Test
    void aFeedWithANewAddressIsAskedThere() throws IOException {
        awaitPollsOf("a", 1);
        Instant before = Instant.now();
        configure(line("a", "127.0.0.5", "d"));
        await("the new address")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pollsOf("a")).anySatisfy(poll -> {
                    assertThat(poll.feed().url()).endsWith("/d");
                    assertThat(poll.answer()).isEqualTo(Poll.Answer.CHANGED);
                    assertThat(poll.at()).isAfter(before);
                }));
    }
}
