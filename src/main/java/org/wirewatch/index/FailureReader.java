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
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads why a request failed. The client says it in four ways: an exception with a parsed error, one with the raw answer
 * (for the statuses it would try again elsewhere), one about an answer it cannot parse, and whatever the network throws.
 */
final class FailureReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int REDIRECTION = 300;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int MAX_CAUSES = 10;
    private static final long MAX_AFTER_SECONDS = 3_600;
    private static final String NO_SERVER = "Is that the address of an Elasticsearch?";
    private static final String CREDENTIALS =
            "Correct the credentials under \"elasticsearch\" in wirewatch.yaml, or give them the privileges create_index,"
                    + " index, delete, read and view_index_metadata on our indices";

    private FailureReader() {}

    static Failure read(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        return first(causes, ElasticsearchException.class)
                .map(e -> answered(e.status(), e.error().type(), words(e.error()), retryAfter(e.httpResponse())))
                .or(() -> first(causes, ResponseException.class).map(e -> read(e.getResponse())))
                .or(() -> first(causes, TransportException.class)
                        .filter(e -> e.statusCode() > 0)
                        .map(e -> unreadable(e, causes.get(causes.size() - 1))))
                .orElseGet(() -> unanswered(causes));
    }

    /** An answer with a status that is no success; the server's reason is in its body, a proxy's is not worth showing. */
    static Failure read(Response response) {
        String type = null;
        String words = "no reason that Elasticsearch would give";
        try (InputStream in = response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent()) {
            JsonNode error = JSON.readTree(in).path("error");
            if (error.isObject()) {
                type = error.path("type").asText();
                words = type + ": " + error.path("reason").asText();
            } else if (error.isTextual()) {
                words = error.asText();
            }
        } catch (IOException notJson) {
            words = "not in JSON, so it is no Elasticsearch that answers";
        }
        return answered(response.getStatusCode(), type, words, response.getHeader("Retry-After"));
    }

    private static Failure unreadable(TransportException e, Throwable innermost) {
        if (e.statusCode() < REDIRECTION) {
            return new Failure(
                    e.statusCode(),
                    null,
                    "not what Elasticsearch would answer: " + innermost.getMessage(),
                    NO_SERVER,
                    null);
        }
        return answered(e.statusCode(), null, String.valueOf(e.getMessage()), retryAfter(e.response()));
    }

    private static Failure answered(int status, @Nullable String type, String words, @Nullable String retryAfter) {
        String advice = switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> CREDENTIALS;
            case NOT_FOUND -> NO_SERVER;
            default -> null;
        };
        return new Failure(status, type, words, advice, after(retryAfter));
    }

    private static @Nullable String retryAfter(TransportHttpClient.@Nullable Response response) {
        return response == null ? null : response.header("Retry-After");
    }

    /** Only seconds: no server of this kind answers with a date. */
    private static @Nullable Duration after(@Nullable String header) {
        if (header == null || !header.strip().matches("\\d{1,6}")) {
            return null;
        }
        return Duration.ofSeconds(Math.min(MAX_AFTER_SECONDS, Long.parseLong(header.strip())));
    }

    private static Failure unanswered(List<Throwable> causes) {
        for (Throwable cause : causes) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
                return silent("no answer in time", null);
            }
            if (cause instanceof CancellationException) {
                return silent("given up, because this program is ending", null);
            }
            if (cause instanceof ConnectException) {
                return message.contains("refused")
                        ? silent("connection refused", "Is it running?")
                        : silent("no connection: " + message, null);
            }
            if (cause instanceof UnknownHostException) {
                return silent("unknown host " + message, "Correct elasticsearch.url");
            }
            if (cause instanceof SSLException) {
                return silent(
                        "no secure connection: " + message,
                        "Name the authority that signed its certificate under elasticsearch.certificate-authority,"
                                + " and call the server by a name that is in the certificate");
            }
        }
        return silent(causes.get(causes.size() - 1).toString(), null);
    }

    private static Failure silent(String words, @Nullable String advice) {
        return new Failure(null, null, words, advice, null);
    }

    /** What the server says, the innermost cause included: the outer one often names only where it happened. */
    static String words(ErrorCause error) {
        StringBuilder words = new StringBuilder(error.type() + ": " + error.reason());
        ErrorCause inner = error.causedBy();
        for (int depth = 0; inner != null && depth < MAX_CAUSES; depth++) {
            words.append("; because of ").append(inner.type()).append(": ").append(inner.reason());
            inner = inner.causedBy();
        }
        return words.toString();
    }

    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        Throwable each = thrown;
        while (each != null && causes.size() < MAX_CAUSES) {
            causes.add(each);
            each = each.getCause();
        }
        return causes;
    }

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
