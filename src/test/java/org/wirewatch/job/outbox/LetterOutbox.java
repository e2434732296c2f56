package org.wirewatch.job.outbox;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** The smallest outbox there can be: sends the newest letter of each person, and emits the answer. */
final class LetterOutbox extends Outbox<String, String, String, String> {

    private final Post post;
    private transient ValueState<String> pending;
    private transient java.util.Set<String> started;

    /** The outside: a test's own. */
    interface Post extends Serializable {
        CompletableFuture<String> send(String letter);
    }

    LetterOutbox(StreamOperatorParameters<String> parameters, Post post, int maxCalls, int maxWaiting) {
        super(parameters, "pending-letter", maxCalls, maxWaiting);
        this.post = post;
    }

    static OutboxFactory<String, String, String> factory(Post post, int maxCalls, int maxWaiting) {
        return new OutboxFactory<>(
                LetterOutbox.class, parameters -> new LetterOutbox(parameters, post, maxCalls, maxWaiting));
    }

    /** A letter is a person, a colon and what it says. */
    static String person(String letter) {
        return letter.substring(0, letter.indexOf(':'));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        pending = context.getKeyedStateStore().getState(new ValueStateDescriptor<>("pending-letter", Types.STRING));
        started = new java.util.HashSet<>();
    }

    @Override
    void accept(String letter) throws Exception {
        pending.update(letter);
    }

    @Override
    void pump(String person) throws Exception {
        if (pending.value() == null || started.contains(person)) {
            return;
        }
        if (!hasCapacity()) {
            waitForCapacity(person);
            return;
        }
        started.add(person);
        call(List.of(person), post.send(pending.value()).thenApply(List::of));
    }

    @Override
    void answered(String person, String answer) throws Exception {
        started.remove(person);
        if (answer.startsWith("no")) {
            wakeAt(now() + 1_000);
            started.add(person);
            runAt(now() + 999, () -> started.remove(person));
            return;
        }
        if (answer.endsWith(pending.value())) {
            pending.clear();
        }
        emit(answer);
    }

    @Override
    boolean isStarted(String person) {
        return started.contains(person);
    }
}
