package org.wirewatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.demo.Newsroom;
import org.wirewatch.demo.Schedule;
import org.wirewatch.index.ElasticsearchExtension;
import org.wirewatch.index.ElasticsearchExtension.TestServer;

/** {@code wirewatch run} as a process of its own, killed without warning in the middle of the newsroom's day. */
@ExtendWith(ElasticsearchExtension.class)
class KilledRunIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    @Test
    void aRunThatWasKilledAndStartedAgainRaisesTheAlertsOfAnUndisturbedOne(TestServer server) throws Exception {
        try (Newsroom newsroom = Newsroom.open(Schedule.byHand(), InstantSource.system(), 0, Set.of())) {
            Indexed killed = new Indexed(server.url(), server.prefix() + "-killed");
            Indexed undisturbed = new Indexed(server.url(), server.prefix() + "-undisturbed");
            newsroom.publish(newsroom.stepsLeft() / 2);
            Process run = run(newsroom, "killed", server);
            try {
                await("some articles")
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> killed.ids("articles").size() >= 10);
                await("a checkpoint").atMost(PATIENCE).until(this::hasCheckpoint);
                newsroom.publish(newsroom.stepsLeft());
                run.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
                int indexedBefore = killed.ids("articles").size();
                assertThat(indexedBefore)
                        .isLessThan(WatchedNewsroom.articleIds(newsroom).size());

                run = run(newsroom, "killed", server);
                await("all articles")
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(killed.distinctIds("articles"))
                                .containsAll(WatchedNewsroom.articleIds(newsroom)));
            } finally {
                run.destroy();
                run.waitFor(60, TimeUnit.SECONDS);
                run.destroyForcibly();
            }
            assertThat(Files.readString(folder.resolve("killed.log"))).contains("going on from");

            Process calm = run(newsroom, "undisturbed", server);
            try {
                await("all articles again")
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(undisturbed.distinctIds("articles"))
                                .isEqualTo(killed.distinctIds("articles")));
                await("the same alerts")
                        .atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(undisturbed.distinctIds("alerts")).isEqualTo(killed.distinctIds("alerts")));
            } finally {
                calm.destroy();
                calm.waitFor(60, TimeUnit.SECONDS);
                calm.destroyForcibly();
            }
            assertThat(killed.ids("alerts")).doesNotHaveDuplicates().isNotEmpty();
            assertThat(killed.ids("articles")).doesNotHaveDuplicates();
        }
    }

    private boolean hasCheckpoint() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("state-killed"))) {
            return files.anyMatch(file -> file.endsWith("_metadata"));
        } catch (UncheckedIOException changing) {
            return false; // Flink deletes an older one while we look
        }
    }

    private Process run(Newsroom newsroom, String name, TestServer server) throws IOException {
        Path config = folder.resolve("config-" + name);
        if (!Files.exists(config)) {
            WatchedNewsroom.configure(newsroom, config, server.url(), server.prefix() + "-" + name);
        }
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.wirewatch.cli.Main",
                        "run",
                        "--config",
                        config.toString(),
                        "--state",
                        folder.resolve("state-" + name).toString(),
                        "--elasticsearch",
                        server.url(),
                        "--checkpoint-every",
                        "1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name + ".log").toFile()))
                .start();
    }
}
