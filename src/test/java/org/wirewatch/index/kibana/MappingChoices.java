package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.wirewatch.demo.EmbeddedElasticsearch;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.Setup;

/**
 * What other settings of the article indices would cost or save: {@code MappingChoices [ARTICLES [ROUNDS]]}. Fills one set of
 * indices for each choice with the same documents, then asks all of them the same by turns, so that ratios survive a noisy
 * machine; the median of each is printed.
 */
public final class MappingChoices {

    private static final int BULK = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What is laid over the shipped template. */
    private static final Map<String, String> CHOICES = new LinkedHashMap<>(
            Map.of(
                    "shipped", "{}",
                    "other-codec", "{\"settings\":{\"codec\":\"%s\"}}",
                    "sorted", "{\"settings\":{\"sort.field\":\"@timestamp\",\"sort.order\":\"desc\"}}",
                    "body-freqs",
                            "{\"mappings\":{\"properties\":{\"article\":{\"properties\":{\"body\":{\"type\":\"text\",\"analyzer\":\"standard\",\"index_options\":\"freqs\"}}}}}}"));

    private MappingChoices() {}

    public static void main(String[] args) throws Exception {
        int articles = args.length > 0 ? Integer.parseInt(args[0]) : 15_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 21;
        Path data = Files.createTempDirectory("wirewatch-choices");
        Path home;
        try (Stream<Path> folders = Files.list(Path.of("target"))) {
            home = folders.filter(folder -> folder.getFileName().toString().startsWith("elasticsearch-"))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow();
        }
        try (EmbeddedElasticsearch server = EmbeddedElasticsearch.start(home, data, 0)) {
            run(server.url(), articles, rounds);
        } finally {
            try (Stream<Path> all = Files.walk(data)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static void run(String url, int articles, int rounds) throws Exception {
        Instant now = Instant.now();
        String shippedCodec = JSON.readTree(
                        Path.of("config/elasticsearch/articles@mappings.json").toFile())
                .at("/template/settings/index/codec")
                .asText("default");
        String otherCodec = shippedCodec.equals("default") ? "best_compression" : "default";
        Map<String, Map<String, List<Double>>> times = new LinkedHashMap<>();
        for (String choice : CHOICES.keySet()) {
            String prefix = "c-" + choice;
            ask(
                    url,
                    "PUT",
                    "/_component_template/" + prefix + "-articles@custom",
                    "{\"template\":" + String.format(CHOICES.get(choice), otherCodec) + "}");
            try (Elasticsearch elasticsearch =
                    new Elasticsearch(ElasticsearchSettings.of(url, prefix), InstantSource.system())) {
                Setup.install(elasticsearch).<String>match(report -> "", problem -> {
                    throw new IllegalStateException(problem.message());
                });
            }
            GeneratedDocuments documents = new GeneratedDocuments(prefix, now);
            long start = System.nanoTime();
            for (int done = 0; done < articles; done += BULK) {
                StringBuilder bulk = new StringBuilder();
                for (int i = done; i < Math.min(articles, done + BULK); i++) {
                    bulk.append(documents.article((double) i / articles));
                }
                if (ask(url, "POST", "/_bulk?filter_path=errors", bulk.toString())
                        .path("errors")
                        .asBoolean()) {
                    throw new IllegalStateException("a document was refused");
                }
            }
            ask(url, "POST", "/" + prefix + "-*/_forcemerge?max_num_segments=1", "");
            long bytes = ask(url, "GET", "/" + prefix + "-articles-*/_stats/store", "")
                    .at("/_all/primaries/store/size_in_bytes")
                    .asLong();
            System.out.printf(
                    Locale.ROOT,
                    "%s: filled in %.1f s, %.1f MB%n",
                    choice.equals("other-codec") ? otherCodec + " codec" : choice,
                    (System.nanoTime() - start) / 1e9,
                    bytes / 1e6);
        }
        for (int round = 0; round < rounds; round++) {
            for (String choice : CHOICES.keySet()) {
                for (PanelSearch search : PanelSearch.of(
                        SavedObjects.of("c-" + choice, Shipped.topics()).ndjson(), now, Duration.ofDays(7))) {
                    if (search.dashboard().endsWith("Articles")
                                    && List.of("Who publishes how much, and when?", "What is written about?")
                                            .contains(search.panel())
                            || search.panel().startsWith("Everything")) {
                        long start = System.nanoTime();
                        ask(
                                url,
                                "POST",
                                "/" + search.indices() + "/_search?request_cache=false",
                                search.body().toString());
                        times.computeIfAbsent(search.panel(), panel -> new LinkedHashMap<>())
                                .computeIfAbsent(choice, name -> new ArrayList<>())
                                .add((System.nanoTime() - start) / 1e6);
                    }
                }
            }
        }
        times.forEach((panel, choices) -> choices.forEach((choice, all) -> {
            all.sort(Comparator.naturalOrder());
            System.out.printf(Locale.ROOT, "%s: %s %.0f ms%n", panel, choice, all.get(all.size() / 2));
        }));
    }

    private static JsonNode ask(String url, String method, String path, String body) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + path))
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
