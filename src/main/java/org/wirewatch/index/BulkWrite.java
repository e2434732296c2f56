package org.wirewatch.index;

import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a list of documents within the limits of one request.
 *
 * <p>A document is an {@code index} operation with its external version, and where an older month may hold it too, a
 * {@code delete} of the same id there. That delete carries no version: with an external one the server would make the
 * old month's index just to delete from it. It is always right, because what is written now is the one that counts.
 *
 * <p>A request that the server refuses as a whole, as too large or as malformed, is halved until the document to blame
 * is alone.
 */
final class BulkWrite {

    private static final String JSON = "application/json";
    /** The action line that goes before a document, besides its id and index. */
    private static final int ACTION_BYTES = 100;

    private final Function<BulkRequest, CompletableFuture<BulkResponse>> sender;
    private final ElasticsearchSettings settings;
    private final InstantSource clock;
    private final Sorting sorting;

    /** @param sender sends one request; its future may be cancelled */
    BulkWrite(
            Function<BulkRequest, CompletableFuture<BulkResponse>> sender,
            ElasticsearchSettings settings,
            InstantSource clock) {
        this.sender = sender;
        this.settings = settings;
        this.clock = clock;
        this.sorting = new Sorting(settings, clock);
    }

    CompletableFuture<List<ItemOutcome>> write(List<Document> documents) {
        return inTurn(portions(documents).stream()
                .<Supplier<CompletableFuture<List<ItemOutcome>>>>map(portion -> () -> send(portion))
                .toList());
    }

    private List<List<Document>> portions(List<Document> documents) {
        List<List<Document>> portions = new ArrayList<>();
        List<Document> portion = new ArrayList<>();
        long bytes = 0;
        for (Document document : documents) {
            long size = document.json().length + ACTION_BYTES;
            boolean full = bytes + size > settings.bulkBytes() || portion.size() == settings.bulkDocuments();
            if (full && !portion.isEmpty()) {
                portions.add(portion);
                portion = new ArrayList<>();
                bytes = 0;
            }
            portion.add(document);
            bytes += size;
        }
        if (!portion.isEmpty()) {
            portions.add(portion);
        }
        return portions;
    }

    private static CompletableFuture<List<ItemOutcome>> inTurn(
            List<Supplier<CompletableFuture<List<ItemOutcome>>>> parts) {
        CompletableFuture<List<ItemOutcome>> all = CompletableFuture.completedFuture(List.of());
        for (Supplier<CompletableFuture<List<ItemOutcome>>> part : parts) {
            all = all.thenCompose(before -> part.get()
                    .thenApply(more ->
                            Stream.concat(before.stream(), more.stream()).toList()));
        }
        return all;
    }

    private CompletableFuture<List<ItemOutcome>> send(List<Document> portion) {
        if (portion.size() == 1 && portion.get(0).json().length > settings.documentBytes()) {
            return CompletableFuture.completedFuture(List.of(sorting.tooLarge(portion.get(0))));
        }
        CompletableFuture<BulkResponse> answer;
        try {
            answer = sender.apply(request(portion));
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<BulkResponse> request = answer;
        return request.copy()
                .orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(outcomes(portion, response));
                    }
                    request.cancel(true);
                    return failed(portion, FailureReader.read(failure));
                })
                .thenCompose(outcomes -> outcomes);
    }

    private BulkRequest request(List<Document> portion) {
        Instant now = clock.instant();
        List<BulkOperation> operations = new ArrayList<>();
        for (Document document : portion) {
            BinaryData json = BinaryData.of(document.sentAt(now), JSON);
            operations.add(BulkOperation.of(operation -> operation.index(index -> index.index(document.index())
                    .id(document.id())
                    .version(document.version())
                    .versionType(VersionType.External)
                    .document(json))));
            String older = document.alsoDeleteFrom();
            if (older != null) {
                operations.add(BulkOperation.of(operation ->
                        operation.delete(delete -> delete.index(older).id(document.id()))));
            }
        }
        return BulkRequest.of(request -> request.operations(operations));
    }

    private List<ItemOutcome> outcomes(List<Document> portion, BulkResponse response) {
        long expected = portion.stream()
                .mapToLong(document -> document.alsoDeleteFrom() == null ? 1 : 2)
                .sum();
        if (response.items().size() != expected) {
            ItemOutcome retry = new ItemOutcome.Retry(
                    settings.url() + " answered " + expected + " operations with "
                            + response.items().size() + " results. Is it an Elasticsearch, and what is in between?",
                    null);
            return portion.stream().map(document -> retry).toList();
        }
        Iterator<BulkResponseItem> items = response.items().iterator();
        return portion.stream()
                .map(document -> {
                    ItemOutcome indexed = sorting.indexed(document, items.next());
                    return document.alsoDeleteFrom() == null
                            ? indexed
                            : sorting.afterDelete(document, indexed, items.next());
                })
                .collect(Collectors.toUnmodifiableList());
    }

    private CompletableFuture<List<ItemOutcome>> failed(List<Document> portion, Failure failure) {
        if (!failure.blamesTheRequest()) {
            ItemOutcome retry = new ItemOutcome.Retry(failure.reason(settings.url()), failure.after());
            return CompletableFuture.completedFuture(
                    portion.stream().map(document -> retry).toList());
        }
        if (portion.size() == 1) {
            return CompletableFuture.completedFuture(List.of(sorting.refusedAlone(portion.get(0), failure)));
        }
        int middle = portion.size() / 2;
        return inTurn(
                List.of(() -> send(portion.subList(0, middle)), () -> send(portion.subList(middle, portion.size()))));
    }
}
