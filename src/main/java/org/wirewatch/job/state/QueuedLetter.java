package org.wirewatch.job.state;

/**
 * A message that is to be sent, without its text.
 *
 * @param number in its subscription's queue
 * @param recipient an address, or the webhook
 * @param madeMillis when it was made
 * @param attempts how often it was tried
 * @param nextTryMillis when it may be tried again, 0 if it was not tried
 * @param checkpoint the last checkpoint before it, which does not hold it
 */
public record QueuedLetter(
        long number, String recipient, long madeMillis, int attempts, long nextTryMillis, long checkpoint) {

    public QueuedLetter tried(long nextTry) {
        return new QueuedLetter(number, recipient, madeMillis, attempts + 1, nextTry, checkpoint);
    }

    public QueuedLetter notBefore(long nextTry) {
        return new QueuedLetter(number, recipient, madeMillis, attempts, nextTry, checkpoint);
    }
}
