package org.wirewatch.index.kibana;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Stands in for Kibana: a real HTTP server that answers an import as the documentation of Kibana's API says. */
public final class StandInKibana implements AutoCloseable {

    /** What was sent. */
    public record Asked(String method, String path, Headers headers, String body) {

        /** The lines of the file that was sent. */
        List<String> objects() {
            return body.lines().filter(line -> line.startsWith("{\"id\":")).toList();
        }
    }

    /** @param status 0 for no answer at all */
    public record Told(int status, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final boolean secure;

    private StandInKibana(@Nullable SSLContext tls, Function<Asked, Told> answer) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        secure = tls != null;
        if (tls == null) {
            server = HttpServer.create(address, 0);
        } else {
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = https;
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            Asked request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(request);
            Told told = answer.apply(request);
            if (told.status() == 0) {
                try {
                    closing.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            } else {
                byte[] bytes = told.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(told.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        server.start();
    }

    public static StandInKibana telling(Function<Asked, Told> answer) throws IOException {
        return new StandInKibana(null, answer);
    }

    public static StandInKibana telling(int status, String body) throws IOException {
        return telling(asked -> new Told(status, body));
    }

    static StandInKibana secured(SSLContext tls, Function<Asked, Told> answer) throws IOException {
        return new StandInKibana(tls, answer);
    }

    /** Everything is taken, as new or, with a list of types, in part over an older one. */
    public static Told taken(Asked asked) {
        StringBuilder results = new StringBuilder();
        for (String line : asked.objects()) {
            String id = line.replaceAll("^\\{\"id\":\"([^\"]+)\".*", "$1");
            String type = line.replaceAll("^\\{\"id\":\"[^\"]+\",\"type\":\"([^\"]+)\".*", "$1");
            results.append(results.isEmpty() ? "" : ",")
                    .append("{\"type\":\"" + type + "\",\"id\":\"" + id + "\",\"meta\":{},\"overwrite\":"
                            + type.equals("dashboard") + "}");
        }
        return new Told(
                200,
                "{\"successCount\":" + asked.objects().size() + ",\"success\":true,\"warnings\":[],\"successResults\":["
                        + results + "]}");
    }

    public String url() {
        return (secure ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort();
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
