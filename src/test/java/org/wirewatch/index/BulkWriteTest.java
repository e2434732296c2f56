package org.wirewatch.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.index.FakeServer.Asked;
import org.wirewatch.index.FakeServer.Told;

/** What becomes of documents when the server, or what is before it, does not answer a bulk as it should. */
class BulkWriteTest {

    private static final String MADE = "made";

    @Test
    void documentsGoInAsManyRequestsAsTheLimitsAskFor() throws Exception {
        try (FakeServer server = new FakeServer(FakeServer::allMade)) {
            List<ItemOutcome> outcomes = write(settings(server.url(), 3, 100_000), documents(7, 10));

            assertThat(outcomes).hasSize(7).containsOnly(new ItemOutcome.Written());
            assertThat(server.asked()).extracting(Asked::documents).containsExactly(3L, 3L, 1L);
        }
    }

    @Test
    void aDocumentThatIsLargerThanABulkGoesAlone() throws Exception {
        List<Document> documents = new ArrayList<>(documents(4, 10));
        documents.addAll(2, documents(1, 200_000));
        try (FakeServer server = new FakeServer(FakeServer::allMade)) {
            List<ItemOutcome> outcomes = write(settings(server.url(), 100, 100_000), documents);

            assertThat(outcomes).hasSize(5).containsOnly(new ItemOutcome.Written());
            assertThat(server.asked()).extracting(Asked::documents).containsExactly(2L, 1L, 2L);
        }
    }

    @Test
    void aDocumentOverTheLimitIsRejectedWithoutBeingSent() throws Exception {
        List<Document> documents = new ArrayList<>(documents(19, 10));
        documents.addAll(7, documents(1, 2_000_000));
        try (FakeServer server = new FakeServer(FakeServer::allMade)) {
            List<ItemOutcome> outcomes = write(settings(server.url(), 100, 100_000), documents);

            assertThat(Collections.frequency(outcomes, new ItemOutcome.Written()))
                    .isEqualTo(19);
            assertThat(outcomes.get(7))
                    .asInstanceOf(type(ItemOutcome.Rejected.class))
                    .satisfies(rejected -> {
                        assertThat(rejected.problem().kind()).isEqualTo("document-too-large");
                        assertThat(rejected.problem().message())
                                .isEqualTo("document id-0 of wirewatch-articles-2026.11 is not indexed: it has 2000008"
                                        + " bytes, more than the 1000000 of elasticsearch.document-bytes");
                        assertThat(rejected.problem().url()).isEqualTo("https://harbour.example/0");
                    });
            assertThat(server.asked()).hasSize(2);
        }
    }

