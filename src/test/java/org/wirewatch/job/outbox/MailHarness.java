package org.wirewatch.job.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.wirewatch.index.Document;
import org.wirewatch.job.operator.SideOutputs;
import org.wirewatch.job.state.NotifyJson;
import org.wirewatch.job.stream.Addressed;
import org.wirewatch.model.Problem;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Subscription;

/** One subtask of {@link SendMail}, its clock, its checkpoints, and the mails of its mailbox. */
final class MailHarness implements AutoCloseable {

    private static final int MAX_PARALLELISM = 16;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KeyedOneInputStreamOperatorTestHarness<String, Addressed, Document> harness;
    private final int parallelism;
    private final int subtask;
    private long checkpoint;

    private MailHarness(Outside outside, Instant now, int parallelism, int subtask, long lastCheckpoint)
            throws Exception {
        checkpoint = lastCheckpoint;
        this.parallelism = parallelism;
        this.subtask = subtask;
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new OutboxFactory<>(SendMail.class, parameters -> new SendMail(parameters, outside, "wirewatch", true)),
                Addressed::subscription,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
        harness.setProcessingTime(now.toEpochMilli());
    }

    static MailHarness start(Outside outside, Instant now) throws Exception {
        MailHarness started = new MailHarness(outside, now, 1, 0, 0);
        started.harness.open();
        return started;
    }

    static MailHarness restore(Outside outside, Instant now, Checkpoint from) throws Exception {
        return restore(outside, now, from, 1, 1, 0);
    }

    static MailHarness restore(
            Outside outside, Instant now, Checkpoint from, int oldParallelism, int parallelism, int subtask)
            throws Exception {
        MailHarness restored = new MailHarness(outside, now, parallelism, subtask, from.id());
        restored.harness.setRestoredCheckpointId(from.id());
        restored.harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                from.state(), MAX_PARALLELISM, oldParallelism, parallelism, subtask));
        restored.harness.open();
        return restored;
    }

    record Checkpoint(long id, OperatorSubtaskState state) {

        static Checkpoint of(Checkpoint... parts) throws Exception {
            return new Checkpoint(
                    parts[0].id(),
                    AbstractStreamOperatorTestHarness.repackageState(
                            Arrays.stream(parts).map(Checkpoint::state).toArray(OperatorSubtaskState[]::new)));
        }
    }

    /** Whether this subtask has a subscription's key. */
    boolean owns(String subscription) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(subscription, MAX_PARALLELISM, parallelism)
                == subtask;
    }

    /** A subscription as it is from now on. */
    void subscribe(Subscription subscription) throws Exception {
        send(Addressed.subscribed(
                subscription.id(), harness.getProcessingTime(), new NotifyJson().write(subscription)));
    }

    void cancel(String subscription) throws Exception {
        send(Addressed.gone(subscription, harness.getProcessingTime()));
    }

    /** News of one article. */
    void news(String subscription, NewsItem... items) throws Exception {
        send(Addressed.news(subscription, harness.getProcessingTime(), List.of(items)));
    }

    void send(Addressed element) throws Exception {
        harness.processElement(element, 0);
        settle();
    }

    /** Begins a checkpoint and does not complete it. */
    Checkpoint snapshot() throws Exception {
        return new Checkpoint(++checkpoint, harness.snapshot(checkpoint, checkpoint));
    }

    void complete(Checkpoint taken) throws Exception {
        harness.notifyOfCompletedCheckpoint(taken.id());
        settle();
    }

    Checkpoint checkpoint() throws Exception {
        Checkpoint taken = snapshot();
        complete(taken);
        return taken;
    }

    void at(Instant now) throws Exception {
        harness.setProcessingTime(now.toEpochMilli());
        settle();
    }

    /** Lets a while pass, a step at a time, with a checkpoint after each. */
    void pass(Duration time, Duration step) throws Exception {
        long end = harness.getProcessingTime() + time.toMillis();
        while (harness.getProcessingTime() < end) {
            at(Instant.ofEpochMilli(Math.min(end, harness.getProcessingTime() + step.toMillis())));
            checkpoint();
        }
    }

    Instant now() {
        return Instant.ofEpochMilli(harness.getProcessingTime());
    }

    /** Whether an answer is still to come. */
    boolean isWaiting() {
        return ((Outbox<?, ?, ?, ?>) harness.getOperator()).callsUnderWay() > 0;
    }

    /** Takes the answers that are there. */
    void settle() throws Exception {
        OutboxTest.runMails(harness);
    }

    /** Lines that were given to the log by way of the stream. */
    List<JsonNode> lines() {
        return harness.extractOutputValues().stream()
                .map(document -> {
                    try {
                        return JSON.readTree(document.json()).path("notification");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    List<Document> documents() {
        return harness.extractOutputValues();
    }

    List<Problem> problems() {
        var output = harness.getSideOutput(SideOutputs.PROBLEMS);
        List<Problem> problems = new ArrayList<>();
        if (output != null) {
            output.forEach(record -> problems.add(record.getValue()));
        }
        return problems;
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
