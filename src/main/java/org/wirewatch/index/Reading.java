package org.wirewatch.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks for what is in the indices. Waits for the server; indices that are not there yet count as empty. */
public final class Reading {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> LENIENT = Map.of("ignore_unavailable", "true", "allow_no_indices", "true");
    private static final int PAGE = 500;
    /** The most that one answer holds: the server's own limit for one search. */
    private static final int MOST = 10_000;

    private final String prefix;
    private final Rest rest;

    public Reading(Elasticsearch elasticsearch) {
        this.prefix = elasticsearch.settings().prefix();
        this.rest = elasticsearch.rest();
    }

    /**
     * The alerts that were seen last, newest first.
     *
     * @param count at least 1; more than 10,000 are not given
     */
    public Answer<List<IndexedAlert>> newestAlerts(int count) {
        ObjectNode query = JSON.createObjectNode().put("size", Math.min(count, MOST));
        query.putArray("sort")
                .add(newestFirst("@timestamp"))
                .add(byWord("article.id"))
                .add(byWord("topic.id"));
        return Answer.of(() -> Hits.of(search(Kind.ALERTS, query), IndexedAlert::of));
    }

    /** All alerts that were sent at a moment or later, in the order they were sent. */
    Answer<List<IndexedAlert>> alertsSentSince(Instant moment) {
        return Answer.of(() -> {
            List<IndexedAlert> alerts = new ArrayList<>();
            ObjectNode query = JSON.createObjectNode().put("size", PAGE);
            query.withObject("/query/range/event.ingested").put("gte", moment.toString());
            query.putArray("sort")
                    .add(oldestFirst("event.ingested"))
                    .add(byWord("article.id"))
                    .add(byWord("topic.id"));
            while (true) {
                JsonNode answer = search(Kind.ALERTS, query);
                alerts.addAll(Hits.of(answer, IndexedAlert::of));
                JsonNode hits = answer.at("/hits/hits");
                if (hits.size() < PAGE) {
                    return List.copyOf(alerts);
                }
                query.set("search_after", hits.path(hits.size() - 1).path("sort"));
            }
        });
    }

    /** The health of all feeds: those that fail, longest first, then silent ones, then the others; at most 10,000. */
    public Answer<List<IndexedFeed>> feeds() {
        ObjectNode query = JSON.createObjectNode().put("size", MOST);
        query.putArray("sort")
                .add(sort("feed.failures", "desc", "long"))
                .add(sort("feed.state", "desc", "keyword"))
                .add(byWord("feed.id"));
        return Answer.of(() -> Hits.of(search(Kind.FEEDS, query), IndexedFeed::of));
    }

    Answer<List<IndexedNotification>> notifications(ObjectNode query) {
        return Answer.of(() -> Hits.of(search(Kind.NOTIFICATIONS, query), IndexedNotification::of));
    }

    /** How many documents of a kind there are, those of the last second included. */
    public Answer<Long> count(Kind kind) {
        return Answer.of(() -> {
            rest.post('/' + kind.pattern(prefix) + "/_refresh", LENIENT);
            return rest.get('/' + kind.pattern(prefix) + "/_count", LENIENT)
                    .path("count")
                    .asLong();
        });
    }

    private JsonNode search(Kind kind, ObjectNode query) throws UnansweredException {
        return rest.post('/' + kind.pattern(prefix) + "/_search", LENIENT, query);
    }

    private static ObjectNode newestFirst(String field) {
        return sort(field, "desc", "date");
    }

    private static ObjectNode oldestFirst(String field) {
        return sort(field, "asc", "date");
    }

    private static ObjectNode byWord(String field) {
        return sort(field, "asc", "keyword");
    }

    /** @param type in place of that of a mapping that lacks the field */
    private static ObjectNode sort(String field, String order, String type) {
        ObjectNode sort = JSON.createObjectNode();
        sort.putObject(field).put("order", order).put("unmapped_type", type);
        return sort;
    }
}
