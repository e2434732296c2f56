package org.wirewatch.job.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;
import org.wirewatch.index.Document;
import org.wirewatch.index.DocumentWriter;
import org.wirewatch.index.NotificationLog;
import org.wirewatch.job.operator.SideOutputs;
import org.wirewatch.job.state.MailQueue;
import org.wirewatch.job.state.NotifyJson;
import org.wirewatch.job.state.QueuedLetter;
import org.wirewatch.job.stream.Addressed;
import org.wirewatch.model.Measure;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;
import org.wirewatch.model.Tally;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Letters;
import org.wirewatch.notify.Notification;
import org.wirewatch.notify.Reason;

/**
 * Tells subscriptions what they asked for.
 *
 * <p>Key: the subscription. What it waits for is at its {@link Desk}; a message that is due is one letter to each
 * recipient, in a queue of its own, and one recipient's letters go one after the other, in their order. A letter goes out
 * when the checkpoint that holds it is complete (at once, where there are no checkpoints), so that a crash never forgets
 * what was sent and makes it again with another content; it leaves the queue when the server has answered for good.
 *
 * <p><b>Once.</b> Each attempt creates the letter's line in the log first, and finds there what a crash made this
 * operator forget: a letter that was sent is not sent again. Told twice is what the server took just before a crash, in
 * the one request that marks the line; and what goes out, after {@link #LOG_PATIENCE}, while the log is away, if a crash
 * comes before the next checkpoint.
 *
 * <p><b>Outages.</b> While the mail server is away, all mail pauses, longer each time, and one round of attempts ends
 * each pause. What one letter is refused for now, it is tried again for, at growing intervals. After {@code retryFor} a
 * letter is given up as a problem. Nothing of this holds up a checkpoint.
 *
 * <p><b>Subscriptions</b> are not in state: after a start nothing is sent before they have been read again, so that what
 * was cancelled meanwhile stays untold. What comes for a subscription before it has been read is kept until then.
 */
public final class SendMail extends Outbox<String, Addressed, Document, SendMail.Answer> {

    private static final String QUEUE = "mail-queue";

    /** Letters under way, a subtask. */
    static final int MAX_CALLS = 32;

    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    static final Duration LONGEST_RETRY = Duration.ofHours(1);
    static final Duration LONGEST_ASKED_RETRY = Duration.ofHours(6);

    /** How long mail waits for a log that is away, from the first time that it could not be asked. */
    static final Duration LOG_PATIENCE = Duration.ofMinutes(2);

    static final Duration LOG_RETRY = Duration.ofSeconds(5);

    /** A letter that was tried so often no longer holds up those behind it. */
    static final int OVERTAKEN_AFTER = 4;

    /** A letter that waited longer than this counts for the hourly limit when it is taken. */
    private static final Duration DELAYED = Duration.ofMinutes(1);

    private static final Duration LEVEL_EVERY = Duration.ofSeconds(10);

    /** Kinds of problems that concern the server and all its mail. */
    private static final Set<String> SERVER = Set.of("mail-unreachable", "mail-tls", "mail-auth", "mail-answer-lost");

    /** Letters in their order; present exactly while there are any. */
    static final ValueStateDescriptor<MailQueue> QUEUE_STATE =
            new ValueStateDescriptor<>(QUEUE, TypeInformation.of(MailQueue.class));

    /** The letters' texts by number, as JSON. */
    static final MapStateDescriptor<Long, String> LETTERS_STATE =
            new MapStateDescriptor<>("mail-letters", Types.LONG, Types.STRING);

    /** What came before the subscription had been read, as JSON; empty but for moments after a start. */
    static final ListStateDescriptor<String> EARLY_STATE = new ListStateDescriptor<>("early-news", Types.STRING);

    private final Outside outside;
    private final boolean checkpoints;
    private final DocumentWriter writer;

    private transient Desk desk;
    private transient ValueState<MailQueue> queue;
    private transient MapState<Long, String> letters;
    private transient ListState<String> early;
    private transient NotifyJson json;
    private transient @Nullable Delivery delivery;
    private transient Map<String, Subscribed> subscribed;
    private transient Map<String, Long> gone;
    private transient Map<String, Set<Long>> underWay;
    private transient Map<String, Integer> queued;
    private transient long completed;
    private transient long pausedUntil;
    private transient long pauseMillis;
    private transient long logAwaySince;
    private transient boolean draining;

    /** What came of an attempt to send one letter, told from others of its subscription by its number. */
    record Answer(long number, boolean mail, long startedMillis, Delivery.Result result) {}

