package org.wirewatch.index;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.transport.TransportException;
import co.elastic.clients.transport.http.TransportHttpClient;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a request as a whole was not answered as asked.
 *
 * @param status of the answer, null when there was none
 * @param words of the server, or of the network
 * @param advice what a person can do, null if there is nothing but to wait
 * @param after how long the server asked us to wait, null if it did not
 */
record Failure(
        @Nullable Integer status,
        String words,
        @Nullable String advice,
        @Nullable Duration after) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int REDIRECTION = 300;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int MAX_WORDS = 500;
    private static final long MAX_AFTER_SECONDS = 3_600;
    private static final String NO_SERVER = "Is that the address of an Elasticsearch?";
    private static final String CREDENTIALS =
            "Correct the credentials under \"elasticsearch\" in wirewatch.yaml, or give"
                    + " them the privileges create_index, index, delete, read and view_index_metadata on our indices";

    static Failure of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ElasticsearchException refused) {
            return answered(refused.status(), words(refused.error()), retryAfter(refused.httpResponse()));
        }
        ResponseException response = response(cause);
        if (response != null) {
            return of(response.getResponse());
        }
        OptionalInt status = status(cause);
        if (status.isPresent() && status.getAsInt() < REDIRECTION) {
            return new Failure(
                    status.getAsInt(), "not what Elasticsearch would answer: " + innermost(cause), NO_SERVER, null);
        }
        if (status.isPresent()) {
            return answered(
                    status.getAsInt(),
                    String.valueOf(cause.getMessage()),
                    cause instanceof TransportException transport ? retryAfter(transport.response()) : null);
        }
        return unanswered(cause);
    }

    /** An answer with a status that is no success; the server's reason is in its body, a proxy's is not worth showing. */
    static Failure of(Response response) {
        String words = "no reason that Elasticsearch would give";
        try (InputStream in = response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent()) {
            JsonNode error = JSON.readTree(in).path("error");
            if (error.isObject()) {
                words = error.path("type").asText() + ": "
                        + error.path("reason").asText();
            } else if (error.isTextual()) {
                words = error.asText();
            }
        } catch (IOException notJson) {
            words = "not in JSON, so it is no Elasticsearch that answers";
        }
        return answered(response.getStatusCode(), words, response.getHeader("Retry-After"));
    }

    private static @Nullable ResponseException response(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof ResponseException response) {
                return response;
            }
        }
        return null;
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static OptionalInt status(Throwable thrown) {
        if (thrown instanceof TransportException transport && transport.statusCode() > 0) {
            return OptionalInt.of(transport.statusCode());
        }
        return thrown.getCause() == null || thrown.getCause() == thrown
                ? OptionalInt.empty()
                : status(thrown.getCause());
    }

    private static @Nullable String retryAfter(TransportHttpClient.@Nullable Response response) {
        return response == null ? null : response.header("Retry-After");
    }

    /** @param retryAfter the header of that name, null if there is none */
    private static Failure answered(int status, String words, @Nullable String retryAfter) {
        String advice = switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> CREDENTIALS;
            case NOT_FOUND -> NO_SERVER;
            default -> null;
        };
        return new Failure(status, words, advice, after(retryAfter));
    }

    private static @Nullable Duration after(@Nullable String header) {
        if (header == null || !header.strip().matches("\\d{1,6}")) {
            return null;
        }
        return Duration.ofSeconds(Math.min(MAX_AFTER_SECONDS, Long.parseLong(header.strip())));
    }

    private static Failure unanswered(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof TimeoutException || each instanceof CancellationException) {
                return new Failure(null, "no answer in time", null, null);
            }
            if (each instanceof ConnectException) {
                return new Failure(null, "connection refused", "Is it running?", null);
            }
            if (each instanceof UnknownHostException) {
                return new Failure(null, "unknown host " + each.getMessage(), "Correct elasticsearch.url", null);
            }
            if (each instanceof SSLException) {
                return new Failure(
                        null,
                        "no secure connection: " + each.getMessage(),
                        "Name the authority that signed its certificate under elasticsearch.certificate-authority,"
                                + " and call the server by a name that is in the certificate",
                        null);
            }
        }
        return new Failure(null, String.valueOf(cause), null, null);
    }

    /** What the server says, the innermost cause included: the outer one often names only where it happened. */
    static String words(@Nullable ErrorCause error) {
        if (error == null) {
            return "no reason given";
        }
        StringBuilder words = new StringBuilder(error.type() + ": " + error.reason());
        ErrorCause inner = error.causedBy();
        for (int depth = 0; inner != null && depth < 5; depth++, inner = inner.causedBy()) {
            words.append("; because of ").append(inner.type()).append(": ").append(inner.reason());
        }
        return words.toString();
    }

    /** Whether another request may fare better with the same server: this one was too large or malformed. */
    boolean blamesTheRequest() {
        return status != null && (status == BAD_REQUEST || status == TOO_LARGE);
    }

    boolean isTooLarge() {
        return status != null && status == TOO_LARGE;
    }

    /** Whether it is about who we are. */
    boolean isRefusal() {
        return status != null && (status == UNAUTHORIZED || status == FORBIDDEN);
    }

    /** For people: what failed, why, what to do. */
    String reason(String url) {
        return what(url) + (advice == null ? "" : ". " + advice);
    }

    /** What failed and why. */
    String what(String url) {
        String said = words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS - 1) + "…" : words;
        return "Elasticsearch at " + url + (status == null ? ": " : " answers " + status + ": ") + said;
    }
}