    @Test
    void aProxyThatFindsABulkTooLargeGetsItInHalves() throws Exception {
        List<Document> documents = new ArrayList<>(documents(19, 10));
        documents.addAll(13, documents(1, 50_000));
        try (FakeServer server =
                new FakeServer(asked -> asked.body().length() > 10_000 ? Told.html(413) : FakeServer.allMade(asked))) {
            List<ItemOutcome> outcomes = write(settings(server.url(), 100, 100_000), documents);

            assertThat(Collections.frequency(outcomes, new ItemOutcome.Written()))
                    .isEqualTo(19);
            assertThat(outcomes.get(13))
                    .asInstanceOf(type(ItemOutcome.Rejected.class))
                    .satisfies(rejected -> {
                        assertThat(rejected.problem().kind()).isEqualTo("document-too-large");
                        assertThat(rejected.problem().message()).endsWith("refuses with 413");
                    });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | answers 401: security_exception: why. Correct the credentials under \"elasticsearch\" in wirewatch.yaml",
                "403 | answers 403: security_exception: why. Correct the credentials",
                "429 | answers 429: security_exception: why",
                "500 | answers 500: security_exception: why",
                "503 | answers 503: security_exception: why",
                "404 | Is that the address of an Elasticsearch?"
            })
    void aBulkThatIsRefusedForWhoWeAreOrForTheServersStateIsTriedAgain(int status, String reason) throws Exception {
        String error = "{\"error\":{\"type\":\"security_exception\",\"reason\":\"why\"},\"status\":" + status + "}";
        try (FakeServer server = new FakeServer(asked -> Told.json(status, error))) {
            assertThat(write(settings(server.url(), 100, 100_000), documents(3, 10)))
                    .hasSize(3)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .asInstanceOf(type(ItemOutcome.Retry.class))
                            .satisfies(retry -> assertThat(retry.reason())
                                    .startsWith("Elasticsearch at " + server.url())
                                    .contains(reason)));
        }
    }

    @Test
    void theWaitThatAServerAsksForIsPassedOn() throws Exception {
        try (FakeServer server = new FakeServer(asked -> Told.html(503).retryAfter("17"))) {
            assertThat(write(settings(server.url(), 100, 100_000), documents(1, 10)))
                    .singleElement()
                    .asInstanceOf(type(ItemOutcome.Retry.class))
                    .extracting(ItemOutcome.Retry::after)
                    .isEqualTo(Duration.ofSeconds(17));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"took\":1,\"errors\":false,\"items\":[]} | answered 2 operations with 0 results",
                "{\"took\":1} | answers 200: not what Elasticsearch would answer",
                "{\"took\":1,\"errors\":false,\"items\":[ | Elasticsearch at",
                "<html>Welcome to the portal</html> | Elasticsearch at"
            })
    void anAnswerThatMakesNoSenseIsTriedAgain(String body, String reason) throws Exception {
        try (FakeServer server = new FakeServer(asked -> Told.json(200, body))) {
            assertThat(write(settings(server.url(), 100, 100_000), documents(2, 10)))
                    .hasSize(2)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .asInstanceOf(type(ItemOutcome.Retry.class))
                            .satisfies(retry -> assertThat(retry.reason()).contains(reason)));
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpInTime() throws Exception {
        CompletableFuture<Told> never = new CompletableFuture<>();
        try (FakeServer server = new FakeServer(asked -> never.join())) {
            ElasticsearchSettings settings = settings(server.url(), 100, 100_000);
            long start = System.nanoTime();

            List<ItemOutcome> outcomes = write(timeout(settings, Duration.ofSeconds(1)), documents(2, 10));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(outcomes)
                    .hasSize(2)
                    .containsOnly(
                            new ItemOutcome.Retry("Elasticsearch at " + server.url() + ": no answer in time", null));
            never.complete(Told.html(200));
        }
    }

    @Test
    void aServerThatAnswersDropByDropIsGivenUpInTimeAndItsConnectionClosed() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + listener.getLocalPort();
            CompletableFuture<Boolean> closed = CompletableFuture.supplyAsync(() -> drip(listener));

            List<ItemOutcome> outcomes =
                    write(timeout(settings(url, 100, 100_000), Duration.ofSeconds(1)), documents(1, 10));

            assertThat(outcomes)
                    .containsExactly(new ItemOutcome.Retry("Elasticsearch at " + url + ": no answer in time", null));
            assertThat(closed.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
        }
    }

    /** Sends a byte of the body every 50 ms until the other side is gone. */
    private static boolean drip(ServerSocket listener) {
        try (Socket socket = listener.accept()) {
            InputStream in = socket.getInputStream();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            for (int sent = 0; sent < 100; sent++) {
                socket.getOutputStream().write(' ');
                socket.getOutputStream().flush();
                in.skipNBytes(in.available());
                Thread.sleep(50);
            }
            return false;
        } catch (java.io.IOException gone) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void aServerThatIsNotThereOrHasNoNameIsTriedAgain() throws Exception {
        assertThat(write(settings("http://127.0.0.1:1", 100, 100_000), documents(1, 10)))
                .containsExactly(new ItemOutcome.Retry(
                        "Elasticsearch at http://127.0.0.1:1: connection refused. Is it running?", null));
        assertThat(write(settings("http://elasticsearch.invalid:9200", 100, 100_000), documents(1, 10)))
                .singleElement()
                .asInstanceOf(type(ItemOutcome.Retry.class))
                .extracting(ItemOutcome.Retry::reason)
                .asString()
                .contains("unknown host")
                .endsWith("Correct elasticsearch.url");
    }

    @Test
    void aClosedClientAnswersWithRetryInsteadOfThrowing() throws Exception {
        Elasticsearch elasticsearch =
                new Elasticsearch(settings("http://127.0.0.1:1", 100, 100_000), InstantSource.fixed(Samples.SEEN));
        elasticsearch.close();

        assertThat(elasticsearch.bulk(documents(2, 10)).join())
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(ItemOutcome.Retry.class));
        assertThat(elasticsearch.bulk(List.of()).join()).isEmpty();
    }

    @Test
    void closingTheClientEndsWhatIsUnderWayAtOnce() throws Exception {
        CompletableFuture<Told> never = new CompletableFuture<>();
        CompletableFuture<String> arrived = new CompletableFuture<>();
        try (FakeServer server = new FakeServer(asked -> {
            arrived.complete(asked.path());
            return never.join();
        })) {
            Elasticsearch elasticsearch =
                    new Elasticsearch(settings(server.url(), 100, 100_000), InstantSource.fixed(Samples.SEEN));
            CompletableFuture<List<ItemOutcome>> underWay = elasticsearch.bulk(documents(1, 10));
            arrived.join();

            elasticsearch.close();

            assertThat(underWay.orTimeout(2, TimeUnit.SECONDS).join())
                    .containsExactly(new ItemOutcome.Retry(
                            "Elasticsearch at " + server.url() + ": given up, because this program is ending", null));
            never.complete(Told.html(200));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html | <html>The plain HTTP request was sent to HTTPS port</html>",
                "application/json | {\"error\":{\"type\":\"media_type_header_exception\",\"reason\":\"no version 8\"},\"status\":400}"
            })
    void aBadRequestThatIsNotAboutDocumentsRejectsNone(String type, String body) throws Exception {
        try (FakeServer server = new FakeServer(asked -> new Told(400, type, body, List.of()))) {
            assertThat(write(settings(server.url(), 100, 100_000), documents(4, 10)))
                    .hasSize(4)
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(ItemOutcome.Retry.class));
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void everyOutcomeHasItsOwnCase() {
        Function<ItemOutcome, String> word =
                outcome -> outcome.match(written -> MADE, superseded -> "older", retry -> "again", rejected -> "never");

        assertThat(List.of(
                        word.apply(new ItemOutcome.Written()),
                        word.apply(new ItemOutcome.Superseded()),
                        word.apply(new ItemOutcome.Retry("", null)),
                        word.apply(new ItemOutcome.Rejected(Samples.problem()))))
                .containsExactly(MADE, "older", "again", "never");
    }

    private static List<ItemOutcome> write(ElasticsearchSettings settings, List<Document> documents) throws Exception {
        try (Elasticsearch elasticsearch = new Elasticsearch(settings, InstantSource.fixed(Samples.SEEN))) {
            return elasticsearch.bulk(documents).join();
        }
    }

    private static ElasticsearchSettings settings(String url, int bulkDocuments, long bulkBytes) {
        return new ElasticsearchSettings(
                url,
                "wirewatch",
                null,
                null,
                bulkDocuments,
                bulkBytes,
                1_000_000,
                Duration.ofSeconds(20),
                Duration.ofDays(30));
    }

    private static ElasticsearchSettings timeout(ElasticsearchSettings settings, Duration timeout) {
        return new ElasticsearchSettings(
                settings.url(),
                settings.prefix(),
                null,
                null,
                settings.bulkDocuments(),
                settings.bulkBytes(),
                settings.documentBytes(),
                timeout,
                settings.retention());
    }

    private static List<Document> documents(int count, int chars) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Document(
                        "wirewatch-articles-2026.11",
                        "id-" + i,
                        1,
                        ("{\"a\":\"" + "x".repeat(chars) + "\"}").getBytes(StandardCharsets.UTF_8),
                        "https://harbour.example/" + i,
                        null,
                        null))
                .toList();
    }
}
