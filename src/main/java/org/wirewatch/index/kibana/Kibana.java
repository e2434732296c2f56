package org.wirewatch.index.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.wirewatch.config.ConfigException;
import org.wirewatch.index.Access;
import org.wirewatch.index.Answer;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;

/**
 * A Kibana into which dashboards are imported, through its saved objects API. An import overwrites objects of our own ids
 * and knows no others. For one thread.
 */
public final class Kibana {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** The answer names each object once; one this long comes from something else. */
    private static final int MAX_ANSWER_BYTES = 4 << 20;

    private static final int MAX_WORDS = 300;
    private static final String BOUNDARY = "wirewatch-saved-objects-5f1d4c";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KibanaSettings settings;
    private final InstantSource clock;
    private final HttpClient http;
    private final HttpRequest.Builder request;

    /**
     * @param settings with a URL
     * @throws ConfigException when a secret or the certificate authority is missing on this machine
     */
    public Kibana(KibanaSettings settings, InstantSource clock) throws ConfigException {
        this.settings = settings;
        this.clock = clock;
        HttpClient.Builder client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (settings.authority() != null) {
            client.sslContext(Access.trusting(settings.authority()));
        }
        this.http = client.build();
        this.request = HttpRequest.newBuilder(URI.create(settings.base() + "/api/saved_objects/_import?overwrite=true"))
                .header("kbn-xsrf", "wirewatch")
                .header("User-Agent", "wirewatch")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        String authorization = Access.authorization(settings.credentials());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
    }

    /** Imports the objects, each over an older one of the same id. Waits for Kibana. */
    public Answer<KibanaReport> put(SavedObjects objects, String prefix) {
        String address = settings.base() + SavedObjects.firstDashboard(prefix);
        String body = "--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"wirewatch.ndjson\"\r\n"
                + "Content-Type: application/ndjson\r\n\r\n" + objects.ndjson() + "\r\n--" + BOUNDARY + "--\r\n";
        CompletableFuture<Reply> call = http.sendAsync(
                        request.POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(Kibana::read);
        try {
            Reply reply = call.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return answered(reply, objects, address);
        } catch (TimeoutException e) {
            call.cancel(true);
            return away(
                    "does not answer within " + settings.timeout().toSeconds() + " s",
                    "Kibana may still be starting: try again, or raise kibana.timeout");
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return away("was not waited for", "Try again");
        }
    }

    private record Reply(int status, String text) {}

    private static Reply read(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            return new Reply(
                    response.statusCode(), new String(in.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer<KibanaReport> failed(Throwable cause) {
        Throwable root = cause instanceof UncheckedIOException && cause.getCause() != null ? cause.getCause() : cause;
        if (root instanceof SSLException) {
            return away(
                    "has a certificate that is not trusted: " + root.getMessage(),
                    "Name the authority that signed it in kibana.certificate-authority (a PEM file)");
        }
        if (root instanceof ConnectException) {
            return away("cannot be reached", "Is it running, and is the address right?");
        }
        return away(
                "cannot be asked: " + root,
                "Is the address right, and does it speak " + (settings.base().startsWith("https") ? "https" : "http")
                        + "?");
    }

    private Answer<KibanaReport> answered(Reply reply, SavedObjects objects, String address) {
        JsonNode body = json(reply.text());
        String words = shortened(body.path("message").asText(reply.text()));
        return switch (reply.status()) {
            case 200 ->
                body.has("success")
                        ? new Answer.Given<>(report(body, objects, address))
                        : refused("answers with what is no import's answer: " + words, "Is that address a Kibana's?");
            case 401 ->
                unanswered(
                        "kibana-denied",
                        "does not know us (401): " + words,
                        "Give kibana.api-key, or kibana.username and kibana.password, in wirewatch.yaml");
            case 403 ->
                unanswered(
                        "kibana-denied",
                        "does not let us (403): " + words,
                        "Give our user or key the privilege Saved Objects Management: All in this space");
            case 404 ->
                refused(
                        "has no such page (404): " + words,
                        settings.space() == null
                                ? "Is that address a Kibana's, with its base path?"
                                : "Is there a space \"" + settings.space() + "\"? Make it in Stack Management, Spaces");
            case 413 ->
                refused("takes no import of this size (413): " + words, "Raise server.maxPayload, or a proxy's limit");
            case 422 ->
                refused(
                        "refuses the whole import (422): " + words,
                        "The objects need Kibana 8.11 or later: update Kibana");
            case 429, 502, 503, 504 ->
                away("is not ready (" + reply.status() + "): " + words, "Wait until it is up, then try again");
            default -> refused("answers " + reply.status() + ": " + words, "See the log of Kibana");
        };
    }

    private KibanaReport report(JsonNode body, SavedObjects objects, String address) {
        Map<String, String> failures = new HashMap<>();
        body.path("errors").forEach(error -> failures.put(key(error), reason(error.path("error"))));
        Map<String, Boolean> replaced = new HashMap<>();
        body.path("successResults")
                .forEach(done -> replaced.put(key(done), done.path("overwrite").asBoolean()));
        List<KibanaReport.Line> lines = new ArrayList<>();
        for (SavedObject object : objects.list()) {
            String key = object.type() + ' ' + object.id();
            String reason = failures.get(key);
            if (reason == null && !replaced.containsKey(key)) {
                reason = "Kibana says nothing of it";
            }
            lines.add(new KibanaReport.Line(
                    object.type(), object.id(), object.title(), replaced.getOrDefault(key, false), reason));
        }
        return new KibanaReport(lines, address);
    }

    private static String key(JsonNode object) {
        return object.path("type").asText() + ' ' + object.path("id").asText();
    }

    private static String reason(JsonNode error) {
        StringBuilder reason = new StringBuilder(
                switch (error.path("type").asText()) {
                    case "missing_references" -> "what it refers to is missing";
                    case "unsupported_type" -> "this Kibana does not know the type: 8.11 or later does";
                    case "conflict", "ambiguous_conflict" -> "another object stands in its way";
                    default -> error.path("type").asText("unknown");
                });
        error.path("references")
                .forEach(reference -> reason.append(", ")
                        .append(reference.path("type").asText())
                        .append(' ')
                        .append(reference.path("id").asText()));
        if (error.has("message")) {
            reason.append(": ").append(shortened(error.path("message").asText()));
        }
        return reason.toString();
    }

    private Answer<KibanaReport> away(String what, String advice) {
        return unanswered("kibana-away", what, advice);
    }

    private Answer<KibanaReport> refused(String what, String advice) {
        return unanswered("kibana-refused", what, advice);
    }

    private Answer<KibanaReport> unanswered(String kind, String what, String advice) {
        return new Answer.Unanswered<>(new Problem(
                Stage.INDEX,
                kind,
                null,
                null,
                "Kibana at " + settings.base() + ' ' + what,
                advice,
                1,
                clock.instant()));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }

    private static String shortened(String words) {
        String line = words.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_WORDS ? line : line.substring(0, MAX_WORDS) + "…";
    }
}
