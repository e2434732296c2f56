package org.wirewatch.job.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What every outbox promises, whatever it sends: shown once, with letters. */
class OutboxTest {

    private static final int MAX_PARALLELISM = 16;

    private final HeldPost post = new HeldPost(UUID.randomUUID().toString());

    @Test
    void anAnsweredLetterIsEmittedAndNoLongerPending() throws Exception {
        try (var outbox = open(10, 10)) {
            outbox.processElement("ann: hello", 0);
            assertThat(post.letters()).containsExactly("ann: hello");
            assertThat(outbox.extractOutputValues()).isEmpty();

            post.answer("ann: hello");
            runMails(outbox);

            assertThat(outbox.extractOutputValues()).containsExactly("answer to ann: hello");
            assertThat(outbox.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void aNewerLetterThatCameMeanwhileIsSentToo() throws Exception {
        try (var outbox = open(10, 10)) {
            outbox.processElement("ann: first", 0);
            outbox.processElement("ann: second", 0);
            assertThat(post.letters()).containsExactly("ann: first");

            post.answer("ann: first");
            runMails(outbox);
            assertThat(post.letters()).containsExactly("ann: second");

            post.answer("ann: second");
            runMails(outbox);
            assertThat(outbox.extractOutputValues()).containsExactly("answer to ann: first", "answer to ann: second");
        }
    }

    @Test
    void aRefusedLetterIsTriedAgainWhenItsTimeHasCome() throws Exception {
        try (var outbox = open(10, 10)) {
            outbox.setProcessingTime(1);
            outbox.processElement("ann: hello", 0);
            post.refuse("ann: hello");
            runMails(outbox);
            outbox.setProcessingTime(900);
            assertThat(post.letters()).isEmpty();

            outbox.setProcessingTime(1_100);
            assertThat(post.letters()).containsExactly("ann: hello");
        }
    }

    @Test
    void noMoreCallsRunThanAllowedAndTheOthersFollow() throws Exception {
        try (var outbox = open(2, 100)) {
            for (int i = 0; i < 10; i++) {
                outbox.processElement("p" + i + ": hello", 0);
            }
            assertThat(post.letters()).containsExactly("p0: hello", "p1: hello");
            answerEverything(outbox, 2);
            assertThat(outbox.extractOutputValues()).hasSize(10).doesNotHaveDuplicates();
        }
    }

    @Test
    void anAnswerThatIsNotYetTakenCountsAsACall() throws Exception {
        try (var outbox = open(2, 100)) {
            for (int i = 0; i < 4; i++) {
                outbox.processElement("p" + i + ": hello", 0);
            }
            post.answerAll();
            assertThat(post.sent()).isEqualTo(2);
            runMails(outbox);
            assertThat(post.sent()).isEqualTo(4);
        }
    }

    @Test
    void keysBeyondTheMemoryOfWaitingOnesAreFoundAgainInState() throws Exception {
        try (var outbox = open(1, 3)) {
            for (int i = 0; i < 50; i++) {
                outbox.processElement("p" + i + ": hello", 0);
            }
            answerEverything(outbox, 1);
            assertThat(outbox.extractOutputValues()).hasSize(50).doesNotHaveDuplicates();
        }
    }

    @Test
    void aCheckpointDoesNotWaitForACallAndARestoreAsksAgain() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var outbox = open(10, 10)) {
            outbox.processElement("ann: hello", 0);
            outbox.processElement("bob: hello", 0);
            post.answer("ann: hello");
            runMails(outbox);
            checkpoint = outbox.snapshot(1, 1);
        }
        HeldPost later = new HeldPost(UUID.randomUUID().toString());
        try (var restored = harness(later, 10, 10, 1, 0)) {
            restored.initializeState(checkpoint);
            restored.open();
            assertThat(later.letters()).containsExactly("bob: hello");
        }
    }

    @Test
    void aRescaleFromOneToTwoToThreeLosesAndDoublesNothing() throws Exception {
        List<String> letters = new ArrayList<>();
        OperatorSubtaskState state;
        try (var outbox = open(5, 5)) {
            for (int i = 0; i < 30; i++) {
                letters.add("p" + i + ": hello");
                outbox.processElement("p" + i + ": hello", 0);
            }
            state = outbox.snapshot(1, 1);
        }
        for (int parallelism = 2; parallelism <= 3; parallelism++) {
            List<OperatorSubtaskState> parts = new ArrayList<>();
            HeldPost later = new HeldPost(UUID.randomUUID().toString());
            for (int i = 0; i < parallelism; i++) {
                try (var part = harness(later, 100, 100, parallelism, i)) {
                    part.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            state, MAX_PARALLELISM, parallelism - 1, parallelism, i));
                    part.open();
                    parts.add(part.snapshot(2, 2));
                }
            }
            assertThat(later.letters()).containsExactlyInAnyOrderElementsOf(letters);
            assertThat(later.sent()).isEqualTo(letters.size());
            state = AbstractStreamOperatorTestHarness.repackageState(parts.toArray(OperatorSubtaskState[]::new));
        }
    }

    @Test
    void anAnswerAfterTheStopIsIgnored() throws Exception {
        var outbox = open(10, 10);
        outbox.processElement("ann: hello", 0);
        outbox.close();
        post.answer("ann: hello");
        assertThat(outbox.extractOutputValues()).isEmpty();
    }

    private void answerEverything(KeyedOneInputStreamOperatorTestHarness<String, String, String> outbox, int atOnce)
            throws Exception {
        while (!post.letters().isEmpty()) {
            assertThat(post.letters()).hasSizeLessThanOrEqualTo(atOnce);
            post.answer(post.letters().get(0));
            runMails(outbox);
        }
    }

    private KeyedOneInputStreamOperatorTestHarness<String, String, String> open(int maxCalls, int maxWaiting)
            throws Exception {
        var harness = harness(post, maxCalls, maxWaiting, 1, 0);
        harness.open();
        return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness(
            HeldPost post, int maxCalls, int maxWaiting, int parallelism, int subtask) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                LetterOutbox.factory(post, maxCalls, maxWaiting),
                LetterOutbox::person,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }

    /** Nothing runs mails in a harness but this. */
    static void runMails(AbstractStreamOperatorTestHarness<?> harness) throws Exception {
        while (true) {
            var mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
            if (mail.isEmpty()) {
                return;
            }
            Mail next = mail.get();
            next.run();
        }
    }
}
