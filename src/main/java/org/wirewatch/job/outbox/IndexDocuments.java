package org.wirewatch.job.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigException;
import org.wirewatch.index.Document;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.ItemOutcome;
import org.wirewatch.job.operator.SideOutputs;
import org.wirewatch.job.state.PendingDocument;
import org.wirewatch.model.Measure;
import org.wirewatch.model.Tally;

/**
 * Writes documents into Elasticsearch in bulks.
 *
 * <p>Key: the document. Pending is its newest version only, so that however long the server is away the backlog is at
 * most one entry a document, on disk. Each item of a bulk is sorted: written or superseded by a later version, and it
 * is gone from state; to be tried again, and the subtask pauses, each time longer; refused for good, and it becomes a
 * problem. What was sent before a restart is sent again: ids and external versions make that harmless.
 */
public final class IndexDocuments extends Outbox<String, Document, Tally, IndexDocuments.Answer> {

    private static final String PENDING = "pending-document";

    /** Two bulks keep the server busy while the next one fills. */
    static final int MAX_BULKS = 2;

    /** Keys remembered while no bulk is free; the others are found in state. */
    static final int MAX_WAITING = 5_000;

    static final Duration LINGER = Duration.ofMillis(200);
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LEVEL_EVERY = Duration.ofSeconds(10);

    /** The newest version of a document that is not yet written. */
    static final ValueStateDescriptor<PendingDocument> PENDING_STATE =
            new ValueStateDescriptor<>(PENDING, TypeInformation.of(PendingDocument.class));

    private final ElasticsearchSettings settings;

    private transient ValueState<PendingDocument> pending;
    private transient Elasticsearch elasticsearch;
    private transient Map<String, Document> batch;
    private transient long batchBytes;
    private transient boolean lingering;
    private transient Set<String> sent;
    private transient long backlog;
    private transient long pausedUntil;
    private transient long pauseMillis;
    private transient boolean bulkFailed;
    private transient @Nullable Duration askedPause;

    /** What became of one version of a document. */
    record Answer(long version, @Nullable Instant seen, ItemOutcome outcome) {}

    IndexDocuments(StreamOperatorParameters<Tally> parameters, ElasticsearchSettings settings) {
        super(parameters, PENDING, MAX_BULKS, MAX_WAITING);
        this.settings = settings;
    }

    /** Puts the operator behind documents that are keyed by {@link #key}. */
    public static SingleOutputStreamOperator<Tally> attach(
            KeyedStream<Document, String> documents, ElasticsearchSettings settings) {
        return documents.transform(
                "index-documents",
                TypeInformation.of(Tally.class),
                new OutboxFactory<>(IndexDocuments.class, parameters -> new IndexDocuments(parameters, settings)));
    }

    /** A document's place: its index and its id. */
    public static String key(Document document) {
        return document.index() + '/' + document.id();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        pending = context.getKeyedStateStore().getState(PENDING_STATE);
        batch = new LinkedHashMap<>();
        sent = new HashSet<>();
    }

    @Override
    public void open() throws Exception {
        try {
            elasticsearch = new Elasticsearch(settings, InstantSource.system());
        } catch (ConfigException missing) {
            throw new IllegalStateException(
                    "Elasticsearch cannot be reached from this task manager: " + missing.getMessage(), missing);
        }
        super.open();
        backlog = countPending();
        tellLevel();
    }

    @Override
    void accept(Document document) throws Exception {
        PendingDocument before = pending.value();
        backlog += before == null ? 1 : 0;
        if (before == null || before.version() <= document.version()) {
            pending.update(stored(document));
        }
    }

    @Override
    void pump(String key) throws Exception {
        PendingDocument next = pending.value();
        if (next == null || sent.contains(key)) {
            return;
        }
        if (!batch.containsKey(key)) {
            if (isFull() || isPaused()) {
                waitForCapacity(key);
                return;
            }
            batchBytes += next.json().length;
        }
        batch.put(key, document(next));
        if (isFull()) {
            flush();
        } else if (!lingering) {
            lingering = true;
            runAt(now() + LINGER.toMillis(), this::lingered);
        }
    }

    private boolean isFull() {
        return batch.size() >= settings.bulkDocuments() || batchBytes >= settings.bulkBytes();
    }

