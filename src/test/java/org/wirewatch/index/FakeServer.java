package org.wirewatch.index;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** What stands between us and Elasticsearch, or pretends to be it: a real HTTP server that answers as a test wants. */
final class FakeServer implements AutoCloseable {

    /**
     * @param body what was sent
     * @param headers with which
     */
    record Asked(String path, String body, Headers headers) {

        /** How many documents a bulk holds. */
        long documents() {
            return body.lines().filter(line -> line.startsWith("{\"index\":")).count();
        }
    }

    record Told(int status, String contentType, String body, List<String> retryAfter) {

        static Told json(int status, String body) {
            return new Told(status, "application/vnd.elasticsearch+json;compatible-with=8", body, List.of());
        }

        static Told html(int status) {
            return new Told(status, "text/html", "<html><body>No</body></html>", List.of());
        }

        Told retryAfter(String value) {
            return new Told(status, contentType, body, List.of(value));
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    FakeServer(Function<Asked, Told> answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            Asked request = new Asked(
                    exchange.getRequestURI().toString(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders());
            asked.add(request);
            Told told = answer.apply(request);
            byte[] bytes = told.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", told.contentType());
            exchange.getResponseHeaders().set("X-elastic-product", "Elasticsearch");
            told.retryAfter().forEach(value -> exchange.getResponseHeaders().set("Retry-After", value));
            exchange.sendResponseHeaders(told.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** As Elasticsearch answers a bulk whose documents were all made. */
    static Told allMade(Asked request) {
        String item =
                "{\"index\":{\"_index\":\"i\",\"_id\":\"1\",\"_version\":1,\"result\":\"created\",\"status\":201}}";
        return Told.json(
                200,
                "{\"took\":1,\"errors\":false,\"items\":["
                        + String.join(",", Collections.nCopies((int) request.documents(), item)) + "]}");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
