package org.wirewatch.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.demo.EmbeddedElasticsearch;
import org.wirewatch.model.Article;
import org.wirewatch.model.Ids;

/** The server is killed in the middle of bulks and comes back at the same address. */
class OutageIT {

    private static final int DOCUMENTS = 3_000;
    private static final int BULK = 50;

    @TempDir
    Path folder;

    @Test
    void whatWasNotAcknowledgedIsTriedAgainAndInTheEndEveryDocumentIsThereOnce() throws Exception {
        EmbeddedElasticsearch server = EmbeddedElasticsearch.start(ElasticsearchExtension.distribution(), folder, 0);
        DocumentWriter writer = new DocumentWriter("wirewatch");
        Map<String, Document> pending = new LinkedHashMap<>();
        IntStream.range(0, DOCUMENTS).forEach(i -> {
            Article plain = Samples.article();
            Document document =
                    writer.article(plain.identifiedAs(Ids.hash("article " + i), 1, plain.firstSeen()), List.of(), 1);
            pending.put(document.id(), document);
        });
        try (Elasticsearch elasticsearch =
                new Elasticsearch(ElasticsearchSettings.of(server.url(), "wirewatch"), InstantSource.system())) {
            assertThat(Setup.install(elasticsearch)).isInstanceOf(Answer.Given.class);
            CountDownLatch underWay = new CountDownLatch(10);
            CompletableFuture<List<String>> reasons =
                    CompletableFuture.supplyAsync(() -> writeAll(elasticsearch, pending, underWay));
            underWay.await();
            server.kill();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(elasticsearch.bulk(probe(writer)).join())
                                    .singleElement()
                                    .isInstanceOf(ItemOutcome.Retry.class));

            try (EmbeddedElasticsearch back =
                    EmbeddedElasticsearch.start(ElasticsearchExtension.distribution(), folder, server.port())) {
                assertThat(back.url()).isEqualTo(server.url());
                assertThat(reasons.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                                .join())
                        .isNotEmpty()
                        .allMatch(reason -> reason.startsWith("Elasticsearch at " + server.url())
                                || reason.startsWith("index wirewatch-articles-2026.11: status 503"));
                assertThat(new Reading(elasticsearch).count(Kind.ARTICLES))
                        .isEqualTo(new Answer.Given<>((long) DOCUMENTS));
            }
        } finally {
            server.close();
        }
    }

    /** As the job does: what is not acknowledged stays pending. Gives the reasons for trying again. */
    private static List<String> writeAll(
            Elasticsearch elasticsearch, Map<String, Document> pending, CountDownLatch underWay) {
        List<String> reasons = new ArrayList<>();
        while (!pending.isEmpty()) {
            List<Document> bulk = pending.values().stream().limit(BULK).toList();
            List<ItemOutcome> outcomes = elasticsearch.bulk(bulk).join();
            for (int i = 0; i < bulk.size(); i++) {
                String id = bulk.get(i).id();
                outcomes.get(i)
                        .match(
                                written -> pending.remove(id),
                                superseded -> pending.remove(id),
                                retry -> reasons.add(retry.reason()),
                                rejected -> {
                                    throw new AssertionError(rejected.problem());
                                });
            }
            underWay.countDown();
        }
        return reasons;
    }

    private static List<Document> probe(DocumentWriter writer) {
        return List.of(writer.problem(Samples.problem(), 1, 1));
    }
}
