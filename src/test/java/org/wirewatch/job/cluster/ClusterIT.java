package org.wirewatch.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.demo.Newsroom;
import org.wirewatch.demo.Schedule;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.ElasticsearchExtension;
import org.wirewatch.index.ElasticsearchExtension.TestServer;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.Setup;
import org.wirewatch.job.Indexed;
import org.wirewatch.job.WatchedNewsroom;

/** The job jar on a cluster of separate processes, submitted over REST. */
@ExtendWith(ElasticsearchExtension.class)
class ClusterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    @TempDir
    Path folder;

    @Test
    void theJobJarRunsTheSameLineOnTwoTaskManagers(TestServer server) throws Exception {
        Indexed indexed = new Indexed(server.url(), server.prefix());
        try (Elasticsearch elasticsearch =
                new Elasticsearch(ElasticsearchSettings.of(server.url(), server.prefix()), InstantSource.system())) {
            Setup.install(elasticsearch);
        }
        try (Newsroom newsroom = Newsroom.open(Schedule.allAtOnce(), InstantSource.system(), 0, Set.of());
                StandaloneFlink flink = StandaloneFlink.start(flinkClassPath(), folder, 2)) {
            Path config = WatchedNewsroom.configure(newsroom, folder.resolve("config"), server.url(), server.prefix());
            String job = flink.submit(
                    Path.of(System.getProperty("wirewatch.job.jar")), List.of("--config", config.toString()));
            try {
                await("articles")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(indexed.distinctIds("articles"))
                                .containsAll(WatchedNewsroom.articleIds(newsroom)));
                await("checkpoints").atMost(PATIENCE).until(() -> flink.completedCheckpoints(job) >= 2);
            } catch (AssertionError | RuntimeException failure) {
                failure.addSuppressed(new IllegalStateException(flink.logs()));
                throw failure;
            }
            assertThat(indexed.ids("articles")).doesNotHaveDuplicates();
            assertThat(indexed.ids("alerts")).doesNotHaveDuplicates().hasSizeGreaterThan(20);
            assertThat(flink.job(job).path("vertices"))
                    .allSatisfy(vertex ->
                            assertThat(vertex.path("parallelism").asInt()).isIn(1, 2));
        }
    }

    /** Flink's own jars; those it shares with us lie among ours, as Maven keeps each library once. */
    private static String flinkClassPath() throws IOException {
        Path flink = Path.of(System.getProperty("wirewatch.flink.lib"));
        try (Stream<Path> ours = Files.list(flink.resolveSibling("lib"))) {
            String shared = ours.filter(jar -> jar.getFileName().toString().matches("(snakeyaml-engine|commons-io)-.*"))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
            return flink + File.separator + "*" + File.pathSeparator + shared;
        }
    }
}
