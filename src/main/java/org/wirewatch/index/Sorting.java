package org.wirewatch.index;

import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import java.time.InstantSource;
import java.util.Set;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;

/**
 * Sorts the server's answer to one document: is it there, will it ever be, and whose fault is it.
 *
 * <p>What only an operator can cure, such as credentials, a closed index or a full disk, is never blamed on the
 * document: it waits, and the reason says what to do. A document is given up only for what it contains.
 */
final class Sorting {

    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int TIMEOUT = 408;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** Answered with 400 although not the document is to blame: a closed index, a cluster that takes no more shards. */
    private static final Set<String> OPERATIONAL = Set.of("index_closed_exception", "validation_exception");

    private final ElasticsearchSettings settings;
    private final InstantSource clock;

    Sorting(ElasticsearchSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    ItemOutcome indexed(Document document, BulkResponseItem item) {
        ErrorCause error = item.error();
        if (error == null) {
            return new ItemOutcome.Written();
        }
        if (item.status() == CONFLICT) {
            return new ItemOutcome.Superseded();
        }
        return isPassing(item.status(), error) ? retry(item, error) : rejected(document, error);
    }

    /** The older month's copy must be gone as well, before the document counts as written. */
    ItemOutcome afterDelete(Document document, ItemOutcome indexed, BulkResponseItem item) {
        ErrorCause error = item.error();
        if (error == null || item.status() == NOT_FOUND) {
            return indexed;
        }
        return indexed.match(
                written -> retry(item, error), superseded -> retry(item, error), retry -> retry, rejected -> rejected);
    }

    ItemOutcome tooLarge(Document document) {
        return rejected(
                document,
                "document-too-large",
                "it has " + document.json().length + " bytes, more than the " + settings.documentBytes()
                        + " of elasticsearch.document-bytes",
                "raise elasticsearch.document-bytes (and http.max_content_length of the server) if it is worth it");
    }

    /** A request that holds only this document was refused as a whole. */
    ItemOutcome refusedAlone(Document document, Failure failure) {
        if (failure.isTooLarge()) {
            return rejected(
                    document,
                    "document-too-large",
                    "it has " + document.json().length + " bytes, which " + settings.url() + " refuses with "
                            + failure.status(),
                    "raise http.max_content_length of the server, or the limit of the proxy before it");
        }
        return rejected(document, "document-refused", failure.words(), "report it: such a document should not be made");
    }

    private static boolean isPassing(int status, ErrorCause error) {
        return status == TOO_MANY
                || status >= SERVER_ERROR
                || status == TIMEOUT
                || status == UNAUTHORIZED
                || status == FORBIDDEN
                || status == NOT_FOUND
                || OPERATIONAL.contains(error.type() == null ? "" : error.type());
    }

    private static ItemOutcome retry(BulkResponseItem item, ErrorCause error) {
        String advice = switch (item.status()) {
            case UNAUTHORIZED, FORBIDDEN -> ". Let our credentials write to this index, and remove its write block";
            case NOT_FOUND ->
                ". Let our indices be made: action.auto_create_index of the server and create_index of our"
                        + " credentials";
            default -> "";
        };
        return new ItemOutcome.Retry(
                "index " + item.index() + ": status " + item.status() + ", " + FailureReader.words(error) + advice,
                null);
    }

    private ItemOutcome rejected(Document document, ErrorCause error) {
        String words = FailureReader.words(error);
        return words.contains("strict_dynamic_mapping_exception")
                ? rejected(
                        document,
                        "mapping-outdated",
                        words,
                        "run \"wirewatch setup\": this index lacks fields that this version writes")
                : rejected(
                        document,
                        "document-rejected",
                        words,
                        "compare the index's mapping with config/elasticsearch and run \"wirewatch setup\"; if they"
                                + " agree, report it");
    }

    private ItemOutcome rejected(Document document, String kind, String why, String advice) {
        return new ItemOutcome.Rejected(new Problem(
                Stage.INDEX,
                kind,
                document.url(),
                null,
                "document " + document.id() + " of " + document.index() + " is not indexed: " + why,
                advice,
                1,
                clock.instant()));
    }
}
