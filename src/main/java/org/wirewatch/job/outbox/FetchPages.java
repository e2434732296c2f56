package org.wirewatch.job.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.execution.Environment;
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
import org.wirewatch.fetch.Robots;
import org.wirewatch.fetch.RobotsPolicy;
import org.wirewatch.fetch.RobotsVerdict;
import org.wirewatch.fetch.Urls;
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
 * The queue, pace, robots rules and memory of each host, and the calls to it.
 *
 * <p>Key: the host, or its registrable domain where settings say so; hence one subtask alone asks a host, whatever the
 * parallelism, and {@link HostPace} decides in one place. Before the first page of an origin its robots.txt is asked
 * for, by a request that takes its turn like any other; the origin's pages wait for it, and so do they while it cannot
 * be had. A page that robots.txt forbids is a problem and its article comes from the feed.
 *
 * <p>A page may send its reader on, or give no article and name an AMP page: then it stays in the queue and is asked for
 * there, see {@link FollowUps}. That is not kept in state: after a restart it begins at its own address.
 *
 * <p>Pages that were under way in a checkpoint are asked for again after a restart and may be emitted twice. After a
 * restart no host is asked before a whole pause has passed, not even one that the checkpoint does not know: it may have
 * been asked right before the end. Nothing waits for ever: a queue is bounded, and the page that has waited
 * longest is given up as a problem; so is one whose host or robots.txt will not be there before its patience ends.
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
    private final RobotsPolicy policy;
    private final Calls web;

    private transient ValueState<HostQueue> queue;
    private transient MapState<Long, QueuedPage> pages;
    private transient ValueState<HostMemory> memory;
    private transient MapState<String, Robots> robots;
    private transient Map<String, HostCalls> hosts;
    private transient Set<String> restored;
    private transient boolean isRestored;
    private transient long openedMillis;
    private transient PageWorkJson json;
    private transient FollowUps followUps;

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

    FetchPages(StreamOperatorParameters<PageResult> parameters, HttpSettings http, Calls web) {
        super(parameters, QUEUE, callsOf(parameters, http), MAX_UNTAKEN, Integer.MAX_VALUE);
        this.settings = http.pace();
        this.pace = new HostPace(settings);
        this.policy = new RobotsPolicy(http);
        this.web = web;
    }

    /** The share of one subtask in what its task manager may have under way, so that none waits for a connection. */
    private static int callsOf(StreamOperatorParameters<PageResult> parameters, HttpSettings http) {
        Environment task = parameters.getContainingTask().getEnvironment();
        int slots = task.getTaskManagerInfo().getConfiguration().get(TaskManagerOptions.NUM_TASK_SLOTS);
        int neighbours = Math.min(slots, task.getTaskInfo().getNumberOfParallelSubtasks());
        return Math.max(1, http.maxConnections() / Math.max(1, neighbours));
    }

    /** Puts the operator behind pages that are keyed by host. */
    public static SingleOutputStreamOperator<PageResult> attach(
            KeyedStream<PageWork, String> pages, HttpSettings http) {
        return pages.transform(
                "fetch-pages",
                TypeInformation.of(PageResult.class),
                new OutboxFactory<>(
                        FetchPages.class, parameters -> new FetchPages(parameters, http, overHttp(parameters, http))));
    }

    /** The real outside. */
    static Calls overHttp(StreamOperatorParameters<PageResult> parameters, HttpSettings http) {
        return HttpCalls.sharedOn(parameters.getContainingTask().getEnvironment(), http);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        queue = context.getKeyedStateStore().getState(QUEUE_STATE);
        pages = context.getKeyedStateStore().getMapState(PAGES_STATE);
        memory = context.getKeyedStateStore().getState(memoryState());
        robots = context.getKeyedStateStore().getMapState(robotsState());
        isRestored = context.isRestored();
        hosts = new HashMap<>();
        restored = new HashSet<>();
        json = new PageWorkJson();
        followUps = new FollowUps();
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

    /**
     * What is known of robots.txt, by origin; cleared a day after it has lost all meaning since it was last asked for.
     * Bounded by {@link org.wirewatch.fetch.RobotsSettings#maxBytes()} an origin.
     */
    static MapStateDescriptor<String, Robots> robotsState() {
        MapStateDescriptor<String, Robots> descriptor =
                new MapStateDescriptor<>("host-robots", Types.STRING, TypeInformation.of(Robots.class));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(RobotsPolicy.UNREACHABLE_FOR.plusDays(1))
                .cleanupFullSnapshot()
                .build());
        return descriptor;
    }

    @Override
    public void open() throws Exception {
        openedMillis = getProcessingTimeService().getCurrentProcessingTime();
        super.open();
        tellLevels();
    }

    @Override
    void accept(PageWork work) throws Exception {
        HostQueue before = queue.value() == null ? HostQueue.EMPTY : queue.value();
        HostCalls host = callsOf(work.host());
        pages.put(before.next(), new QueuedPage(json.write(work), 0, now()));
        host.waits(before.next(), origin(work.link()), instant(now()));
        queue.update(PageOrder.added(before));
        if (PageOrder.size(queue.value()) > settings.maxWaiting()) {
            Optional<Long> oldest = PageOrder.oldest(queue.value(), host.pagesUnderWay());
            if (oldest.isPresent()) {
                giveUp(
                        work.host(),
                        oldest.get(),
                        FetchFault.QUEUE_FULL,
                        "more than " + settings.maxWaiting() + " pages wait for the host " + work.host()
                                + ", and this one has waited longest");
            }
        }
    }

    @Override
    void pump(String host) throws Exception {
        if (queue.value() == null) {
            return;
        }
        HostCalls calls = callsOf(host);
        giveUpWhatOutwaitsItsPatience(host, calls);
        while (queue.value() != null && !calls.anyUnsent()) {
            long now = now();
            HostMemory known = knownOf(host, now);
            calls.slowedByRobots(pace.isSlowedByRobots(host, known));
            List<Long> due = PageOrder.due(queue.value(), calls.pagesUnderWay(), now);
            if (due.isEmpty()) {
                PageOrder.nextRetry(queue.value(), calls.pagesUnderWay()).ifPresent(this::wakeAt);
                return;
            }
            Optional<Instant> startAt = pace.turn(host, known, calls.underWay(), instant(now))
                    .match(
                            started -> Optional.of(instant(now)),
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
            if (!startFirst(host, calls, due, now)) {
                return;
            }
        }
    }

    /**
     * Starts the first of these pages that robots.txt allows, or asks for the first robots.txt that has to be known;
     * gives up what is forbidden on the way.
     *
     * @return whether something was started
     */
    private boolean startFirst(String host, HostCalls calls, List<Long> due, long now) throws Exception {
        Map<String, OptionalLong> held = new HashMap<>();
        for (long number : due) {
            HostCalls.Waiting waiting = calls.waiting(number);
            OptionalLong until = held.get(waiting.origin());
            if (until != null && (until.isEmpty() || !outlasts(until.getAsLong(), waiting))) {
                continue;
            }
            PageWork work = json.read(pages.get(number).work());
            String url = calls.followUp(number).map(FollowUp::url).orElse(work.link());
            RobotsVerdict verdict = policy.verdict(robots.get(waiting.origin()), url, instant(now));
            Step step = verdict.match(
                    allowed -> () -> start(host, calls, number, url, work),
                    disallowed -> () -> forbidden(host, calls, number, disallowed.problem()),
                    () -> () -> askRobots(host, calls, url, held),
                    later -> () -> hold(host, calls, number, later, held));
            if (step.starts()) {
                return true;
            }
        }
        held.values().forEach(until -> until.ifPresent(this::wakeAt));
        PageOrder.nextRetry(queueOrEmpty(), calls.pagesUnderWay()).ifPresent(this::wakeAt);
        return false;
    }

    /** What a verdict leads to. */
    private interface Step {
        /** Does it, and tells whether it has started a call. */
        boolean starts() throws Exception;
    }

    private boolean start(String host, HostCalls calls, long number, String url, PageWork work) throws Exception {
        calls.started(number);
        ask(host, calls, FetchRequest.page(url, language(work)), outcome -> pageAnswered(host, number, outcome));
        return true;
    }

    private boolean askRobots(String host, HostCalls calls, String url, Map<String, OptionalLong> held)
            throws Exception {
        String origin = origin(url);
        if (calls.isAsking(origin)) {
            held.put(origin, OptionalLong.empty());
            return false;
        }
        calls.started(origin);
        ask(host, calls, policy.request(url), outcome -> robotsAnswered(host, origin, outcome));
        return true;
    }

    private boolean forbidden(String host, HostCalls calls, long number, Problem problem) throws Exception {
        Problem reason = calls.followUp(number).map(FollowUp::otherwise).orElse(problem);
        emitResult(host, number, null, reason);
        return false;
    }

    private boolean hold(
            String host, HostCalls calls, long number, RobotsVerdict.Later later, Map<String, OptionalLong> held)
            throws Exception {
        HostCalls.Waiting waiting = calls.waiting(number);
        long until = later.at().toEpochMilli();
        held.put(waiting.origin(), OptionalLong.of(until));
        if (outlasts(until, waiting)) {
            emitResult(host, number, null, later.problem());
        }
        return false;
    }

    private boolean outlasts(long until, HostCalls.Waiting waiting) {
        return instant(until).isAfter(waiting.since().plus(settings.patience()));
    }

    private void ask(String host, HostCalls calls, FetchRequest request, Answered then) throws Exception {
        memory.update(pace.started(host, knownOf(host, now()), instant(now())));
        Object call = new Object();
        calls.handedOver(call);
        CompletableFuture<FetchOutcome> outcome = web.fetch(request, () -> soon(host, () -> sent(host, calls, call)));
        call(
                List.of(host),
                outcome.thenApply(done -> List.of(() -> {
                    calls.sent(call);
                    then.take(done);
                    web.passedOn(done);
                })));
    }

    /** What is done with an outcome, on the task thread. */
    private interface Answered {
        void take(FetchOutcome outcome) throws Exception;
    }

    /**
     * The pause counts from here, not from the start of the call, which may have waited long for a connection; a redirect
     * that is followed is a request of its own. The clock's reading is rounded up, so that no pause is short.
     */
    private void sent(String host, HostCalls calls, Object call) throws Exception {
        long now = now() + 1;
        memory.update(pace.started(host, knownOf(host, now), instant(now)));
        calls.sent(call);
    }

    private static @Nullable String language(PageWork work) {
        String own = work.entry().language();
        return own == null ? work.feed().language() : own;
    }

    private HostMemory knownOf(String host, long now) throws Exception {
        HostMemory known = memory.value();
        if (known == null) {
            known = pace.heard(HostMemory.NEW, knownRobots());
            if (isRestored) {
                known = pace.restored(host, known, instant(openedMillis));
            }
            restored.add(host);
        } else if (restored.add(host)) {
            known = pace.restored(host, known, instant(now));
            memory.update(known);
        }
        return known;
    }

    private List<Robots> knownRobots() throws Exception {
        List<Robots> known = new ArrayList<>();
        robots.values().forEach(known::add);
        return known;
    }

    /** Found in state after a restart. */
    private HostCalls callsOf(String host) throws Exception {
        HostCalls calls = hosts.get(host);
        if (calls == null) {
            calls = new HostCalls();
            hosts.put(host, calls);
            for (long number : PageOrder.all(queueOrEmpty())) {
                QueuedPage page = pages.get(number);
                long since = page.sinceMillis() == 0 ? now() : page.sinceMillis();
                calls.waits(number, origin(json.read(page.work()).link()), instant(since));
            }
        }
        return calls;
    }

    private HostQueue queueOrEmpty() throws Exception {
        HostQueue waiting = queue.value();
        return waiting == null ? HostQueue.EMPTY : waiting;
    }

    /** What is no URL has no origin and is not asked about: the fetch says what is wrong with it. */
    private static String origin(String url) {
        return Urls.origin(url).orElse(url);
    }

    @Override
    void answered(String host, Taken answer) throws Exception {
        answer.run();
    }

    private void robotsAnswered(String host, String origin, FetchOutcome outcome) throws Exception {
        callsOf(host).answered(origin);
        Instant now = instant(now());
        Robots learned = policy.learned(robots.get(origin), origin, outcome, now);
        robots.put(origin, learned);
        Problem failure = outcome.match(fetched -> null, notModified -> null, FetchOutcome.Failed::problem);
        if (failure != null && learned.failures() > 0) {
            emit(SideOutputs.PROBLEMS, failure.of(null, learned.failures()));
        }
        HostMemory known = pace.answered(host, knownOf(host, now()), outcome, now);
        memory.update(pace.heard(known, knownRobots()));
        forgetIfDone(host);
    }

    private void pageAnswered(String host, long number, FetchOutcome outcome) throws Exception {
        HostCalls calls = callsOf(host);
        calls.answered(number);
        Instant now = instant(now());
        HostMemory known = pace.answered(host, knownOf(host, now()), outcome, now);
        memory.update(known);
        Optional<FollowUp> before = calls.followUp(number);
        Optional<FollowUp> further = outcome.match(
                fetched -> followUps.of(fetched.page(), before.orElse(null)),
                notModified -> Optional.empty(),
                failed -> Optional.empty());
        if (further.isPresent()) {
            calls.goesOn(number, further.get(), origin(further.get().url()));
            return;
        }
        QueuedPage page = pages.get(number).triedAgain();
        String url =
                before.map(FollowUp::url).orElseGet(() -> json.read(page.work()).link());
        Optional<Instant> again = outcome.match(
                fetched -> Optional.empty(),
                notModified -> Optional.empty(),
                failed -> pace.retry(url, failed, page.attempts(), known, now)
                        .match(retry -> Optional.of(retry.at()), never -> Optional.empty()));
        pages.put(number, page);
        if (again.isPresent() && !pace.outlasts(known, calls.waiting(number).since(), now)) {
            queue.update(PageOrder.failed(queue.value(), number, again.get().toEpochMilli()));
            count(Measure.PAGES_RETRIED);
            return;
        }
        emitOutcome(host, number, page, before, outcome);
    }

    private void emitOutcome(String host, long number, QueuedPage page, Optional<FollowUp> before, FetchOutcome outcome)
            throws Exception {
        Problem cut = outcome.match(FetchOutcome.Fetched::cut, notModified -> null, failed -> null);
        if (cut != null) {
            String feed = json.read(page.work()).feed().id();
            emit(SideOutputs.PROBLEMS, cut.of(feed, page.attempts()));
        }
        Page fetchedPage = outcome.match(FetchOutcome.Fetched::page, notModified -> null, failed -> null);
        Problem problem = outcome.match(
                fetched -> null,
                notModified -> FetchFault.MALFORMED_RESPONSE.problem(
                        json.read(page.work()).link(),
                        "the server answers 304 to a request without conditions",
                        instant(now())),
                failed -> before.map(FollowUp::otherwise).orElse(failed.problem()));
        count(fetchedPage == null ? Measure.PAGES_FAILED : Measure.PAGES_FETCHED);
        emitResult(host, number, fetchedPage, problem);
    }

    private void giveUpWhatOutwaitsItsPatience(String host, HostCalls calls) throws Exception {
        Instant now = instant(now());
        HostMemory known = knownOf(host, now.toEpochMilli());
        if (known.restUntilMillis() <= now.toEpochMilli()) {
            return;
        }
        for (long number : PageOrder.all(queueOrEmpty())) {
            if (!calls.pagesUnderWay().contains(number)
                    && pace.outlasts(known, calls.waiting(number).since(), now)) {
                giveUp(
                        host,
                        number,
                        FetchFault.HOST_RESTING,
                        "the host " + host + " rests until " + instant(known.restUntilMillis())
                                + ", longer than the " + settings.patience().toSeconds()
                                + " s that a page waits for it");
            }
        }
    }

    private void giveUp(String host, long number, FetchFault fault, String why) throws Exception {
        PageWork work = json.read(pages.get(number).work());
        emitResult(host, number, null, fault.problem(work.link(), work.link() + ": " + why, instant(now())));
    }

    /** Ends a page's time here. */
    private void emitResult(String host, long number, @Nullable Page fetched, @Nullable Problem problem)
            throws Exception {
        QueuedPage page = pages.get(number);
        PageWork work = json.read(page.work());
        pages.remove(number);
        hosts.get(host).removed(number);
        HostQueue rest = PageOrder.removed(queue.value(), number);
        if (PageOrder.size(rest) == 0) {
            queue.clear();
            forgetIfDone(host);
        } else {
            queue.update(rest);
        }
        Problem reported = problem == null ? null : problem.of(work.feed().id(), page.attempts());
        emit(new PageResult(work, fetched, reported, instant(now())));
    }

    private void forgetIfDone(String host) throws Exception {
        if (queue.value() == null && hosts.get(host).underWay() == 0) {
            hosts.remove(host);
        }
    }

    private void count(Measure measure) {
        emit(SideOutputs.TALLIES, new Tally(measure, 1, subtask(), instant(now())));
    }

    private void tellLevels() {
        tellLevel(
                Measure.FETCH_QUEUE,
                hosts.values().stream().mapToLong(HostCalls::size).sum());
        tellLevel(
                Measure.SLOW_HOSTS,
                hosts.values().stream().filter(HostCalls::isSlowedByRobots).count());
        runAt(now() + LEVEL_EVERY.toMillis(), this::tellLevels);
    }

    private void tellLevel(Measure measure, long level) {
        emit(SideOutputs.TALLIES, new Tally(measure, level, subtask(), instant(now())));
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    boolean isStarted(String host) {
        return false;
    }

    @Override
    public void close() throws Exception {
        super.close();
        web.close();
    }
}
