package org.wirewatch.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;
import org.wirewatch.notify.Notification;
import org.wirewatch.notify.Notification.State;

/**
 * The log of notifications, as whoever sends them needs it: a message's line is created before it is sent and marked
 * after the server's answer, so that after a crash the log knows what the sender has forgotten. Waits for the server, so
 * not for a task's thread.
 *
 * <p>A message's line has three kinds of versions: created, tried again, done. What is done stays done, whatever an
 * older attempt writes later.
 */
public final class NotificationLog {

    /** Of the first line. */
    public static final long CREATED = 1;

    /** Of the last line, above those of all attempts. */
    public static final long DONE = 1L << 40;

    private static final int NOT_FOUND = 404;
    private static final int MOST = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Elasticsearch elasticsearch;
    private final InstantSource clock;
    private final DocumentWriter writer;
    private final Rest rest;

    /** @param clock tells when the log was found away */
    public NotificationLog(Elasticsearch elasticsearch, InstantSource clock) {
        this.elasticsearch = elasticsearch;
        this.clock = clock;
        this.writer = new DocumentWriter(elasticsearch.settings().prefix());
        this.rest = elasticsearch.rest();
    }

    /**
     * Creates a message's line.
     *
     * @return nothing if there was none, else the state that it already has
     */
    public Answer<Optional<State>> created(Notification line) {
        Document document = writer.notification(line, CREATED);
        return written(document)
                .match(
                        created -> created ? new Answer.Given<>(Optional.empty()) : stateOf(document),
                        Answer.Unanswered::new);
    }

    /** Writes what has become of a message; what is done already stays as it is. */
    public Answer<Boolean> mark(Notification line) {
        return written(document(line));
    }

    /** The version of a message's line. */
    public static long version(Notification line) {
        return switch (line.state()) {
            case WAITING -> CREATED + line.attempts();
            case SENT, FAILED, HELD, GATHERED, SUPPRESSED -> DONE;
        };
    }

    /** What waits to be told and messages that wait for their server, the next first; at most 1,000. */
    public Answer<List<IndexedNotification>> pending() {
        ObjectNode query = JSON.createObjectNode().put("size", MOST);
        query.withObject("/query/terms")
                .putArray("notification.state")
                .add(State.HELD.word())
                .add(State.WAITING.word());
        ObjectNode sort = query.putArray("sort").addObject();
        sort.putObject("notification.due_at").put("order", "asc").put("unmapped_type", "date");
        return new Reading(elasticsearch).notifications(query);
    }

    private Document document(Notification line) {
        return writer.notification(line, version(line));
    }

    private Answer<Boolean> written(Document document) {
        return elasticsearch
                .bulk(List.of(document))
                .join()
                .get(0)
                .match(
                        written -> new Answer.Given<>(true),
                        superseded -> new Answer.Given<>(false),
                        retry -> new Answer.Unanswered<>(away(retry.reason())),
                        rejected -> new Answer.Unanswered<>(rejected.problem()));
    }

    private Answer<Optional<State>> stateOf(Document document) {
        return Answer.of(() -> rest.find('/' + document.index() + "/_doc/" + document.id(), Set.of(NOT_FOUND)))
                .map(found -> found.map(json -> state(json.at("/_source/notification/state"))));
    }

    private static State state(JsonNode word) {
        return State.valueOf(word.asText(State.WAITING.word()).toUpperCase(Locale.ROOT));
    }

    private Problem away(String reason) {
        return new Problem(
                Stage.NOTIFY,
                "notification-log-away",
                null,
                null,
                reason,
                "Mail goes out without the log after a while; bring Elasticsearch back.",
                1,
                clock.instant());
    }
}
