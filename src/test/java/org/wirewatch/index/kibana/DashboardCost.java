package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.wirewatch.demo.EmbeddedElasticsearch;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.Setup;

/**
 * What one refresh of each dashboard costs: {@code DashboardCost [ARTICLES [ALERTS [ROUNDS [HOURS]]]]}. Starts the embedded
 * server, fills it with {@link GeneratedDocuments}, and sends each panel's search alone, with the request
 * cache off, round after round. Prints two tables.
 */
public final class DashboardCost {

    private static final int BULK = 2_000;
    private static final int WARM_UP = 3;
    private static final int TOO_MANY = 429;
    /** Fills quicker; searches do not notice. */
    private static final String FOR_FILLING =
            "{\"template\":{\"settings\":{\"refresh_interval\":\"30s\",\"translog.durability\":\"async\"}}}";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    private DashboardCost(String url) {
        this.url = url;
    }

    public static void main(String[] args) throws Exception {
        int articles = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int alerts = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 15;
        Path data = Files.createTempDirectory("wirewatch-cost");
        Path home;
        try (Stream<Path> folders = Files.list(Path.of("target"))) {
            home = folders.filter(folder -> folder.getFileName().toString().startsWith("elasticsearch-"))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow();
        }
        try (EmbeddedElasticsearch server = EmbeddedElasticsearch.start(home, data, 0)) {
            new DashboardCost(server.url())
                    .run(articles, alerts, rounds, args.length > 3 ? Integer.parseInt(args[3]) : 24);
        } finally {
            try (Stream<Path> all = Files.walk(data)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private void run(int articles, int alerts, int rounds, int hours) throws Exception {
        Instant now = Instant.now();
        try (Elasticsearch elasticsearch =
                new Elasticsearch(ElasticsearchSettings.of(url, Shipped.PREFIX), InstantSource.system())) {
            Setup.install(elasticsearch).<String>match(report -> "", problem -> {
                throw new IllegalStateException(problem.message());
            });
        }
        for (String kind : List.of("articles", "alerts")) {
            put("/_component_template/" + Shipped.PREFIX + "-" + kind + "@custom", FOR_FILLING);
        }
        GeneratedDocuments documents = new GeneratedDocuments(Shipped.PREFIX, now);
        long start = System.nanoTime();
        fill(articles, documents::article);
        fill(alerts, documents::alert);
        send(String.join("", documents.health()));
        send(String.join("", documents.feeds()));
        post("/" + Shipped.PREFIX + "-*/_refresh", "");
        System.out.printf(
                Locale.ROOT,
                "%,d articles and %,d alerts in %d s%n",
                articles,
                alerts,
                (System.nanoTime() - start) / 1_000_000_000);
        for (JsonNode index :
                JSON.readTree(get("/_cat/indices/" + Shipped.PREFIX + "-*?format=json&bytes=mb&s=index"))) {
            System.out.println(index.path("index").asText() + ": "
                    + index.path("docs.count").asText() + " documents, "
                    + index.path("pri.store.size").asText() + " MB");
        }
        measure(PanelSearch.of(Shipped.made(), now, Duration.ofHours(hours)), rounds);
    }

    private void fill(int count, DoubleFunction<String> next) throws Exception {
        for (int done = 0; done < count; done += BULK) {
            StringBuilder bulk = new StringBuilder();
            for (int i = done; i < Math.min(count, done + BULK); i++) {
                bulk.append(next.apply((double) i / count));
            }
            send(bulk.toString());
        }
    }

    /** A server that has no memory for a bulk refuses it whole: it is sent again, else documents would be missing. */
    private void send(String bulk) throws Exception {
        HttpResponse<String> response;
        do {
            response = http.send(
                    request("/_bulk?filter_path=errors")
                            .POST(HttpRequest.BodyPublishers.ofString(bulk))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } while (response.statusCode() == TOO_MANY);
        if (response.statusCode() != 200
                || JSON.readTree(response.body()).path("errors").asBoolean(true)) {
            throw new IllegalStateException("a document was refused: " + response.body());
        }
    }

    private void measure(List<PanelSearch> searches, int rounds) throws Exception {
        Map<PanelSearch, double[]> times = new LinkedHashMap<>();
        searches.forEach(search -> times.put(search, new double[rounds]));
        for (int round = -WARM_UP; round < rounds; round++) {
            for (PanelSearch search : searches) {
                long start = System.nanoTime();
                ask(search).join();
                if (round >= 0) {
                    times.get(search)[round] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        Map<String, List<PanelSearch>> dashboards = new LinkedHashMap<>();
        searches.forEach(search -> dashboards
                .computeIfAbsent(search.dashboard(), title -> new ArrayList<>())
                .add(search));
        System.out.println("\n| dashboard | searches | all at once, p50 | p95 | heaviest panel | its p50 | its p95 |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (var dashboard : dashboards.entrySet()) {
            double[] whole = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                long start = System.nanoTime();
                dashboard.getValue().stream().map(this::ask).toList().forEach(CompletableFuture::join);
                whole[round] = (System.nanoTime() - start) / 1e6;
            }
            PanelSearch heaviest = dashboard.getValue().stream()
                    .max(Comparator.comparingDouble(search -> percentile(times.get(search), 50)))
                    .orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.0f ms | %.0f ms | %s | %.0f ms | %.0f ms |%n",
                    dashboard.getKey(),
                    dashboard.getValue().size(),
                    percentile(whole, 50),
                    percentile(whole, 95),
                    heaviest.panel(),
                    percentile(times.get(heaviest), 50),
                    percentile(times.get(heaviest), 95));
        }
        System.out.println("\n| panel | p50 | p95 |\n|---|---|---|");
        searches.stream()
                .sorted(Comparator.comparingDouble((PanelSearch search) -> -percentile(times.get(search), 50)))
                .limit(12)
                .forEach(search -> System.out.printf(
                        Locale.ROOT,
                        "| %s: %s | %.0f ms | %.0f ms |%n",
                        search.dashboard(),
                        search.panel(),
                        percentile(times.get(search), 50),
                        percentile(times.get(search), 95)));
    }

    private static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private CompletableFuture<String> ask(PanelSearch search) {
        return http.sendAsync(
                        request("/" + search.indices() + "/_search?request_cache=false")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        search.body().toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException(search.where() + ": " + response.body());
                    }
                    return response.body();
                });
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", "application/json");
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return http.send(
                        request(path)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void put(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                request(path).PUT(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.body());
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
