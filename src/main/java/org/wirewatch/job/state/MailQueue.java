package org.wirewatch.job.state;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A subscription's messages to send; one a subscription that has any, cleared when it has none.
 *
 * @param next the number that the next message gets
 * @param letters the oldest first
 */
public record MailQueue(long next, List<QueuedLetter> letters) {

    public MailQueue {
        letters = List.copyOf(letters);
    }

    /** With one more at its end, whose number is {@link #next}. */
    public MailQueue with(String recipient, long madeMillis, long checkpoint) {
        QueuedLetter last = new QueuedLetter(next, recipient, madeMillis, 0, 0, checkpoint);
        return new MailQueue(
                next + 1, Stream.concat(letters.stream(), Stream.of(last)).toList());
    }

    public MailQueue without(long number) {
        return new MailQueue(
                next,
                letters.stream().filter(letter -> letter.number() != number).toList());
    }

    public MailQueue with(QueuedLetter changed) {
        return new MailQueue(
                next,
                letters.stream()
                        .map(letter -> letter.number() == changed.number() ? changed : letter)
                        .toList());
    }

    public Optional<QueuedLetter> letter(long number) {
        return letters.stream().filter(letter -> letter.number() == number).findFirst();
    }
}
