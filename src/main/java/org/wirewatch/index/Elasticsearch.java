package org.wirewatch.index;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.wirewatch.config.ConfigException;

/**
 * A connection to one Elasticsearch. Made without asking the server anything: it may be away, and come back. For any
 * thread.
 */
public final class Elasticsearch implements AutoCloseable {

    private final ElasticsearchSettings settings;
    private final InstantSource clock;
    private final Rest5Client client;
    private final ElasticsearchAsyncClient typed;
    private final Set<CompletableFuture<BulkResponse>> underWay = ConcurrentHashMap.newKeySet();

    /**
     * @param clock tells {@code event.ingested}
     * @throws ConfigException when a secret or the certificate authority is missing on this machine
     */
    public Elasticsearch(ElasticsearchSettings settings, InstantSource clock) throws ConfigException {
        this.settings = settings;
        this.clock = clock;
        this.client = Connection.open(settings);
        this.typed = Connection.typed(client);
    }

    /**
     * Writes documents, in one request or in several, one after the other, where the limits ask for it.
     *
     * @return one outcome a document, in the same order; never completes exceptionally. It completes on a thread of the
     *     client, or on the caller's
     */
    public CompletableFuture<List<ItemOutcome>> bulk(List<Document> documents) {
        return new BulkWrite(this::send, settings, clock).write(documents);
    }

    private CompletableFuture<BulkResponse> send(BulkRequest request) {
        CompletableFuture<BulkResponse> response = typed.bulk(request);
        underWay.add(response);
        response.whenComplete((answer, failure) -> underWay.remove(response));
        return response;
    }

    public ElasticsearchSettings settings() {
        return settings;
    }

    /** For everything but bulks. */
    Rest rest() {
        return new Rest(client, settings, clock);
    }

    /** Ends what is under way: its documents get the outcome {@link ItemOutcome.Retry}. */
    @Override
    public void close() {
        underWay.forEach(response -> response.cancel(true)); // else closing waits for them, up to seconds
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the client of " + settings.url() + " cannot be closed", e);
        }
    }
}
