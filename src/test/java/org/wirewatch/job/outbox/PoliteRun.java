package org.wirewatch.job.outbox;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.wirewatch.fetch.FetchOutcome;
import org.wirewatch.fetch.FetchRequest;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.job.ManyHosts;
import org.wirewatch.job.stream.PageResult;
import org.wirewatch.job.stream.PageWork;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;

/** The real {@link FetchPages} on a MiniCluster and the real client, in front of {@link ManyHosts}; and what it measures. */
final class PoliteRun implements Serializable {

    private static final long serialVersionUID = 1;

    private static final Map<String, Notes> NOTES = new ConcurrentHashMap<>();

    private static final String PAGE =
            "<html><title>A page</title><p>" + "A sentence of some words. ".repeat(800) + "</p>";

    private final String name = UUID.randomUUID().toString();
    private final int hosts;
    private final int silent;
    private final int entries;
    private final HttpSettings http;

    /**
     * @param hosts how many
     * @param silent how many of them never answer
     * @param entries pages of each host
     */
    PoliteRun(int hosts, int silent, int entries, HttpSettings http) {
        this.hosts = hosts;
        this.silent = silent;
        this.entries = entries;
        this.http = http;
    }

    /**
     * What a run shows.
     *
     * @param pages of the hosts that answer
     * @param elapsed from the first request to the last of these pages behind the operator
     * @param shortestSendGap between two sends to one host
     * @param shortestServerGap between two requests of one host as they arrived
     * @param requests that arrived at hosts that answer
     * @param peakHeapBytes in use, garbage included
     * @param peakThreads of the process: Flink's, the server's and the client's
     */
    record Measured(
            int pages,
            Duration elapsed,
            Duration shortestSendGap,
            Duration shortestServerGap,
            long requests,
            long peakHeapBytes,
            int peakThreads) {}

    /** Runs until every page of every host that answers has come through. */
    Measured run(Duration patience) throws Exception {
        Set<String> mute = IntStream.range(0, silent).mapToObj(ManyHosts::host).collect(Collectors.toSet());
        Notes notes = new Notes((hosts - silent) * entries, mute);
        NOTES.put(name, notes);
        try (ManyHosts server = ManyHosts.open((host, path) -> reply(mute, host, path))) {
            JobClient job = environment(server.port()).executeAsync("polite run");
            Load load = Load.watch();
            boolean complete = notes.left.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            load.close();
            job.cancel().get(30, TimeUnit.SECONDS);
            if (!complete) {
                throw new IllegalStateException(
                        "after " + patience + " " + notes.left.getCount() + " pages are missing");
            }
            Map<String, List<ManyHosts.Asked>> asked = server.asked();
            asked.keySet().removeAll(mute);
            return new Measured(
                    (hosts - silent) * entries,
                    Duration.ofNanos(notes.lastNanos - notes.firstNanos()),
                    Duration.ofNanos(ManyHosts.shortestGapNanos(notes.sends.values())),
                    Duration.ofNanos(server.shortestGapNanos()),
                    asked.values().stream().mapToLong(List::size).sum(),
                    load.peakHeapBytes,
                    load.peakThreads);
        } finally {
            NOTES.remove(name);
        }
    }

    private static ManyHosts.Reply reply(Set<String> mute, String host, String path) {
        if (mute.contains(host)) {
            return ManyHosts.Reply.NONE;
        }
        return path.equals("/robots.txt") ? ManyHosts.Reply.NOT_FOUND : ManyHosts.Reply.html(PAGE);
    }

    private StreamExecutionEnvironment environment(int port) {
        Configuration flink = new Configuration();
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        flink.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, flink);
        env.fromSequence(0, (long) hosts * entries - 1)
                .map(number -> work((int) (number % hosts), (int) (number / hosts), port))
                .returns(PageWork.class)
                .keyBy(PageWork::host)
                .transform(
                        "fetch-pages",
                        TypeInformation.of(PageResult.class),
                        new OutboxFactory<>(
                                FetchPages.class,
                                parameters -> new FetchPages(
                                        parameters,
                                        http,
                                        new NotedCalls(FetchPages.overHttp(parameters, http), NOTES.get(name)))))
                .map(result -> NOTES.get(name).came(result))
                .returns(String.class)
                .sinkTo(new DiscardingSink<>());
        return env;
    }

    private static PageWork work(int host, int number, int port) {
        Feed feed = new Feed("f", "https://f.example/feed", null, null, null, null, List.of(), 1, 1);
        Entry entry = new Entry(
                "g" + number,
                null,
                "A title",
                "A summary",
                null,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                null);
        String name = ManyHosts.host(host);
        String link = "http://" + name + ":" + port + "/" + number;
        return new PageWork(name + '/' + number, link, name, feed, entry, Instant.EPOCH, true);
    }

    /** What a run notes while it goes on. */
    private static final class Notes {

        private final Map<String, List<Long>> sends = new ConcurrentHashMap<>();
        private final Set<String> came = new HashSet<>();
        private final Set<String> mute;
        private final CountDownLatch left;
        private volatile long lastNanos;

        Notes(int expected, Set<String> mute) {
            this.left = new CountDownLatch(expected);
            this.mute = mute;
        }

        void sent(String host) {
            List<Long> times = sends.computeIfAbsent(host, h -> Collections.synchronizedList(new ArrayList<>()));
            times.add(System.nanoTime());
        }

        synchronized String came(PageResult result) {
            if (!mute.contains(result.work().host()) && came.add(result.work().articleId())) {
                if (result.page() == null) {
                    throw new IllegalStateException("no page: " + result.problem());
                }
                lastNanos = System.nanoTime();
                left.countDown();
            }
            return result.work().articleId();
        }

        long firstNanos() {
            return sends.values().stream()
                    .mapToLong(times -> times.get(0))
                    .min()
                    .orElseThrow();
        }
    }

    /** Notes the moment at which a request is written. */
    private record NotedCalls(FetchPages.Calls calls, Notes notes) implements FetchPages.Calls {

        @Override
        public CompletableFuture<FetchOutcome> fetch(FetchRequest request, Runnable sending) {
            return calls.fetch(request, () -> {
                notes.sent(URI.create(request.url()).getHost());
                sending.run();
            });
        }

        @Override
        public void passedOn(FetchOutcome outcome) {
            calls.passedOn(outcome);
        }

        @Override
        public void close() {
            calls.close();
        }
    }

    /** Looks at heap and threads ten times a second. */
    private static final class Load extends Thread {

        private final CountDownLatch end = new CountDownLatch(1);
        private volatile long peakHeapBytes;
        private volatile int peakThreads;

        static Load watch() {
            Load load = new Load();
            load.setDaemon(true);
            load.start();
            return load;
        }

        @Override
        public void run() {
            try {
                do {
                    Runtime memory = Runtime.getRuntime();
                    peakHeapBytes = Math.max(peakHeapBytes, memory.totalMemory() - memory.freeMemory());
                    peakThreads = Math.max(
                            peakThreads, ManagementFactory.getThreadMXBean().getThreadCount());
                } while (!end.await(100, TimeUnit.MILLISECONDS));
            } catch (InterruptedException stopping) {
                interrupt();
            }
        }

        void close() throws InterruptedException {
            end.countDown();
            join();
        }
    }
}
