package org.wirewatch.job.outbox;

import java.time.Duration;
import java.time.Instant;
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
public final class FetchPages extends Outbox<String, PageWork, PageResult, FetchPages.Taken> {

    /** Pages not yet passed on, a subtask, with which no further one is asked for. */
    static final int MAX_UNTAKEN = 64;

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
    private transient Map<String, HostCalls> underWay;
    private transient Set<String> restored;
    private transient Map<String, Integer> queued;
    private transient PageWorkJson json;

    /** The outside. */
    interface Calls extends AutoCloseable {
        /**
         * @param sending is run whenever the host is really asked, from any thread
         * @return completes with an outcome, never exceptionally
         */
        CompletableFuture<FetchOutcome> fetch(FetchRequest request, Runnable sending);

        /** An outcome's page has been passed on: what it holds is no longer ours. */
        void passedOn(FetchOutcome outcome);

        @Override
        void close();
    }

    /** How the answer to one call is taken, on the task thread and for the call's host. */
    interface Taken {
        void run() throws Exception;
    }

    FetchPages(StreamOperatorParameters<PageResult> parameters, HttpSettings http, Calls calls) {
        super(parameters, QUEUE, http.maxConnections(), MAX_UNTAKEN, Integer.MAX_VALUE);
        this.settings = http.pace();
        this.pace = new HostPace(settings);
        this.calls = calls;
    }

    /** Puts the operator behind pages that are keyed by host. */
    public static SingleOutputStreamOperator<PageResult> attach(
            KeyedStream<PageWork, String> pages, HttpSettings http) {
        return pages.transform(
                "fetch-pages",
                TypeInformation.of(PageResult.class),
                new OutboxFactory<>(FetchPages.class, parameters -> new FetchPages(parameters, http, overHttp(http))));
    }

    /** The real outside. */
    static Calls overHttp(HttpSettings http) {
        return new HttpCalls(http);
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
            Optional<Long> oldest =
                    PageOrder.oldest(after, underWay(work.host()).pages());
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
        HostCalls calls = underWay(host);
        while (!calls.anyUnsent()) {
            long now = now();
            HostMemory known = knownOf(host, now);
            Optional<Long> next = PageOrder.next(waiting, calls.pages(), now);
            if (next.isEmpty()) {
                PageOrder.nextRetry(waiting, calls.pages()).ifPresent(this::wakeAt);
                return;
            }
            Optional<Instant> startAt = pace.turn(host, known, calls.size(), Instant.ofEpochMilli(now))
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
        HostCalls started = underWay(host);
        started.started(number);
        PageWork work = json.read(pages.get(number).work());
        FetchRequest request = FetchRequest.page(work.link(), language(work));
        CompletableFuture<FetchOutcome> outcome = calls.fetch(request, () -> soon(host, () -> sent(host, number)));
        call(List.of(host), outcome.thenApply(done -> List.of(() -> pageAnswered(host, number, done))));
    }

    /**
     * The pause counts from here, not from the start of the call, which may have waited long for a connection; a redirect
     * that is followed is a request of its own. The clock's reading is rounded up, so that no pause is short.
     */
    private void sent(String host, long number) throws Exception {
        long now = now() + 1;
        memory.update(pace.started(host, knownOf(host, now), Instant.ofEpochMilli(now)));
        underWay(host).sent(number);
    }

    private static @Nullable String language(PageWork work) {
        String own = work.entry().language();
        return own == null ? work.feed().language() : own;
    }

    private HostMemory knownOf(String host, long now) throws Exception {
        HostMemory known = memory.value() == null ? HostMemory.NEW : memory.value();
        if (restored.add(host) && memory.value() != null) {
            known = pace.restored(host, known, Instant.ofEpochMilli(now));
            memory.update(known);
        }
        return known;
    }

    private HostCalls underWay(String host) {
        return underWay.computeIfAbsent(host, h -> new HostCalls());
    }

    @Override
    void answered(String host, Taken answer) throws Exception {
        answer.run();
    }

    private void pageAnswered(String host, long number, FetchOutcome outcome) throws Exception {
        underWay(host).answered(number);
        Instant now = Instant.ofEpochMilli(now());
        memory.update(pace.answered(host, knownOf(host, now()), outcome, now));
        QueuedPage page = pages.get(number);
        PageWork work = json.read(page.work());
        int attempts = page.attempts() + 1;
        Optional<Instant> again = outcome.match(
                fetched -> Optional.empty(),
                notModified -> Optional.empty(),
                failed -> retryAt(work, failed, attempts, now));
        if (again.isPresent()) {
            pages.put(number, new QueuedPage(page.work(), attempts));
            queue.update(PageOrder.failed(queue.value(), number, again.get().toEpochMilli()));
            count(Measure.PAGES_RETRIED);
            return;
        }
        pages.remove(number);
        HostQueue rest = PageOrder.removed(queue.value(), number);
        if (PageOrder.size(rest) == 0) {
            queue.clear();
            underWay.remove(host);
            queued.remove(host);
        } else {
            queue.update(rest);
        }
        emitOutcome(work, outcome, attempts, now);
        calls.passedOn(outcome);
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
}
