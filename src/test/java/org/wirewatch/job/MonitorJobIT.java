package org.wirewatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.demo.EmbeddedElasticsearch;
import org.wirewatch.demo.ExpectedProblem;
import org.wirewatch.demo.Misfortune;
import org.wirewatch.demo.Newsroom;
import org.wirewatch.demo.Schedule;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.ElasticsearchExtension;
import org.wirewatch.index.ElasticsearchExtension.TestServer;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.Setup;
import org.wirewatch.job.local.LocalRun;

/** The whole job in one process: real HTTP, real Flink, real Elasticsearch. */
@ExtendWith(ElasticsearchExtension.class)
class MonitorJobIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    @Test
    void everyArticleOfADayIsIndexedOnceAndEveryMisfortuneIsAProblemWithAdvice(TestServer server) throws Exception {
        Indexed indexed = new Indexed(server.url(), server.prefix());
        try (Newsroom newsroom =
                Newsroom.open(Schedule.allAtOnce(), InstantSource.system(), 0, EnumSet.allOf(Misfortune.class))) {
            Path config = WatchedNewsroom.configure(newsroom, folder.resolve("config"), server.url(), server.prefix());
            setUp(server.url(), server.prefix());
            try (LocalRun run = LocalRun.start(MonitorConfig.load(config), options())) {
                await("articles")
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(indexed.distinctIds("articles"))
                                .containsAll(WatchedNewsroom.articleIds(newsroom)));
                await("problems")
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(indexed.field("problems", "problem.kind"))
                                .containsAll(kinds(newsroom)));
                assertThat(run.restarts()).isZero();
            }
            assertThat(indexed.ids("articles")).doesNotHaveDuplicates();
            assertThat(indexed.ids("alerts")).doesNotHaveDuplicates().hasSizeGreaterThan(20);
            assertThat(indexed.field("problems", "problem.advice")).doesNotContain("");
            assertThat(indexed.ids("feeds")).hasSize(newsroom.feeds().size());
            assertThat(topicsOf(indexed, newsroom, "moscow-wish-list"))
                    .contains("nato-enlargement", "troop-buildup", "missile-deployment");
            ExpectedProblem forbidden = newsroom.expectedProblems().stream()
                    .filter(problem -> problem.misfortune() == Misfortune.PAGE_DISALLOWED)
                    .findFirst()
                    .orElseThrow();
            assertThat(contentFrom(indexed, forbidden.url())).containsExactly("feed");
            assertThat(newsroom.timesServed(forbidden.url())).isZero();
        }
    }

    private static List<String> contentFrom(Indexed indexed, String url) throws Exception {
        List<String> sources = new ArrayList<>();
        for (JsonNode hit : indexed.documents("articles")) {
            if (Indexed.value(hit, "url.original").equals(url)) {
                sources.add(Indexed.value(hit, "article.content_from"));
            }
        }
        return sources;
    }

    private static List<String> topicsOf(Indexed indexed, Newsroom newsroom, String slug) throws Exception {
        List<String> topics = new ArrayList<>();
        for (var hit : indexed.documents("alerts")) {
            if (Indexed.value(hit, "url.full").contains(slug)) {
                topics.add(Indexed.value(hit, "topic.id"));
            }
        }
        return topics;
    }

    private static List<String> kinds(Newsroom newsroom) {
        return newsroom.expectedProblems().stream()
                .map(ExpectedProblem::misfortune)
                .map(misfortune -> misfortune.problemKind().orElseThrow())
                .distinct()
                .toList();
    }

    @Test
    void whileElasticsearchIsAwayCheckpointsGoOnAndNothingIsLost() throws Exception {
        Path data = folder.resolve("elasticsearch");
        EmbeddedElasticsearch server = EmbeddedElasticsearch.start(ElasticsearchExtension.distribution(), data, 0);
        int port = server.port();
        try (Newsroom newsroom = Newsroom.open(Schedule.byHand(), InstantSource.system(), 0, Set.of())) {
            newsroom.publish(20);
            Path config = WatchedNewsroom.configure(newsroom, folder.resolve("config"), server.url(), "outage");
            setUp(server.url(), "outage");
            Indexed indexed = new Indexed(server.url(), "outage");
            try (LocalRun run = LocalRun.start(MonitorConfig.load(config), options())) {
                await("first articles")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(indexed.ids("articles")).isNotEmpty());
                server.kill();
                newsroom.publish(newsroom.stepsLeft());
                long before = run.completedCheckpoints();
                await("checkpoints without Elasticsearch")
                        .atMost(PATIENCE)
                        .until(() -> run.completedCheckpoints() >= before + 15);
                server = EmbeddedElasticsearch.start(ElasticsearchExtension.distribution(), data, port);
                await("the rest")
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(indexed.distinctIds("articles"))
                                .containsAll(WatchedNewsroom.articleIds(newsroom)));
                assertThat(run.restarts()).isZero();
                assertThat(indexed.ids("articles")).doesNotHaveDuplicates();
            }
        } finally {
            server.close();
        }
    }

    @Test
    void aTopicFileThatIsAddedCountsForEveryArticleFiveSecondsLater(TestServer server) throws Exception {
        String prefix = server.prefix() + "-topics";
        Indexed indexed = new Indexed(server.url(), prefix);
        try (Newsroom newsroom = Newsroom.open(Schedule.byHand(), InstantSource.system(), 0, Set.of())) {
            newsroom.publish(10);
            Path config = WatchedNewsroom.configure(newsroom, folder.resolve("config"), server.url(), prefix);
            setUp(server.url(), prefix);
            try (LocalRun run = LocalRun.start(MonitorConfig.load(config), options())) {
                await("first articles")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(indexed.distinctIds("articles"))
                                .containsAll(WatchedNewsroom.articleIds(newsroom)));
                Files.writeString(config.resolve("topics/everything.yaml"), """
                        id: everything
                        title: Everything in English
                        languages:
                          en:
                            rules:
                              - {id: articles, query: the OR a OR in}
                        """);
                Instant effective = Instant.now().plusSeconds(5);
                await("five seconds").until(() -> Instant.now().isAfter(effective));
                newsroom.publish(newsroom.stepsLeft());
                await("the rest")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(indexed.distinctIds("articles"))
                                .containsAll(WatchedNewsroom.articleIds(newsroom)));
                Set<String> later = new TreeSet<>();
                for (JsonNode hit : indexed.documents("articles")) {
                    if (Instant.parse(Indexed.value(hit, "@timestamp")).isAfter(effective)
                            && Indexed.value(hit, "article.language").equals("en")) {
                        later.add(hit.path("_id").asText() + ":everything");
                    }
                }
                assertThat(later).as("enough for both subtasks").hasSizeGreaterThan(10);
                await("their alerts")
                        .atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(indexed.distinctIds("alerts")).containsAll(later));
                assertThat(run.restarts()).isZero();
            }
        }
    }

    private LocalRun.Options options() {
        return new LocalRun.Options(folder.resolve("state"), 2, Duration.ofSeconds(1), 0);
    }

    static void setUp(String url, String prefix) throws Exception {
        try (Elasticsearch elasticsearch =
                new Elasticsearch(ElasticsearchSettings.of(url, prefix), InstantSource.system())) {
            assertThat(Setup.install(elasticsearch).<String>match(report -> "done", problem -> problem.message()))
                    .isEqualTo("done");
        }
    }
}