    @Override
    boolean isPaused() {
        return now() < pausedUntil;
    }

    private void lingered() throws Exception {
        lingering = false;
        flush();
    }

    private void flush() {
        if (batch.isEmpty() || isPaused() || !hasCapacity()) {
            return; // the end of the pause and each answer flush again
        }
        List<String> keys = List.copyOf(batch.keySet());
        List<Document> documents = List.copyOf(batch.values());
        batch.clear();
        batchBytes = 0;
        sent.addAll(keys);
        CompletableFuture<List<ItemOutcome>> outcomes = elasticsearch.bulk(documents);
        call(keys, outcomes.thenApply(list -> {
            Answer[] answers = new Answer[list.size()];
            for (int i = 0; i < answers.length; i++) {
                Document document = documents.get(i);
                answers[i] = new Answer(document.version(), document.seen(), list.get(i));
            }
            return List.of(answers);
        }));
    }

    @Override
    void answered(String key, Answer answer) throws Exception {
        sent.remove(key);
        PendingDocument current = pending.value();
        boolean newest = current != null && current.version() == answer.version();
        boolean done = answer.outcome()
                .match(
                        written -> {
                            count(Measure.DOCUMENTS_WRITTEN);
                            if (answer.seen() != null) {
                                took(answer.seen());
                            }
                            return true;
                        },
                        superseded -> {
                            count(Measure.DOCUMENTS_SUPERSEDED);
                            return true;
                        },
                        retry -> {
                            count(Measure.DOCUMENTS_RETRIED);
                            bulkFailed = true;
                            askedPause = retry.after() == null ? askedPause : retry.after();
                            if (pauseMillis == 0) {
                                LOG.warn("Documents wait for Elasticsearch: {}", retry.reason());
                            }
                            return false;
                        },
                        rejected -> {
                            count(Measure.DOCUMENTS_REJECTED);
                            emit(SideOutputs.PROBLEMS, rejected.problem());
                            return true;
                        });
        if (done && newest) {
            pending.clear();
            backlog--;
        }
    }

    @Override
    void answersTaken() throws Exception {
        if (bulkFailed) {
            pauseMillis =
                    Math.min(LONGEST_PAUSE.toMillis(), pauseMillis == 0 ? FIRST_PAUSE.toMillis() : pauseMillis * 2);
            long asked = askedPause == null ? 0 : Math.min(askedPause.toMillis(), LONGEST_PAUSE.toMillis());
            pausedUntil = now() + Math.max(pauseMillis, asked);
            runAt(pausedUntil, this::resume);
        } else {
            pauseMillis = 0;
            flush();
        }
        bulkFailed = false;
        askedPause = null;
    }

    private void resume() throws Exception {
        flush();
        useCapacity();
        flush();
    }

    private void count(Measure measure) {
        tally(measure, 1);
    }

    private void took(Instant seen) {
        tally(Measure.SEEN_INGESTED, Math.max(0, now() - seen.toEpochMilli()));
    }

    private void tally(Measure measure, long value) {
        emit(new Tally(measure, value, subtask(), Instant.ofEpochMilli(now())));
    }

    private void tellLevel() {
        tally(Measure.INDEX_QUEUE, backlog);
        runAt(now() + LEVEL_EVERY.toMillis(), this::tellLevel);
    }

    @Override
    boolean isStarted(String key) {
        return sent.contains(key) || batch.containsKey(key);
    }

    @Override
    public void close() throws Exception {
        super.close();
        if (elasticsearch != null) {
            elasticsearch.close();
        }
    }

    private static PendingDocument stored(Document document) {
        return new PendingDocument(
                document.index(),
                document.id(),
                document.version(),
                document.json(),
                document.url() == null ? "" : document.url(),
                document.seen() == null ? 0 : document.seen().toEpochMilli(),
                document.alsoDeleteFrom() == null ? "" : document.alsoDeleteFrom());
    }

    private static Document document(PendingDocument stored) {
        return new Document(
                stored.index(),
                stored.id(),
                stored.version(),
                stored.json(),
                stored.url().isEmpty() ? null : stored.url(),
                stored.seenMillis() == 0 ? null : Instant.ofEpochMilli(stored.seenMillis()),
                stored.alsoDeleteFrom().isEmpty() ? null : stored.alsoDeleteFrom());
    }
}
