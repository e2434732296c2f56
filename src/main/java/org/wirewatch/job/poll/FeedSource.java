package org.wirewatch.job.poll;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsSplitReassignmentOnRecovery;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;
import org.wirewatch.feed.FeedParser;
import org.wirewatch.feed.FeedsFolder;
import org.wirewatch.feed.FeedsWatch;
import org.wirewatch.feed.PollPolicy;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.fetch.Fetcher;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.job.stream.FeedReport;
import org.wirewatch.model.Feed;

/**
 * Polls feeds for ever, emits one {@link FeedReport} for each time, and follows the feed files while they change.
 */
public final class FeedSource
        implements Source<FeedReport, FeedSplit, Collection<FeedSplit>>, SupportsSplitReassignmentOnRecovery {

    private static final long serialVersionUID = 1;

    private final ArrayList<Feed> feeds;
    private final HttpSettings http;
    private final PollSettings settings;
    private final @Nullable String folder;
    private final Duration lookEvery;

    /**
     * @param feeds the feeds of now
     * @param folder where the feed files are, as a job manager sees it; null for feeds that come from elsewhere and do
     *     not change
     * @param lookEvery how often the files are looked at
     */
    public FeedSource(
            List<Feed> feeds, HttpSettings http, PollSettings settings, @Nullable Path folder, Duration lookEvery) {
        this.feeds = new ArrayList<>(feeds);
        this.http = http;
        this.settings = settings;
        this.folder = folder == null ? null : folder.toString();
        this.lookEvery = lookEvery;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<FeedSplit, Collection<FeedSplit>> createEnumerator(
            SplitEnumeratorContext<FeedSplit> context) {
        return restoreEnumerator(context, List.of());
    }

    @Override
    public SplitEnumerator<FeedSplit, Collection<FeedSplit>> restoreEnumerator(
            SplitEnumeratorContext<FeedSplit> context, Collection<FeedSplit> unassigned) {
        FeedsWatch watch = folder == null ? null : new FeedsWatch(new FeedsFolder(Path.of(folder), settings));
        return new FeedEnumerator(
                context, feeds, new PollPolicy(settings), watch, lookEvery, unassigned, InstantSource.system());
    }

    @Override
    public SourceReader<FeedReport, FeedSplit> createReader(SourceReaderContext context) {
        InstantSource clock = InstantSource.system();
        PollPolicy policy = new PollPolicy(settings);
        FeedClient client = new FeedClient(new Fetcher(http, clock), new FeedParser(), policy, clock);
        FeedReader reader = new FeedReader(policy, client, clock);
        reader.report(context.metricGroup());
        return reader;
    }

    @Override
    public SimpleVersionedSerializer<FeedSplit> getSplitSerializer() {
        return new FeedSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<FeedSplit>> getEnumeratorCheckpointSerializer() {
        return new FeedSplitsSerializer(new FeedSplitSerializer());
    }
}
