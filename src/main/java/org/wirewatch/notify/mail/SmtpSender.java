package org.wirewatch.notify.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigException;
import org.wirewatch.notify.SendOutcome;

/**
 * Hands mails to the server, each on a thread of this class, over connections that are kept for the next mail.
 *
 * <p>Nothing waits without end: connecting and each answer have their timeouts, and a message that is not done after
 * {@link MailSettings#deadline} has its connection cut. (Looking the host's name up takes as long as the operating
 * system allows.) A kept connection that the server has ended meanwhile is replaced by a new one before anybody hears of
 * it, which is safe because nothing of the message was handed over then. Nothing else is tried twice here.
 *
 * <p>The password and the certificate authority are read with each new connection, so that renewed ones count.
 *
 * <p>Thread-safe.
 */
public final class SmtpSender implements AutoCloseable {

    /** Mails that wait for a thread; who sends more hears that it is busy. */
    static final int MAX_WAITING = 1_000;

    /** How long {@link #close} waits for the server's answers to mails under way: an answer that is lost is told twice. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private static final String STOPPING = "Wirewatch is stopping";

    private final MailSettings settings;
    private final InstantSource clock;
    private final Verdict verdict;
    private final IdleConnections idle;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<Watch> underWay = ConcurrentHashMap.newKeySet();

    public SmtpSender(MailSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        verdict = new Verdict(settings);
        idle = new IdleConnections(settings.idle());
        int connections = settings.connections();
        threads = new ThreadPoolExecutor(
                connections,
                connections,
                settings.idle().toMillis(),
                TimeUnit.MILLISECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                daemons("mail"));
        threads.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(1, daemons("mail-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        long pause = Math.max(settings.idle().toMillis() / 4, 100);
        timer.scheduleWithFixedDelay(this::dismissOld, pause, pause, TimeUnit.MILLISECONDS);
    }

    /**
     * Sends one mail to its recipient. Returns at once.
     *
     * @return what becomes of it; never completes exceptionally, and is never cancelled. Completed on a thread of this
     *     class: whoever goes on from here must not make it wait
     */
    public CompletableFuture<SendOutcome> send(RenderedMail mail) {
        CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
        if (!MailAddress.isValid(mail.recipient())) {
            outcome.complete(verdict.noAddress(mail.recipient(), clock.instant()));
            return outcome;
        }
        Sending sending = new Sending(mail, outcome);
        try {
            threads.execute(sending);
        } catch (RejectedExecutionException full) {
            sending.postpone(
                    threads.isShutdown()
                            ? STOPPING
                            : MAX_WAITING + " mails wait already for the server's " + settings.connections()
                                    + " connections");
        }
        return outcome;
    }

    /**
     * Waits some seconds for the answers to mails under way, then cuts their connections. Mails that have not begun are
     * to be sent later.
     */
    @Override
    public void close() {
        threads.shutdown();
        List<Runnable> waiting = new ArrayList<>();
        threads.getQueue().drainTo(waiting);
        waiting.forEach(task -> ((Sending) task).postpone(STOPPING));
        idle.close().forEach(SmtpConnection::leave);
        try {
            threads.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        underWay.forEach(Watch::ring);
        timer.shutdownNow();
    }

    private final class Sending implements Runnable {

        private final RenderedMail mail;
        private final CompletableFuture<SendOutcome> outcome;

        Sending(RenderedMail mail, CompletableFuture<SendOutcome> outcome) {
            this.mail = mail;
            this.outcome = outcome;
        }

        @Override
        public void run() {
            outcome.complete(sendNow(mail));
        }

        void postpone(String why) {
            outcome.complete(verdict.notTried(why, clock.instant()));
        }
    }

    private SendOutcome sendNow(RenderedMail mail) {
        try (Watch watch = new Watch()) {
            Optional<SmtpConnection> kept = idle.take();
            if (kept.isPresent()) {
                Optional<SendOutcome> outcome = overKept(kept.get(), mail, watch);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
            return overNew(mail, watch);
        }
    }

    /** Empty if the server had ended the connection before it was told anything. */
    private Optional<SendOutcome> overKept(SmtpConnection connection, RenderedMail mail, Watch watch) {
        watch.over(connection::cut);
        Exception failure = null;
        try {
            connection.send(mail);
        } catch (MessagingException | RuntimeException e) {
            failure = e;
        }
        boolean ended = connection.step() == Step.SENDER
                && connection.reply().map(reply -> reply.code() == 421).orElse(true);
        if (ended && !watch.isOver()) {
            connection.cut();
            return Optional.empty();
        }
        return Optional.of(judge(connection, failure, mail, watch));
    }

    private SendOutcome overNew(RenderedMail mail, Watch watch) {
        SmtpConnection connection = null;
        Exception failure = null;
        try {
            SmtpSockets sockets = SmtpSockets.of(settings);
            BoundedSocket socket = sockets.connect();
            connection = SmtpConnection.over(socket, settings, sockets);
            watch.over(connection::cut);
            connection.greet(sockets);
            connection.send(mail);
        } catch (MessagingException | IOException | ConfigException | RuntimeException e) {
            failure = e;
        }
        if (connection == null) {
            return verdict.of(Step.CONNECT, Optional.empty(), failure, mail.recipient(), clock.instant());
        }
        return judge(connection, failure, mail, watch);
    }

    private SendOutcome judge(SmtpConnection connection, @Nullable Exception failure, RenderedMail mail, Watch watch) {
        Exception reason = watch.isOver()
                ? new IOException("not done after " + settings.deadline().toSeconds() + " s (mail.deadline)")
                : failure;
        SendOutcome outcome =
                verdict.of(connection.step(), connection.reply(), reason, mail.recipient(), clock.instant());
        watch.forget();
        idle.giveBack(connection);
        return outcome;
    }

    private void dismissOld() {
        for (SmtpConnection old : idle.old()) {
            old.leave();
        }
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + '-' + number.incrementAndGet());
            thread.setDaemon(true);
            // The mail library finds its parts through the thread, which on a cluster belongs to somebody else.
            thread.setContextClassLoader(SmtpSender.class.getClassLoader());
            return thread;
        };
    }

    /** Ends one message when its time is over. */
    private final class Watch implements AutoCloseable {

        private final AtomicReference<@Nullable Runnable> end = new AtomicReference<>();
        private final ScheduledFuture<?> alarm;
        private volatile boolean over;

        Watch() {
            alarm = timer.schedule(this::ring, settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
            underWay.add(this);
        }

        /** What ends it from now on. */
        void over(Runnable cut) {
            end.set(cut);
            if (over) {
                cut.run();
            }
        }

        void forget() {
            end.set(null);
        }

        boolean isOver() {
            return over;
        }

        private void ring() {
            over = true;
            Runnable cut = end.get();
            if (cut != null) {
                cut.run();
            }
        }

        @Override
        public void close() {
            alarm.cancel(false);
            underWay.remove(this);
        }
    }
}
