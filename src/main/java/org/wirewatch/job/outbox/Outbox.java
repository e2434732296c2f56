package org.wirewatch.job.outbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.io.AvailabilityProvider;
import org.apache.flink.runtime.io.network.api.writer.ResultPartitionWriter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * An operator with pending work in keyed state and an asynchronous client of its own.
 *
 * <p><b>Contract.</b> A subclass keeps what is pending in keyed state under the name it gives to the constructor: a key
 * has that state exactly as long as it has work. It implements three steps, all on the task thread and with the key
 * set: {@link #accept} puts an element into state, {@link #pump} starts what may start now, {@link #answered} takes the
 * outcome of a call, removes or postpones the work and emits. It starts calls with {@link #call}, asks to be pumped
 * again with {@link #wakeAt} when only time is missing and with {@link #waitForCapacity} when only a free call is.
 *
 * <p><b>Ordering</b>: none is relied on and none is promised. <b>Time</b>: processing time.
 *
 * <p><b>Checkpoints</b> hold the pending work and never wait for a call. <b>A restart</b>, also at another parallelism,
 * pumps every pending key: a call that was under way is made again, and an outcome that was emitted after the last
 * checkpoint is emitted again, so everything behind an outbox is idempotent. <b>A stop</b> cancels calls under way.
 * <b>The end of bounded input</b> (also {@code stop --drain}) waits until nothing is pending.
 *
 * <p><b>Memory and backpressure</b>: calls under way plus answers not yet taken are at most {@code maxCalls} a subtask,
 * and none starts while {@code maxUntaken} answers wait.
 * A mail takes one answer and asks for the next mail, and takes none while the output is full: otherwise hundreds of
 * finished pages would sit in the mailbox in front of the checkpoint's barrier (tried: checkpoints waited for minutes).
 * Keys that wait for a free call are remembered up to {@code maxWaiting}; beyond that they are found again in state.
 *
 * <p>All of Flink's internal API that this needs ({@code Triggerable}, {@code VoidNamespace}, the keyed backend, result
 * writers) is used here and in {@link OutboxFactory} only, so that an upgrade of Flink touches two files.
 *
 * @param <K> key of the stream and of the state
 * @param <IN> what comes in
 * @param <OUT> what goes on
 * @param <R> the outcome of a call for one key
 */
abstract class Outbox<K, IN, OUT, R> extends AbstractStreamOperator<OUT>
        implements OneInputStreamOperator<IN, OUT>, Triggerable<K, VoidNamespace>, BoundedOneInput {

    private final transient MailboxExecutor mailbox;
    private final String pendingStateName;
    private final int maxCalls;
    private final int maxUntaken;
    private final int maxWaiting;

    /** Keys that could start a call if one were free, in the order in which they asked. */
    private transient Set<K> waiting;
    /** Whether more keys wait than {@link #waiting} may hold: the others are found in state when it is empty. */
    private transient boolean moreInState;

    private transient int occupied;
    private transient Queue<Answer<K, R>> answers;
    /** How many {@link #answers} there are: their queue cannot tell without counting. */
    private transient AtomicInteger untaken;

    private transient AtomicBoolean answerMailQueued;
    private transient Set<CompletableFuture<?>> running;
    private transient volatile boolean closing;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient long lastCheckpoint;

    /** An outbox whose answers are small: they are bounded by {@code maxCalls} alone. */
    Outbox(StreamOperatorParameters<OUT> parameters, String pendingStateName, int maxCalls, int maxWaiting) {
        this(parameters, pendingStateName, maxCalls, maxCalls, maxWaiting);
    }

    /**
     * @param pendingStateName the keyed state that a key has exactly as long as it has work
     * @param maxCalls calls under way plus answers not yet taken, at least 1
     * @param maxUntaken answers not yet taken, at least 1: with so many no further call starts
     * @param maxWaiting keys remembered while no call is free, at least 1
     */
    Outbox(
            StreamOperatorParameters<OUT> parameters,
            String pendingStateName,
            int maxCalls,
            int maxUntaken,
            int maxWaiting) {
        super(parameters);
        this.mailbox = parameters.getMailboxExecutor();
        this.pendingStateName = pendingStateName;
        this.maxCalls = maxCalls;
        this.maxUntaken = maxUntaken;
        this.maxWaiting = maxWaiting;
    }

    /** Puts an element into the current key's state; {@link #pump} follows. */
    abstract void accept(IN element) throws Exception;

    /** Starts the current key's calls that may start now, and arranges to be called again for those that may not. */
    abstract void pump(K key) throws Exception;

    /** Takes the outcome of one call for the current key; {@link #pump} follows. */
    abstract void answered(K key, R answer) throws Exception;

    /** Called once when every key of a bulk has been answered. */
    void answersTaken() throws Exception {}

    /**
     * Called when a checkpoint is complete: everything that was in state before it began is durable.
     *
     * @param checkpoint its id, above that of every earlier one
     */
    void checkpointCompleted(long checkpoint) throws Exception {}

    @Override
    public void open() throws Exception {
        super.open();
        waiting = new LinkedHashSet<>();
        answers = new ConcurrentLinkedQueue<>();
        untaken = new AtomicInteger();
        answerMailQueued = new AtomicBoolean();
        running = ConcurrentHashMap.newKeySet();
        timers = getInternalTimerService("outbox", VoidNamespaceSerializer.INSTANCE, this);
        moreInState = true;
        useCapacity();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        lastCheckpoint = context.getRestoredCheckpointId().orElse(0);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        lastCheckpoint = context.getCheckpointId();
    }

    @Override
    public final void notifyCheckpointComplete(long checkpoint) throws Exception {
        super.notifyCheckpointComplete(checkpoint);
        checkpointCompleted(checkpoint);
    }

    /** The id of the last checkpoint that has begun, the restored one at first, 0 if there was none. */
    final long lastCheckpoint() {
        return lastCheckpoint;
    }

    @Override
    public final void processElement(StreamRecord<IN> element) throws Exception {
        accept(element.getValue());
        pump(currentKey());
    }

    @Override
    public final void onProcessingTime(InternalTimer<K, VoidNamespace> timer) throws Exception {
        pump(timer.getKey());
    }

    @Override
    public final void onEventTime(InternalTimer<K, VoidNamespace> timer) {
        throw new IllegalStateException("an outbox sets no event time timers");
    }

    /** Whether another call may start. */
    final boolean hasCapacity() {
        return occupied < maxCalls && untaken.get() < maxUntaken;
    }

    /** Calls that run, and answers not yet taken. */
    final int callsUnderWay() {
        return occupied;
    }

    /** Whether no key may start a call now, whatever is free: then waiting ones are left where they are. */
    boolean isPaused() {
        return false;
    }

    /** Pumps the key when a call is free; only for a key that could start one now. */
    final void waitForCapacity(K key) {
        if (waiting.size() < maxWaiting) {
            waiting.add(key);
        } else if (!waiting.contains(key)) {
            moreInState = true;
        }
    }

    /** Pumps the current key at a time of the task's clock, in milliseconds since the epoch. */
    final void wakeAt(long millis) {
        timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, millis);
    }

    /** The task's clock, in milliseconds since the epoch. */
    final long now() {
        return timers.currentProcessingTime();
    }

    /**
     * A call has started for some keys.
     *
     * @param keys of this subtask
     * @param outcome completes with one outcome a key, in their order; never exceptionally, as an exception means a
     *     bug and fails the job
     */
    final void call(List<K> keys, CompletableFuture<List<R>> outcome) {
        occupied++;
        running.add(outcome);
        outcome.whenComplete((results, failure) -> {
            running.remove(outcome);
            if (!closing) {
                untaken.incrementAndGet();
                answers.add(new Answer<>(keys, results, failure));
                queueAnswerMail();
            }
        });
    }

    /**
     * Does something for a key on the task thread, then pumps it; from any thread. What is asked for while the task
     * stops is not done.
     */
    final void soon(K key, ThrowingAction action) {
        try {
            mailbox.execute(
                    () -> {
                        setCurrentKey(key);
                        action.run();
                        pump(key);
                    },
                    "do something for a key");
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Something was to be done for {} while the task stops", key, stopping);
        }
    }

    final void emit(OUT element) {
        output.collect(new StreamRecord<>(element));
    }

    final <X> void emit(OutputTag<X> tag, X element) {
        output.collect(tag, new StreamRecord<>(element));
    }

    /** Runs on the task thread without a key, at a time of the task's clock. */
    final void runAt(long millis, ThrowingAction action) {
        getProcessingTimeService().registerTimer(millis, ignored -> action.run());
    }

    final int subtask() {
        return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    }

    @Override
    public void endInput() throws Exception {
        while (occupied > 0 || somethingPending()) {
            mailbox.yield();
        }
    }

    @Override
    public void close() throws Exception {
        closing = true;
        if (running != null) {
            running.forEach(call -> call.cancel(true));
        }
        super.close();
    }

    /** Something that is done on the task thread later. */
    interface ThrowingAction {
        void run() throws Exception;
    }

    private record Answer<K, R>(
            List<K> keys,
            @Nullable List<R> outcomes,
            @Nullable Throwable failure) {}

    /** Runs on the client's threads. */
    private void queueAnswerMail() {
        if (answerMailQueued.compareAndSet(false, true)) {
            try {
                mailbox.execute(this::takeAnswer, "take an answer");
            } catch (RejectedExecutionException stopping) {
                // The mailbox closes before the operator does: a restart asks again for what this call was about.
                LOG.debug("An answer came while the task stops", stopping);
            }
        }
    }

    private void takeAnswer() throws Exception {
        answerMailQueued.set(false);
        CompletableFuture<?> outputFree = outputFree();
        if (!outputFree.isDone()) {
            answerMailQueued.set(true);
            outputFree.whenComplete((free, failure) -> {
                answerMailQueued.set(false);
                queueAnswerMail();
            });
            return;
        }
        Answer<K, R> answer = answers.poll();
        if (answer == null) {
            return;
        }
        untaken.decrementAndGet();
        occupied--;
        if (answer.outcomes() == null) {
            throw new IllegalStateException("a call for " + answer.keys() + " failed with a bug", answer.failure());
        }
        for (int i = 0; i < answer.keys().size(); i++) {
            K key = answer.keys().get(i);
            setCurrentKey(key);
            answered(key, answer.outcomes().get(i));
        }
        answersTaken();
        for (K key : answer.keys()) {
            setCurrentKey(key);
            pump(key);
        }
        useCapacity();
        if (!answers.isEmpty()) {
            queueAnswerMail();
        }
    }

    /** Pumps every key that has work and a free call: when something has changed that concerns all of them. */
    final void pumpPending() throws Exception {
        moreInState = true;
        useCapacity();
    }

    /** Pumps keys that wait for a call, as long as one is free. */
    final void useCapacity() throws Exception {
        while (hasCapacity() && !isPaused()) {
            if (waiting.isEmpty() && !(moreInState && refill())) {
                return;
            }
            Iterator<K> first = waiting.iterator();
            K key = first.next();
            first.remove();
            setCurrentKey(key);
            pump(key);
        }
    }

    /** Finds pending keys in state; they are listed first, as the stream must not be open while state changes. */
    private boolean refill() {
        moreInState = false;
        try (Stream<K> keys = pendingKeys()) {
            Iterator<K> each = keys.iterator();
            while (each.hasNext()) {
                K key = each.next();
                if (isStarted(key)) {
                    continue;
                }
                if (waiting.size() == maxWaiting) {
                    moreInState = true;
                    break;
                }
                waiting.add(key);
            }
        }
        return !waiting.isEmpty();
    }

    /** Whether all that this key has pending is already on its way, so that pumping it would start nothing. */
    abstract boolean isStarted(K key);

    /** How many keys have work; reads all of them, so for a start only. */
    final long countPending() {
        try (Stream<K> keys = pendingKeys()) {
            return keys.count();
        }
    }

    private boolean somethingPending() {
        try (Stream<K> keys = pendingKeys()) {
            return keys.findAny().isPresent();
        }
    }

    private Stream<K> pendingKeys() {
        return this.<K>getKeyedStateBackend().getKeys(pendingStateName, VoidNamespace.INSTANCE);
    }

    @SuppressWarnings("unchecked")
    private K currentKey() {
        return (K) getCurrentKey();
    }

    private CompletableFuture<?> outputFree() {
        List<CompletableFuture<?>> full = new ArrayList<>();
        for (ResultPartitionWriter writer : getContainingTask().getEnvironment().getAllWriters()) {
            CompletableFuture<?> available = writer.getAvailableFuture();
            if (!writer.isAvailable()) {
                full.add(available);
            }
        }
        return full.isEmpty()
                ? AvailabilityProvider.AVAILABLE
                : CompletableFuture.allOf(full.toArray(CompletableFuture[]::new));
    }
}