    /**
     * @param outside opened on the task manager
     * @param checkpoints whether there are any
     */
    SendMail(StreamOperatorParameters<Document> parameters, Outside outside, String prefix, boolean checkpoints) {
        super(parameters, QUEUE, MAX_CALLS, Integer.MAX_VALUE);
        this.outside = outside;
        this.checkpoints = checkpoints;
        this.writer = new DocumentWriter(prefix);
    }

    /** Puts the operator behind what is addressed to subscriptions; it emits lines of the log. */
    public static SingleOutputStreamOperator<Document> attach(
            KeyedStream<Addressed, String> addressed, Outside outside, String prefix, boolean checkpoints) {
        return addressed.transform(
                "send-mail",
                TypeInformation.of(Document.class),
                new OutboxFactory<>(
                        SendMail.class, parameters -> new SendMail(parameters, outside, prefix, checkpoints)));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        json = new NotifyJson();
        desk = new Desk(context.getKeyedStateStore(), json);
        queue = context.getKeyedStateStore().getState(QUEUE_STATE);
        letters = context.getKeyedStateStore().getMapState(LETTERS_STATE);
        early = context.getKeyedStateStore().getListState(EARLY_STATE);
        subscribed = new HashMap<>();
        gone = new HashMap<>();
        underWay = new HashMap<>();
        queued = new HashMap<>();
        completed = lastCheckpoint();
    }

    @Override
    public void open() throws Exception {
        delivery = outside.open();
        super.open();
        tellLevel();
    }

    @Override
    void accept(Addressed element) throws Exception {
        String id = element.subscription();
        Subscribed known = subscribed.get(id);
        switch (element.what()) {
            case SUBSCRIBED -> subscribe(element);
            case GONE -> cancel(element);
            case NEWS, OUTAGES -> {
                if (known != null) {
                    take(known, element);
                } else if (!gone.containsKey(id)) {
                    early.add(json.write(element));
                }
            }
        }
    }

    private void subscribe(Addressed element) throws Exception {
        String id = element.subscription();
        Subscribed known = subscribed.get(id);
        if (element.text() == null
                || known != null && known.version() >= element.version()
                || gone.getOrDefault(id, Long.MIN_VALUE) > element.version()) {
            return;
        }
        gone.remove(id);
        Subscribed now = Subscribed.of(json.readSubscription(element.text()), element.version());
        subscribed.put(id, now);
        desk.subscribed(now, waiting(), instant());
        Iterable<String> before = early.get();
        if (before != null) {
            for (String kept : before) {
                take(now, json.readAddressed(kept));
            }
            early.clear();
        }
    }

    private void cancel(Addressed element) throws Exception {
        String id = element.subscription();
        Subscribed known = subscribed.get(id);
        if (known != null && known.version() > element.version()) {
            return;
        }
        gone.merge(id, element.version(), Math::max);
        subscribed.remove(id);
        MailQueue waiting = queue.value();
        if (known != null) {
            desk.clear(known, instant(), this::log);
            if (waiting != null) {
                for (QueuedLetter letter : waiting.letters()) {
                    if (!underWay(id).contains(letter.number())) {
                        giveUp(known, letter, Reason.UNSUBSCRIBED, null);
                    }
                }
            }
        } else {
            desk.clear();
        }
        early.clear();
        letters.clear();
        queue.clear();
        queued.remove(id);
    }

    private void take(Subscribed to, Addressed element) throws Exception {
        if (element.what() == Addressed.What.OUTAGES) {
            post(Letters.toOperators(to.subscription(), instant(), element.outages()));
        } else {
            post(desk.news(to, element.items(), waiting(), instant()));
        }
    }

    /** Puts letters into the queue. */
    private void post(List<Letter> made) throws Exception {
        for (Letter letter : made) {
            MailQueue before =
                    queue.value() == null ? emptyQueue(letter.subscription().id()) : queue.value();
            letters.put(before.next(), json.write(letter));
            queue.update(before.with(letter.recipient(), now(), lastCheckpoint()));
        }
    }

    /** Its numbers are above those of letters under way, which a cancelled subscription may have left behind. */
    private MailQueue emptyQueue(String id) {
        long next = underWay(id).stream().mapToLong(Long::longValue).max().orElse(-1) + 1;
        return new MailQueue(next, List.of());
    }

    private int waiting() throws Exception {
        return queue.value() == null ? 0 : queue.value().letters().size();
    }

