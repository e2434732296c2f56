package org.wirewatch.job.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.feed.Decision;
import org.wirewatch.feed.FeedParser;
import org.wirewatch.feed.KnownEntries;
import org.wirewatch.feed.Novelty;
import org.wirewatch.feed.PollPolicy;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.fetch.Fetcher;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.job.stream.FeedReport;
import org.wirewatch.job.stream.Poll;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;

/**
 * The reader, its client and what decides about news, on real sockets and with a clock that jumps to the next poll: days
 * of polling in a moment.
 */
final class PollingDesk implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    private final PollPolicy policy = new PollPolicy(PollSettings.defaults());
    private final Novelty novelty = new Novelty(PollSettings.defaults());
    private final HttpSettings http;
    private final Map<String, KnownEntries> known = new HashMap<>();
    private final Map<String, Gauge<?>> gauges = new HashMap<>();
    private final List<String> news = new ArrayList<>();
    private Instant now = START;
    private FeedReader reader;

    /** @param settings lines below {@code http:} */
    PollingDesk(String... settings) {
        ConfigErrors errors = new ConfigErrors();
        http = HttpSettings.read(
                Yaml.read("http.yaml", "allow-networks: [127.0.0.0/8]\n" + String.join("\n", settings) + "\n", errors),
                errors);
        assertThat(errors.list()).isEmpty();
        reader = open();
    }

    static Feed feed(String id, String url) {
        return new Feed(id, url, null, null, null, null, List.of(), 60_000, 6 * 3_600_000);
    }

    private FeedReader open() {
        FeedClient client = new FeedClient(new Fetcher(http, () -> now), new FeedParser(), policy, () -> now);
        FeedReader opened = new FeedReader(policy, client, () -> now);
        opened.report(new UnregisteredMetricsGroup() {
            @Override
            public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
                gauges.put(name, gauge);
                return gauge;
            }
        });
        return opened;
    }

    PollingDesk watch(Feed... feeds) {
        List<FeedSplit> splits = new ArrayList<>();
        for (Feed feed : feeds) {
            splits.add(new FeedSplit(feed.id(), policy.start(feed, now, now)));
        }
        reader.handleSourceEvents(FeedsToPoll.of(List.of(feeds)));
        reader.addSplits(splits);
        return this;
    }

    /** Goes on with nothing but what a checkpoint holds. */
    void restart(Feed... feeds) {
        List<FeedSplit> splits = reader.snapshotState(1);
        reader.close();
        reader = open();
        reader.handleSourceEvents(FeedsToPoll.of(List.of(feeds)));
        reader.addSplits(splits);
    }

    FeedSplit split(String id) {
        return reader.snapshotState(1).stream()
                .filter(split -> split.feedId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    int gauge(String name) {
        return (Integer) gauges.get(name).getValue();
    }

    Instant now() {
        return now;
    }

    void wait(Duration time) {
        now = now.plus(time);
    }

    /** The next poll that is due, whenever that is. */
    Poll next() throws Exception {
        Instant due = reader.snapshotState(1).stream()
                .map(split -> split.memory().nextPoll())
                .min(Instant::compareTo)
                .orElseThrow();
        now = due.isAfter(now) ? due : now;
        return take();
    }

    /** The next poll that ends. */
    Poll take() throws Exception {
        List<FeedReport> reports = new ArrayList<>();
        while (reports.isEmpty()) {
            reader.pollNext(new Output(reports));
            if (reports.isEmpty()) {
                reader.isAvailable().get(20, TimeUnit.SECONDS);
            }
        }
        Poll poll = reports.get(0).poll();
        if (poll.answer() == Poll.Answer.CHANGED) {
            Decision decision = novelty.decide(known.get(poll.feed().id()), poll.feed(), poll.entries(), poll.at());
            known.put(poll.feed().id(), decision.known());
            decision.fresh().stream().map(Entry::title).forEach(news::add);
        }
        return poll;
    }

    /** Starts what is due now and takes nothing. */
    void start() {
        List<FeedReport> none = new ArrayList<>();
        reader.pollNext(new Output(none));
        assertThat(none).isEmpty();
    }

    /** So many polls. */
    List<Poll> next(int polls) throws Exception {
        List<Poll> all = new ArrayList<>();
        for (int i = 0; i < polls; i++) {
            all.add(next());
        }
        return all;
    }

    /** The titles of all entries that were news, in order. */
    List<String> news() {
        return news;
    }

    @Override
    public void close() {
        reader.close();
    }

    private record Output(List<FeedReport> reports) implements ReaderOutput<FeedReport> {
        @Override
        public void collect(FeedReport report) {
            reports.add(report);
        }

        @Override
        public void collect(FeedReport report, long timestamp) {
            reports.add(report);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<FeedReport> createOutputForSplit(String splitId) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String splitId) {}
    }
}
