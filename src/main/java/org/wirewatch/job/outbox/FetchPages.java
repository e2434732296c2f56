package org.wirewatch.job.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;
import org.wirewatch.fetch.FetchFault;
import org.wirewatch.fetch.FetchOutcome;
import org.wirewatch.fetch.FetchRequest;
import org.wirewatch.fetch.Fetcher;
import org.wirewatch.fetch.HostMemory;
import org.wirewatch.fetch.HostPace;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.fetch.PaceSettings;
import org.wirewatch.job.operator.SideOutputs;
import org.wirewatch.job.state.HostQueue;
import org.wirewatch.job.state.PageWorkJson;
import org.wirewatch.job.state.QueuedPage;
import org.wirewatch.job.stream.PageResult;
import org.wirewatch.job.stream.PageWork;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Measure;
import org.wirewatch.model.Page;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Tally;

/**
 * The queue, pace and memory of each host, and the calls to it.
 *
 * <p>Key: the host, or its registrable domain where settings say so; hence one subtask alone asks a host, whatever the
 * parallelism, and {@link HostPace} decides in one place. Pages that were under way in a checkpoint are asked for again
 * after a restart, not before a whole pause of their host has passed, and may be emitted twice. A queue is bounded: the
 * page that has waited longest is given up as a problem, and its article comes from the feed.
 */
public final class FetchPages extends Outbox<String, PageWork, PageResult, FetchPages.Answer> {

    /** Calls under way and pages not yet passed on, a subtask. A page may hold megabytes. */
    static final int MAX_CALLS = 64;

    private static final String QUEUE = "host-queue";
    private static final Duration LEVEL_EVERY = Duration.ofSeconds(10);

    /** The order of what is pending; present exactly while something is. */
    static final ValueStateDescriptor<HostQueue> QUEUE_STATE =
            new ValueStateDescriptor<>(QUEUE, TypeInformation.of(HostQueue.class));

    /** What is pending, by number; bounded by {@link PaceSettings#maxWaiting()}. */
    static final MapStateDescriptor<Long, QueuedPage> PAGES_STATE =
            new MapStateDescriptor<>("host-pages", Types.LONG, TypeInformation.of(QueuedPage.class));

    private final HostPace pace;
    private final PaceSettings settings;
    private final Calls calls;

    private transient ValueState<HostQueue> queue;
    private transient MapState<Long, QueuedPage> pages;
    private transient ValueState<HostMemory> memory;
    private transient Map<String, Set<Long>> underWay;
    private transient Set<String> restored;
    private transient Map<String, Integer> queued;
    private transient PageWorkJson json;

    /** The outside. */
    interface Calls extends AutoCloseable {
        CompletableFuture<FetchOutcome> fetch(PageWork work);

        @Override
        void close();
    }

    /** One page's outcome, told from others of its host by its number. */
    record Answer(long number, FetchOutcome outcome) {}

    FetchPages(StreamOperatorParameters<PageResult> parameters, PaceSettings settings, Calls calls) {
        super(parameters, QUEUE, MAX_CALLS, Integer.MAX_VALUE);
        this.pace = new HostPace(settings);
        this.settings = settings;
        this.calls = calls;
    }

    /** Puts the operator behind pages that are keyed by host. */
    public static SingleOutputStreamOperator<PageResult> attach(
            KeyedStream<PageWork, String> pages, HttpSettings http) {
        return pages.transform(
                "fetch-pages",
                TypeInformation.of(PageResult.class),
                new OutboxFactory<>(
                        FetchPages.class, parameters -> new FetchPages(parameters, http.pace(), new HttpCalls(http))));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        queue = context.getKeyedStateStore().getState(QUEUE_STATE);
        pages = context.getKeyedStateStore().getMapState(PAGES_STATE);
        memory = context.getKeyedStateStore().getState(memoryState());
        underWay = new HashMap<>();
        restored = new HashSet<>();
        queued = new HashMap<>();
        json = new PageWorkJson();
    }