    @Override
    void pump(String id) throws Exception {
        Subscribed to = subscribed.get(id);
        if (to == null) {
            return; // pumped again when it has been read
        }
        post(desk.due(to, waiting(), instant(), this::log));
        desk.flush(to, instant(), this::log);
        Optional<Long> next = desk.nextMillis();
        if (next.isPresent()) {
            wakeAt(Math.max(next.get(), now() + 1));
        }
        send(id, to);
    }

    private void send(String id, Subscribed to) throws Exception {
        MailQueue waiting = queue.value();
        if (waiting == null) {
            queued.remove(id);
            return;
        }
        queued.put(id, waiting.letters().size());
        Set<String> busy = new HashSet<>();
        for (QueuedLetter letter : waiting.letters()) {
            if (busy.contains(letter.recipient())) {
                continue;
            }
            boolean mail = isMail(letter);
            long at = Math.max(letter.nextTryMillis(), mail ? pausedUntil : 0);
            if (underWay(id).contains(letter.number()) || !isDurable(letter)) {
                busy.add(letter.recipient());
            } else if (at > now()) {
                wakeAt(at);
                if (letter.attempts() < OVERTAKEN_AFTER || mail && pausedUntil > now()) {
                    busy.add(letter.recipient());
                }
            } else if (!hasCapacity()) {
                waitForCapacity(id);
                return;
            } else {
                busy.add(letter.recipient());
                start(id, to, letter);
            }
        }
    }

    private boolean isDurable(QueuedLetter letter) {
        return !checkpoints || draining || letter.checkpoint() < completed;
    }

    private static boolean isMail(QueuedLetter letter) {
        return !letter.recipient().equals(Letter.WEBHOOK);
    }

    private void start(String id, Subscribed to, QueuedLetter letter) throws Exception {
        boolean wanted = isMail(letter)
                ? to.subscription().addresses().contains(letter.recipient())
                : to.subscription().webhook() != null;
        if (!wanted) {
            giveUp(to, letter, Reason.UNSUBSCRIBED, null);
            return;
        }
        underWay(id).add(letter.number());
        boolean withoutLog = logAwaySince > 0 && now() - logAwaySince >= LOG_PATIENCE.toMillis();
        boolean mail = isMail(letter);
        long started = now();
        call(
                List.of(id),
                delivery()
                        .deliver(read(letter, to), letter.attempts(), withoutLog)
                        .thenApply(result -> List.of(new Answer(letter.number(), mail, started, result))));
    }

    private Letter read(QueuedLetter letter, Subscribed to) throws Exception {
        return json.readLetter(letters.get(letter.number()), to.subscription());
    }

    @Override
    void answered(String id, Answer answer) throws Exception {
        underWay(id).remove(answer.number());
        MailQueue waiting = queue.value();
        Optional<QueuedLetter> found = waiting == null ? Optional.empty() : waiting.letter(answer.number());
        Subscribed to = subscribed.get(id);
        if (found.isEmpty() || to == null) {
            return; // cancelled meanwhile
        }
        QueuedLetter letter = found.get();
        if (!(answer.result() instanceof Delivery.Result.LogAway)) {
            logAwaySince = 0;
        }
        if (answer.result() instanceof Delivery.Result.Sent sent) {
            sent(letter, to, sent);
        } else if (answer.result() instanceof Delivery.Result.DoneBefore) {
            LOG.info("A message of {} was done with before the restart", id);
            remove(letter.number());
        } else if (answer.result() instanceof Delivery.Result.Refused refused) {
            count(Measure.MAILS_FAILED);
            emit(SideOutputs.PROBLEMS, refused.problem().of(null, letter.attempts() + 1));
            logUnless(refused.logged(), refused.line());
            remove(letter.number());
        } else if (answer.result() instanceof Delivery.Result.Later later) {
            later(to, letter, answer, later);
        } else if (answer.result() instanceof Delivery.Result.LogAway away) {
            if (logAwaySince == 0) {
                logAwaySince = now();
                emit(SideOutputs.PROBLEMS, away.problem());
            }
            queue.update(queue.value().with(letter.notBefore(now() + LOG_RETRY.toMillis())));
        }
    }

    private void sent(QueuedLetter letter, Subscribed to, Delivery.Result.Sent sent) throws Exception {
        if (answersThePause()) {
            pauseMillis = 0;
        }
        count(Measure.MAILS_SENT);
        if (sent.line().kind() == Letter.Kind.IMMEDIATE) {
            sent.line().items().stream()
                    .limit(1)
                    .forEach(item -> tally(
                            Measure.SEEN_TOLD,
                            Math.max(0, now() - item.firstSeen().toEpochMilli())));
        }
        if (now() - letter.madeMillis() > DELAYED.toMillis()) {
            desk.taken(instant());
        }
        logUnless(sent.logged(), sent.line());
        remove(letter.number());
    }

