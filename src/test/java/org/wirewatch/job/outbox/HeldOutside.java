package org.wirewatch.job.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.wirewatch.index.Answer;
import org.wirewatch.index.NotificationLog;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Notification;
import org.wirewatch.notify.Notification.State;
import org.wirewatch.notify.SendOutcome;

/** A mail server and a log in memory that do what the test says; what the server took survives every operator. */
final class HeldOutside implements Outside {

    private static final long serialVersionUID = 1;
    private static final Map<String, HeldOutside> ALL = new ConcurrentHashMap<>();

    private final String name;
    private final transient List<Letter> delivered = new ArrayList<>();
    private final transient Map<String, Notification> lines = new LinkedHashMap<>();
    private final transient Map<String, String> refusals = new ConcurrentHashMap<>();
    private transient volatile String trouble = "";
    private transient volatile boolean logAway;
    private transient volatile boolean markLost;
    private transient int attempts;

    HeldOutside(String name) {
        this.name = name;
        ALL.put(name, this);
    }

    private Object readResolve() {
        return ALL.get(name);
    }

    @Override
    public Delivery open() {
        return new Delivery(new HeldPost(), new HeldLog(), InstantSource.fixed(Instant.EPOCH), new SameThread());
    }

    /** The log alone, for letters that go elsewhere. */
    Delivery.Log log() {
        return new HeldLog();
    }

    @Override
    public Duration retryFor() {
        return Duration.ofDays(5);
    }

    synchronized List<Letter> delivered() {
        return List.copyOf(delivered);
    }

    synchronized int attempts() {
        return attempts;
    }

    synchronized Map<String, Notification> lines() {
        return Map.copyOf(lines);
    }

    /** From now on every attempt ends with a passing problem of this kind; none if empty. */
    void trouble(String kind) {
        trouble = kind;
    }

    void refuse(String recipient) {
        refusals.put(recipient, "550 no such user");
    }

    void logAway(boolean away) {
        logAway = away;
    }

    /** The process dies between the server's answer and the mark, as far as the log can tell. */
    void loseMarks(boolean lost) {
        markLost = lost;
    }

    private final class HeldPost implements Delivery.Post {
        @Override
        public CompletableFuture<SendOutcome> send(Letter letter) {
            synchronized (HeldOutside.this) {
                attempts++;
                if (!trouble.isEmpty()) {
                    return CompletableFuture.completedFuture(
                            new SendOutcome.Later(problem(trouble, "421 come again"), false, null));
                }
                String refusal = refusals.get(letter.recipient());
                if (refusal != null) {
                    return CompletableFuture.completedFuture(new SendOutcome.Refused(problem("mail-refused", refusal)));
                }
                delivered.add(letter);
                return CompletableFuture.completedFuture(new SendOutcome.Delivered("250 ok"));
            }
        }

        @Override
        public void close() {}
    }

    private final class HeldLog implements Delivery.Log {
        @Override
        public Answer<Optional<State>> created(Notification line) {
            synchronized (HeldOutside.this) {
                if (logAway) {
                    return new Answer.Unanswered<>(problem("elasticsearch-away", "refused"));
                }
                Notification before = lines.putIfAbsent(line.id(), line);
                return new Answer.Given<>(Optional.ofNullable(before).map(Notification::state));
            }
        }

        @Override
        public Answer<Boolean> mark(Notification line) {
            synchronized (HeldOutside.this) {
                if (logAway || markLost) {
                    return new Answer.Unanswered<>(problem("elasticsearch-away", "refused"));
                }
                Notification before = lines.get(line.id());
                if (before == null || NotificationLog.version(before) < NotificationLog.version(line)) {
                    lines.put(line.id(), line);
                }
                return new Answer.Given<>(true);
            }
        }

        @Override
        public void close() {}
    }

    /** Runs what it is given at once, so that answers are there when a call returns. */
    static final class SameThread extends AbstractExecutorService {

        private volatile boolean shutdown;

        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void shutdown() {
            shutdown = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            shutdown = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return shutdown;
        }

        @Override
        public boolean isTerminated() {
            return shutdown;
        }

        @Override
        public boolean awaitTermination(long time, TimeUnit unit) {
            return shutdown;
        }
    }

    private static Problem problem(String kind, String message) {
        return new Problem(Stage.NOTIFY, kind, null, null, message, "wait", 1, Instant.EPOCH);
    }
}
