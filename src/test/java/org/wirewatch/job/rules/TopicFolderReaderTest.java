package org.wirewatch.job.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.job.stream.CatalogueChange;

class TopicFolderReaderTest {

    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir
    Path config;

    private final List<CatalogueChange> changes = new CopyOnWriteArrayList<>();
    private TopicFolderReader reader;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(config.resolve("topics"));
        write("tanks", "tank");
        reader = new TopicFolderReader(config, config.resolve("subscriptions.yaml"), OFTEN, InstantSource.system());
        reader.start();
    }

    @AfterEach
    void stop() {
        reader.close();
    }

    private void write(String id, String query) throws Exception {
        Path file = config.resolve("topics").resolve(id + ".yaml");
        Path made = Files.writeString(config.resolve(id + ".new"), """
                id: %s
                title: %s
                languages:
                  en:
                    rules:
                      - {id: word, query: '%s'}
                """.formatted(id, id, query));
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private CatalogueChange next() {
        int seen = changes.size();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            reader.pollNext(new Into(changes));
            return changes.size() > seen;
        });
        return changes.get(seen);
    }

    @Test
    void theFilesAreReadAtTheStartAndAfterEachChange() throws Exception {
        assertThat(next().files()).containsOnlyKeys("topics/tanks.yaml");
        write("ships", "ship");
        assertThat(next().files()).containsOnlyKeys("topics/tanks.yaml", "topics/ships.yaml");
        Files.delete(config.resolve("topics/tanks.yaml"));
        assertThat(next().files()).containsOnlyKeys("topics/ships.yaml");
    }

    @Test
    void aBadFileIsToldOnceWithFileAndLineAndAGoodOneCountsAgain() throws Exception {
        next();
        write("tanks", "tank AND (");
        CatalogueChange refused = next();
        assertThat(refused.files()).isEmpty();
        assertThat(refused.problem().kind()).isEqualTo("rules-refused");
        assertThat(refused.problem().message()).contains("topics/tanks.yaml:6:38");
        write("tanks", "tank OR armour");
        assertThat(next().files().get("topics/tanks.yaml"))
                .as("the bad file was not told again in between")
                .contains("armour");
    }

    @Test
    void aFolderThatCannotBeReadIsToldOnceAndSeenAgainWhenItCan() throws Exception {
        next();
        Path loop = config.resolve("topics/loop.yaml");
        Files.createSymbolicLink(loop, loop.getFileName());
        assertThat(next().problem().kind()).isEqualTo("rules-unreadable");
        Files.delete(loop);
        write("tanks", "tank OR armour");
        assertThat(next().files().get("topics/tanks.yaml")).contains("armour");
    }

    private record Into(List<CatalogueChange> changes) implements ReaderOutput<CatalogueChange> {

        @Override
        public void collect(CatalogueChange change) {
            changes.add(change);
        }

        @Override
        public void collect(CatalogueChange change, long timestamp) {
            changes.add(change);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<CatalogueChange> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {}
    }
}
