package org.wirewatch.index;

import co.elastic.clients.transport.rest5_client.low_level.Cancellable;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseListener;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;

/** One request, its answer as JSON, waited for. Templates, mappings and searches are JSON on both sides. */
final class Rest {

    /** Kind of the problem when credentials are missing, wrong or too weak. */
    static final String DENIED = "elasticsearch-denied";

    private static final int REDIRECTION = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Rest5Client client;
    private final ElasticsearchSettings settings;
    private final InstantSource clock;

    Rest(Rest5Client client, ElasticsearchSettings settings, InstantSource clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    JsonNode get(String path, Map<String, String> parameters) throws UnansweredException {
        return ask("GET", path, parameters, null);
    }

    /** Empty where the server answers with one of these statuses. */
    Optional<JsonNode> find(String path, Set<Integer> absent) throws UnansweredException {
        Reply reply = reply("GET", path, Map.of(), null);
        Failure failure = reply.failure();
        if (failure == null) {
            return Optional.of(reply.body());
        }
        if (failure.status() != null && absent.contains(failure.status())) {
            return Optional.empty();
        }
        throw new UnansweredException(problem("GET " + path, failure));
    }

    JsonNode put(String path, JsonNode body) throws UnansweredException {
        return ask("PUT", path, Map.of(), body);
    }

    JsonNode post(String path, Map<String, String> parameters, JsonNode body) throws UnansweredException {
        return ask("POST", path, parameters, body);
    }

    /** Without a body, which some actions do not take. */
    JsonNode post(String path, Map<String, String> parameters) throws UnansweredException {
        return ask("POST", path, parameters, null);
    }

    JsonNode delete(String path) throws UnansweredException {
        return ask("DELETE", path, Map.of(), null);
    }

    private JsonNode ask(String method, String path, Map<String, String> parameters, @Nullable JsonNode body)
            throws UnansweredException {
        Reply reply = reply(method, path, parameters, body);
        if (reply.failure() != null) {
            throw new UnansweredException(problem(method + ' ' + path, reply.failure()));
        }
        return reply.body();
    }

    private Problem problem(String asked, Failure failure) {
        String kind = failure.status() == null
                ? "elasticsearch-away"
                : failure.isRefusal() ? DENIED : "elasticsearch-refused";
        String advice = failure.advice();
        return new Problem(
                Stage.INDEX,
                kind,
                null,
                null,
                asked + ": " + failure.what(settings.url()),
                advice == null ? "See the log of the server" : advice,
                1,
                clock.instant());
    }

    /** Either a body or a failure. */
    private record Reply(JsonNode body, @Nullable Failure failure) {}

    private Reply reply(String method, String path, Map<String, String> parameters, @Nullable JsonNode body) {
        Request request = new Request(method, path);
        request.setOptions(Connection.options());
        request.addParameters(parameters);
        if (body != null) {
            request.setEntity(new StringEntity(body.toString(), ContentType.parse(Connection.COMPATIBLE)));
        }
        Listener listener = new Listener();
        Cancellable call = client.performRequestAsync(request, listener);
        try {
            Response response = listener.response.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            // The client hands over most refusals as if they were answers.
            return response.getStatusCode() < REDIRECTION
                    ? new Reply(json(response.getEntity()), null)
                    : new Reply(MissingNode.getInstance(), FailureReader.read(response));
        } catch (ExecutionException e) {
            return new Reply(MissingNode.getInstance(), FailureReader.read(e));
        } catch (TimeoutException | IOException e) {
            call.cancel();
            return new Reply(MissingNode.getInstance(), FailureReader.read(e));
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            return new Reply(MissingNode.getInstance(), FailureReader.read(e));
        }
    }

    private static JsonNode json(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return MissingNode.getInstance();
        }
        try (InputStream in = entity.getContent()) {
            return JSON.readTree(in);
        }
    }

    private static final class Listener implements ResponseListener {

        private final CompletableFuture<Response> response = new CompletableFuture<>();

        @Override
        public void onSuccess(Response answer) {
            response.complete(answer);
        }

        @Override
        public void onFailure(Exception exception) {
            response.completeExceptionally(exception);
        }
    }
}
