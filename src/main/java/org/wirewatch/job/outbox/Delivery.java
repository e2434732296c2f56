package org.wirewatch.job.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirewatch.index.Answer;
import org.wirewatch.model.Problem;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Notification;
import org.wirewatch.notify.Notification.State;
import org.wirewatch.notify.Reason;
import org.wirewatch.notify.SendOutcome;

/**
 * One attempt to send a letter: its line in the log is created, the letter is handed over, the line is marked.
 *
 * <p>The thread that gets the server's answer writes the mark at once, whether or not the task still wants to know: what
 * remains of the chance to tell twice is a crash between that answer and the end of that one request. All of it runs off
 * the task's thread.
 */
final class Delivery implements AutoCloseable {

    private static final int LOG_THREADS = 4;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Post post;
    private final Log log;
    private final InstantSource clock;
    private final ExecutorService threads;

    /** Hands letters over. */
    interface Post extends AutoCloseable {

        /** @return never completes exceptionally */
        CompletableFuture<SendOutcome> send(Letter letter);

        /** Waits some seconds for the answers to letters under way. */
        @Override
        void close();
    }

    /** What was sent before. Waits for the outside. */
    interface Log extends AutoCloseable {

        /** Creates a letter's line; nothing if there was none, else what had become of the letter. */
        Answer<Optional<State>> created(Notification line);

        Answer<Boolean> mark(Notification line);

        @Override
        void close();
    }

    /** What came of an attempt. */
    sealed interface Result {

        /**
         * The server has it.
         *
         * @param line of the log
         * @param logged whether the log has it
         */
        record Sent(Notification line, boolean logged) implements Result {}

        /** The log says that it was done with before a restart. */
        record DoneBefore(State state) implements Result {}

        /** It will never be sent. */
        record Refused(Problem problem, Notification line, boolean logged) implements Result {}

        /** It could not be sent now. */
        record Later(Problem problem, @Nullable Duration after) implements Result {}

        /** It was not tried, because the log could not be asked. */
        record LogAway(Problem problem) implements Result {}

        default <T> T match(
                Function<Sent, T> onSent,
                Function<DoneBefore, T> onDoneBefore,
                Function<Refused, T> onRefused,
                Function<Later, T> onLater,
                Function<LogAway, T> onLogAway) {
            if (this instanceof Sent sent) {
                return onSent.apply(sent);
            }
            if (this instanceof DoneBefore before) {
                return onDoneBefore.apply(before);
            }
            if (this instanceof Refused refused) {
                return onRefused.apply(refused);
            }
            if (this instanceof Later later) {
                return onLater.apply(later);
            }
            return onLogAway.apply((LogAway) this);
        }
    }

    /**
     * @param threads on which the log is waited for; closed with this
     */
    Delivery(Post post, Log log, InstantSource clock, ExecutorService threads) {
        this.post = post;
        this.log = log;
        this.clock = clock;
        this.threads = threads;
    }

    /** With threads of its own. */
    static Delivery of(Post post, Log log, InstantSource clock) {
        AtomicInteger number = new AtomicInteger();
        return new Delivery(post, log, clock, Executors.newFixedThreadPool(LOG_THREADS, work -> {
            Thread thread = new Thread(work, "notification-log-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }));
    }

    /**
     * Starts an attempt.
     *
     * @param attempts how often it was tried before
     * @param withoutLog whether it is sent although the log cannot be asked
     * @return may be cancelled, which ends nothing but the waiting for it
     */
    CompletableFuture<Result> deliver(Letter letter, int attempts, boolean withoutLog) {
        return CompletableFuture.supplyAsync(
                        () -> log.created(Notification.waiting(letter, attempts, null, null)), threads)
                .thenCompose(created -> created.match(
                        before -> before.filter(state -> state == State.SENT || state == State.FAILED)
                                .<CompletableFuture<Result>>map(
                                        state -> CompletableFuture.completedFuture(new Result.DoneBefore(state)))
                                .orElseGet(() -> send(letter, attempts)),
                        away -> withoutLog
                                ? send(letter, attempts)
                                : CompletableFuture.completedFuture(new Result.LogAway(away))))
                .thenApply(Function.identity());
    }

    private CompletableFuture<Result> send(Letter letter, int attempts) {
        return post.send(letter).thenApplyAsync(outcome -> settle(letter, attempts + 1, outcome), threads);
    }

    private Result settle(Letter letter, int attempts, SendOutcome outcome) {
        return outcome.match(
                delivered -> {
                    Notification line = Notification.sent(letter, attempts, clock.instant());
                    return new Result.Sent(line, isLogged(line));
                },
                refused -> {
                    Problem problem = refused.problem();
                    Notification line = Notification.failed(letter, Reason.REFUSED, attempts, problem.message());
                    return new Result.Refused(problem, line, isLogged(line));
                },
                later -> {
                    Instant due = later.after() == null ? null : clock.instant().plus(later.after());
                    log.mark(Notification.waiting(
                            letter, attempts, later.problem().message(), due));
                    return new Result.Later(later.problem(), later.after());
                });
    }

    private boolean isLogged(Notification line) {
        return log.mark(line).match(written -> true, problem -> false);
    }

    /** Lets what is under way come to an end, for some seconds. */
    @Override
    public void close() {
        post.close();
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
    }
}
