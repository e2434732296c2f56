package org.wirewatch.job.rules;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;
import org.wirewatch.job.stream.CatalogueChange;

/**
 * Emits the topic files and the subscriptions whenever they have changed on disk. Runs at parallelism 1; it has no state, because
 * what it emitted is in the broadcast state behind it, and a restart reads the folder anyway.
 */
public final class TopicFolderSource implements Source<CatalogueChange, NoSplit, Void> {

    private static final long serialVersionUID = 1;

    private final String configFolder;
    private final String subscriptionsFile;
    private final Duration interval;

    /**
     * @param configFolder as a task manager sees it
     * @param subscriptionsFile as a task manager sees it; need not be there
     */
    public TopicFolderSource(Path configFolder, Path subscriptionsFile, Duration interval) {
        this.configFolder = configFolder.toString();
        this.subscriptionsFile = subscriptionsFile.toString();
        this.interval = interval;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<CatalogueChange, NoSplit> createReader(SourceReaderContext context) {
        return new TopicFolderReader(
                Path.of(configFolder), Path.of(subscriptionsFile), interval, InstantSource.system());
    }

    @Override
    public SplitEnumerator<NoSplit, Void> createEnumerator(SplitEnumeratorContext<NoSplit> context) {
        return new NoSplits();
    }

    @Override
    public SplitEnumerator<NoSplit, Void> restoreEnumerator(
            SplitEnumeratorContext<NoSplit> context, @Nullable Void nothing) {
        return new NoSplits();
    }

    @Override
    public SimpleVersionedSerializer<NoSplit> getSplitSerializer() {
        return new NothingSerializer<>(new NoSplit());
    }

    @Override
    public SimpleVersionedSerializer<Void> getEnumeratorCheckpointSerializer() {
        return new NothingSerializer<>(null);
    }

    private static final class NoSplits implements SplitEnumerator<NoSplit, Void> {
        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, @Nullable String host) {}

        @Override
        public void addSplitsBack(List<NoSplit> splits, int subtask) {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public @Nullable Void snapshotState(long checkpoint) {
            return null;
        }

        @Override
        public void close() {}
    }

    private record NothingSerializer<T>(@Nullable T nothing) implements SimpleVersionedSerializer<T> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(@Nullable T value) {
            return new byte[0];
        }

        @Override
        public @Nullable T deserialize(int version, byte[] bytes) {
            return nothing;
        }
    }
}
