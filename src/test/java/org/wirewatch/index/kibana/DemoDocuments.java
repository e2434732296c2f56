package org.wirewatch.index.kibana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.wirewatch.demo.Misfortune;
import org.wirewatch.demo.Newsroom;
import org.wirewatch.demo.Schedule;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.Setup;
import org.wirewatch.job.Indexed;
import org.wirewatch.job.MonitorConfig;
import org.wirewatch.job.WatchedNewsroom;
import org.wirewatch.job.local.LocalRun;

/** What {@code wirewatch demo} leaves in Elasticsearch: the newsroom's day, run through the whole job. */
final class DemoDocuments {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final int BEFORE_THE_JOB = 10;

    private DemoDocuments() {}

    /** Runs until every article is there, and the first minute's health. */
    static void into(String url, String prefix, Path folder) throws Exception {
        ElasticsearchSettings settings = ElasticsearchSettings.of(url, prefix);
        try (Elasticsearch elasticsearch = new Elasticsearch(settings, InstantSource.system());
                Newsroom newsroom = Newsroom.open(Schedule.byHand(), InstantSource.system(), 0, Misfortune.FOR_DEMO)) {
            assertThat(Setup.install(elasticsearch).<String>match(report -> "", problem -> problem.message()))
                    .isEmpty();
            newsroom.publish(BEFORE_THE_JOB);
            MonitorConfig monitor = MonitorConfig.load(
                            WatchedNewsroom.configure(newsroom, folder.resolve("config"), url, prefix))
                    .watching(newsroom.feeds(), List.of(Newsroom.NETWORK));
            Indexed indexed = new Indexed(url, prefix);
            try (LocalRun run = LocalRun.start(
                    monitor, new LocalRun.Options(folder.resolve("state"), 2, Duration.ofSeconds(5), 0))) {
                await("first articles")
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> indexed.ids("articles").size() >= BEFORE_THE_JOB / 2);
                newsroom.publish(newsroom.stepsLeft());
                await("all articles")
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> indexed.distinctIds("articles").containsAll(WatchedNewsroom.articleIds(newsroom)));
                await("problems and a minute's health")
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> indexed.ids("problems").size() >= 3
                                && !indexed.ids("health").isEmpty()
                                && indexed.field("feeds", "feed.state").contains("failing"));
                assertThat(run.restarts()).isZero();
            }
            for (String kind : List.of("alerts", "articles", "problems", "feeds", "health")) {
                indexed.ids(kind); // refreshes
            }
        }
    }
}