    private boolean answersThePause() {
        return now() >= pausedUntil;
    }

    private void later(Subscribed to, QueuedLetter letter, Answer answer, Delivery.Result.Later later)
            throws Exception {
        Instant giveUpAt = Instant.ofEpochMilli(letter.madeMillis()).plus(outside.retryFor());
        if (!giveUpAt.isAfter(instant())) {
            count(Measure.MAILS_FAILED);
            emit(SideOutputs.PROBLEMS, givenUp(later.problem(), letter));
            giveUp(to, letter, Reason.GIVEN_UP, later.problem().message());
            return;
        }
        count(Measure.MAILS_RETRIED);
        boolean server = answer.mail() && SERVER.contains(later.problem().kind());
        if (server && answer.startedMillis() >= pausedUntil) {
            pauseMillis =
                    Math.min(LONGEST_PAUSE.toMillis(), pauseMillis == 0 ? FIRST_PAUSE.toMillis() : pauseMillis * 2);
            pausedUntil = now() + pauseMillis;
            runAt(pausedUntil, this::pumpPending);
            emit(SideOutputs.PROBLEMS, later.problem());
        } else if (!server) {
            emit(SideOutputs.PROBLEMS, later.problem());
        }
        long nextTry = server ? now() : now() + retryMillis(letter.attempts(), later.after());
        queue.update(queue.value().with(letter.tried(nextTry)));
        wakeAt(Math.max(nextTry, pausedUntil) + 1);
    }

    private static long retryMillis(int attempts, @Nullable Duration asked) {
        long grown = FIRST_RETRY.toMillis() << Math.min(attempts, 10);
        long own = Math.min(LONGEST_RETRY.toMillis(), grown);
        return asked == null ? own : Math.max(own, Math.min(asked.toMillis(), LONGEST_ASKED_RETRY.toMillis()));
    }

    private Problem givenUp(Problem last, QueuedLetter letter) {
        return new Problem(
                Stage.NOTIFY,
                "mail-given-up",
                last.url(),
                null,
                "a message to " + Notification.masked(letter.recipient()) + " could not be sent for "
                        + outside.retryFor().toHours() + " h and is given up: " + last.message(),
                last.advice(),
                letter.attempts() + 1,
                instant());
    }

    private void giveUp(Subscribed to, QueuedLetter letter, Reason why, @Nullable String error) throws Exception {
        Notification line = Notification.failed(read(letter, to), why, letter.attempts(), error);
        log(line, NotificationLog.version(line));
        remove(letter.number());
    }

    private void remove(long number) throws Exception {
        letters.remove(number);
        MailQueue rest = queue.value().without(number);
        if (rest.letters().isEmpty()) {
            queue.clear();
        } else {
            queue.update(rest);
        }
    }

    private void logUnless(boolean logged, Notification line) {
        if (!logged) {
            log(line, NotificationLog.version(line));
        }
    }

    private void log(Notification line, long version) {
        emit(writer.notification(line, version));
    }

    @Override
    void checkpointCompleted(long checkpoint) throws Exception {
        completed = Math.max(completed, checkpoint);
        pumpPending();
    }

    @Override
    public void endInput() throws Exception {
        draining = true; // no checkpoint may come any more
        pumpPending();
        super.endInput();
    }

    @Override
    boolean isStarted(String id) {
        return false;
    }

    private Set<Long> underWay(String id) {
        return underWay.computeIfAbsent(id, key -> new HashSet<>());
    }

    private Delivery delivery() {
        if (delivery == null) {
            throw new IllegalStateException("not opened");
        }
        return delivery;
    }

    private Instant instant() {
        return Instant.ofEpochMilli(now());
    }

    private void count(Measure measure) {
        tally(measure, 1);
    }

    private void tally(Measure measure, long value) {
        emit(SideOutputs.TALLIES, new Tally(measure, value, subtask(), instant()));
    }

    private void tellLevel() {
        tally(
                Measure.MAIL_QUEUE,
                queued.values().stream().mapToLong(Integer::longValue).sum());
        runAt(now() + LEVEL_EVERY.toMillis(), this::tellLevel);
    }

    @Override
    public void close() throws Exception {
        super.close();
        if (delivery != null) {
            delivery.close();
        }
    }
}