    /** When the host may be asked next, and how it has behaved; cleared a day after it was last asked. */
    static ValueStateDescriptor<HostMemory> memoryState() {
        ValueStateDescriptor<HostMemory> descriptor =
                new ValueStateDescriptor<>("host-memory", TypeInformation.of(HostMemory.class));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(1))
                .cleanupFullSnapshot()
                .build());
        return descriptor;
    }

    @Override
    public void open() throws Exception {
        super.open();
        tellLevel();
    }

    @Override
    void accept(PageWork work) throws Exception {
        HostQueue before = queue.value() == null ? HostQueue.EMPTY : queue.value();
        pages.put(before.next(), new QueuedPage(json.write(work), 0));
        HostQueue after = PageOrder.added(before);
        if (PageOrder.size(after) > settings.maxWaiting()) {
            Optional<Long> oldest = PageOrder.oldest(after, underWay(work.host()));
            if (oldest.isPresent()) {
                giveUp(oldest.get());
                after = PageOrder.removed(after, oldest.get());
            }
        }
        queue.update(after);
    }

    private void giveUp(long number) throws Exception {
        PageWork work = json.read(pages.get(number).work());
        pages.remove(number);
        Instant now = Instant.ofEpochMilli(now());
        finish(
                work,
                null,
                FetchFault.QUEUE_FULL.problem(
                        work.link(),
                        "more than " + settings.maxWaiting() + " pages wait for the host " + work.host()
                                + ", and this one has waited longest",
                        now));
    }

    @Override
    void pump(String host) throws Exception {
        HostQueue waiting = queue.value();
        if (waiting == null) {
            return;
        }
        queued.put(host, PageOrder.size(waiting));
        Set<Long> running = underWay(host);
        while (true) {
            long now = now();
            HostMemory known = knownOf(host, now);
            Optional<Long> next = PageOrder.next(waiting, running, now);
            if (next.isEmpty()) {
                PageOrder.nextRetry(waiting, running).ifPresent(this::wakeAt);
                return;
            }
            Optional<Instant> startAt = pace.turn(host, known, running.size(), Instant.ofEpochMilli(now))
                    .match(
                            started -> Optional.of(Instant.ofEpochMilli(now)),
                            later -> Optional.of(later.at()),
                            busy -> Optional.empty());
            if (startAt.isEmpty()) {
                return; // the answer of one that is under way pumps again
            }
            if (startAt.get().toEpochMilli() > now) {
                wakeAt(startAt.get().toEpochMilli());
                return;
            }
            if (!hasCapacity()) {
                waitForCapacity(host);
                return;
            }
            start(host, next.get(), known, now);
        }
    }

    private void start(String host, long number, HostMemory known, long now) throws Exception {
        memory.update(pace.started(host, known, Instant.ofEpochMilli(now)));
        underWay(host).add(number);
        PageWork work = json.read(pages.get(number).work());
        call(List.of(host), calls.fetch(work).thenApply(outcome -> List.of(new Answer(number, outcome))));
    }

    private HostMemory knownOf(String host, long now) throws Exception {
        HostMemory known = memory.value() == null ? HostMemory.NEW : memory.value();
        if (restored.add(host) && memory.value() != null) {
            known = pace.restored(host, known, Instant.ofEpochMilli(now));
            memory.update(known);
        }
        return known;
    }

    private Set<Long> underWay(String host) {
        return underWay.computeIfAbsent(host, h -> new HashSet<>());
    }

    @Override
    void answered(String host, Answer answer) throws Exception {
        underWay(host).remove(answer.number());
        Instant now = Instant.ofEpochMilli(now());
        memory.update(pace.answered(host, knownOf(host, now()), answer.outcome(), now));
        QueuedPage page = pages.get(answer.number());
        PageWork work = json.read(page.work());
        int attempts = page.attempts() + 1;
        Optional<Instant> again = answer.outcome()
                .match(
                        fetched -> Optional.empty(),
                        notModified -> Optional.empty(),
                        failed -> retryAt(work, failed, attempts, now));
        if (again.isPresent()) {
            pages.put(answer.number(), new QueuedPage(page.work(), attempts));
            queue.update(
                    PageOrder.failed(queue.value(), answer.number(), again.get().toEpochMilli()));
            count(Measure.PAGES_RETRIED);
            return;
        }
        pages.remove(answer.number());
        HostQueue rest = PageOrder.removed(queue.value(), answer.number());
        if (PageOrder.size(rest) == 0) {
            queue.clear();
            underWay.remove(host);
            queued.remove(host);
        } else {
            queue.update(rest);
        }
        emitOutcome(work, answer.outcome(), attempts, now);
    }

    private Optional<Instant> retryAt(PageWork work, FetchOutcome.Failed failed, int attempts, Instant now) {
        HostMemory known;
        try {
            known = knownOf(work.host(), now.toEpochMilli());
        } catch (Exception unreadable) {
            throw new IllegalStateException("the state of host " + work.host() + " cannot be read", unreadable);
        }
        return pace.retry(work.link(), failed, attempts, known, now)
                .match(again -> Optional.of(again.at()), never -> Optional.empty());
    }

    private void emitOutcome(PageWork work, FetchOutcome outcome, int attempts, Instant now) {
        Problem problem = outcome.match(
                fetched -> null,
                notModified -> FetchFault.MALFORMED_RESPONSE.problem(
                        work.link(), "the server answers 304 to a request without conditions", now),
                FetchOutcome.Failed::problem);
        Page page = outcome.match(FetchOutcome.Fetched::page, notModified -> null, failed -> null);
        Problem cut = outcome.match(FetchOutcome.Fetched::cut, notModified -> null, failed -> null);
        if (cut != null) {
            emit(SideOutputs.PROBLEMS, cut.of(work.feed().id(), attempts));
        }
        count(page == null ? Measure.PAGES_FAILED : Measure.PAGES_FETCHED);
        finish(work, page, problem == null ? null : problem.of(work.feed().id(), attempts));
    }

    private void finish(PageWork work, @Nullable Page page, @Nullable Problem problem) {
        emit(new PageResult(work, page, problem, Instant.ofEpochMilli(now())));
    }

    private void count(Measure measure) {
        emit(SideOutputs.TALLIES, new Tally(measure, 1, subtask(), Instant.ofEpochMilli(now())));
    }

    private void tellLevel() {
        long level = queued.values().stream().mapToLong(Integer::longValue).sum();
        emit(SideOutputs.TALLIES, new Tally(Measure.FETCH_QUEUE, level, subtask(), Instant.ofEpochMilli(now())));
        runAt(now() + LEVEL_EVERY.toMillis(), this::tellLevel);
    }

    @Override
    boolean isStarted(String host) {
        return false;
    }

    @Override
    public void close() throws Exception {
        super.close();
        calls.close();
    }

    /** The real outside, opened with the first page. */
    private static final class HttpCalls implements Calls {

        private final HttpSettings settings;
        private @Nullable Fetcher fetcher;

        HttpCalls(HttpSettings settings) {
            this.settings = settings;
        }

        @Override
        public CompletableFuture<FetchOutcome> fetch(PageWork work) {
            if (fetcher == null) {
                fetcher = new Fetcher(settings, InstantSource.system());
            }
            Feed feed = work.feed();
            String language = work.entry().language() == null
                    ? feed.language()
                    : work.entry().language();
            return fetcher.fetch(FetchRequest.page(work.link(), language));
        }

        @Override
        public void close() {
            if (fetcher != null) {
                fetcher.close();
            }
        }
    }
}
