package org.wirewatch.job.poll;

import java.time.InstantSource;
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
import org.wirewatch.feed.FeedParser;
import org.wirewatch.feed.PollPolicy;
import org.wirewatch.fetch.Fetcher;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.job.stream.Poll;
import org.wirewatch.model.Feed;

/** Polls feeds for ever and emits one {@link Poll} for each time. */
public final class FeedSource
        implements Source<Poll, FeedSplit, Collection<FeedSplit>>, SupportsSplitReassignmentOnRecovery {

    private static final long serialVersionUID = 1;

    private final FeedCatalogue feeds;
    private final HttpSettings http;
    private final PollPolicy policy;

    public FeedSource(List<Feed> feeds, HttpSettings http, PollPolicy policy) {
        this.feeds = new FeedCatalogue(feeds, policy);
        this.http = http;
        this.policy = policy;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<FeedSplit, Collection<FeedSplit>> createEnumerator(
            SplitEnumeratorContext<FeedSplit> context) {
        return new FeedEnumerator(context, feeds, List.of());
    }

    @Override
    public SplitEnumerator<FeedSplit, Collection<FeedSplit>> restoreEnumerator(
            SplitEnumeratorContext<FeedSplit> context, Collection<FeedSplit> unassigned) {
        return new FeedEnumerator(context, feeds, unassigned);
    }

    @Override
    public SourceReader<Poll, FeedSplit> createReader(SourceReaderContext context) {
        InstantSource clock = InstantSource.system();
        Fetcher fetcher = new Fetcher(http, clock);
        return new FeedReader(feeds, policy, new FeedClient(fetcher, new FeedParser(), policy, clock), clock);
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
