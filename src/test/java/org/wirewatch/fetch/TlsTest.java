package org.wirewatch.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TlsTest {

    private static final Instant NOW = Instant.now();
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final String HOST = "news.example";
    private static final String TEXT = "<html><p>Text of an article.</p></html>";

    private TestAuthority authority;
    private Fetcher fetcher;

    @BeforeEach
    void open() throws Exception {
        authority = new TestAuthority("Authority of the test", NOW);
        HttpSettings settings = Settings.http("allow-networks: [127.0.0.0/8]", "deadline: 6s", "connect-timeout: 2s");
        fetcher = new Fetcher(
                settings,
                InstantSource.fixed(NOW),
                name -> List.of(InetAddress.getByName("127.0.0.1")),
                authority.trusting());
    }

    @AfterEach
    void close() {
        fetcher.close();
    }

    @Nested
    class Certificates {

        @Test
        void aPageOfAServerWithAGoodCertificateIsRead() throws Exception {
            try (MisbehavingServer server = serving(authority.server(HOST, YESTERDAY, TOMORROW))) {
                assertThat(fetch(server.url(HOST, "/a"))).isInstanceOf(FetchOutcome.Fetched.class);
            }
        }

        @Test
        void aCertificateOfAnotherNameIsRefused() throws Exception {
            try (MisbehavingServer server = serving(authority.server("other.example", YESTERDAY, TOMORROW))) {
                assertRefused(server);
            }
        }

        @Test
        void anExpiredCertificateIsRefused() throws Exception {
            try (MisbehavingServer server = serving(authority.server(HOST, YESTERDAY, NOW.minusSeconds(60)))) {
                assertRefused(server);
            }
        }

        @Test
        void aCertificateOfTheFutureIsRefused() throws Exception {
            try (MisbehavingServer server = serving(authority.server(HOST, NOW.plusSeconds(600), TOMORROW))) {
                assertRefused(server);
            }
        }

        @Test
        void aCertificateThatNobodyKnownHasSignedIsRefused() throws Exception {
            SSLContext own = new TestAuthority(HOST, NOW).server(HOST, YESTERDAY, TOMORROW);
            try (MisbehavingServer server = serving(own)) {
                assertRefused(server);
            }
        }

        @Test
        void aServerThatSpeaksNoTlsIsATlsProblem() throws Exception {
            try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                CompletableFuture<FetchOutcome> outcome =
                        fetcher.fetch(FetchRequest.page("https://" + HOST + ':' + plain.getLocalPort() + "/a", null));
                try (Socket connection = plain.accept()) {
                    connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                    assertThat(failed(outcome.get(20, TimeUnit.SECONDS))
                                    .problem()
                                    .kind())
                            .isEqualTo("tls");
                }
            }
        }

        @Test
        void aHandshakeThatNeverEndsIsATimeoutOfTheConnection() throws Exception {
            try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                FetchOutcome.Failed failed = failed(fetch("https://" + HOST + ':' + silent.getLocalPort() + "/a"));

                assertThat(failed.problem().kind()).isEqualTo("timeout");
                assertThat(failed.problem().message()).doesNotContain("deadline");
            }
        }

        @Test
        void aRedirectToAServerWithABadCertificateSaysWhere() throws Exception {
            try (MisbehavingServer bad = serving(authority.server("other.example", YESTERDAY, TOMORROW));
                    MisbehavingServer good = MisbehavingServer.start()) {
                good.on("/a", MisbehavingServer.redirect(301, bad.url(HOST, "/b")));

                FetchOutcome.Failed failed = failed(fetch(good.url("/a")));

                assertThat(failed.problem().kind()).isEqualTo("tls");
                assertThat(failed.problem().message()).contains("after 1 redirects, at " + bad.url(HOST, "/b"));
            }
        }

        private void assertRefused(MisbehavingServer server) {
            FetchOutcome.Failed failed = failed(fetch(server.url(HOST, "/a")));

            assertThat(failed.problem().kind()).isEqualTo("tls");
            assertThat(failed.passing()).isFalse();
            assertThat(server.requests()).isEmpty();
        }

        private MisbehavingServer serving(SSLContext context) throws IOException {
            return MisbehavingServer.startTls(context).on("/a", MisbehavingServer.html(TEXT));
        }
    }

    @Nested
    class Http2 {

        private final List<String> versions = new CopyOnWriteArrayList<>();
        private final Set<String> connections = ConcurrentHashMap.newKeySet();
        private HttpAsyncServer server;
        private int port;

        @BeforeEach
        void start() throws Exception {
            SSLContext context = authority.server(HOST, YESTERDAY, TOMORROW);
            server = H2ServerBootstrap.bootstrap()
                    .setCanonicalHostName(HOST)
                    .setTlsStrategy(new H2ServerTlsStrategy(context))
                    .register("*", new Answering())
                    .create();
            server.start();
            port = ((InetSocketAddress)
                            server.listen(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), URIScheme.HTTPS)
                                    .get()
                                    .getAddress())
                    .getPort();
        }

        @AfterEach
        void stop() {
            server.close(CloseMode.IMMEDIATE);
        }

        @Test
        void aServerThatOffersHttp2IsSpokenToInHttp2() {
            FetchOutcome outcome = fetch(url("/a"));

            assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
            assertThat(new String(((FetchOutcome.Fetched) outcome).page().body(), UTF_8))
                    .isEqualTo(TEXT);
            assertThat(versions).containsExactly("HTTP/2.0");
        }

        @Test
        void connectionsAreUsedAgain() {
            IntStream.range(0, 20).forEach(i -> fetch(url("/" + i)));

            assertThat(versions).hasSize(20);
            // The answer may be here a moment before its connection is free for the next request.
            assertThat(connections).hasSizeLessThan(5);
        }

        @Test
        void aBodyOverTheLimitIsCut() {
            FetchOutcome.Fetched fetched = (FetchOutcome.Fetched) fetch(url("/long"));

            assertThat(fetched.page().body()).hasSize(8 << 20);
            assertThat(fetched.cut().kind()).isEqualTo("too-large");
            assertThat(fetch(url("/a"))).isInstanceOf(FetchOutcome.Fetched.class);
        }

        @Test
        void aBodyThatIsCutOrTakesTooLongDisturbsNoOther() {
            fetch(url("/first"));
            List<CompletableFuture<FetchOutcome>> running = IntStream.range(0, 12)
                    .mapToObj(i -> i % 3 == 0 ? "/long" : i % 3 == 1 ? "/never" : "/" + i)
                    .map(path -> fetcher.fetch(FetchRequest.page(url(path), null)))
                    .toList();

            List<String> kinds = running.stream()
                    .map(outcome -> outcome.orTimeout(30, TimeUnit.SECONDS)
                            .join()
                            .match(
                                    fetched -> fetched.cut() == null
                                            ? "whole"
                                            : fetched.cut().kind(),
                                    notModified -> "304",
                                    failed -> failed.problem().kind()))
                    .toList();

            assertThat(kinds)
                    .containsExactlyElementsOf(IntStream.range(0, 12)
                            .mapToObj(i -> i % 3 == 0 ? "too-large" : i % 3 == 1 ? "timeout" : "whole")
                            .toList());
        }

        private String url(String path) {
            return "https://" + HOST + ':' + port + path;
        }

        private final class Answering implements AsyncServerRequestHandler<Message<HttpRequest, Void>> {

            @Override
            public AsyncRequestConsumer<Message<HttpRequest, Void>> prepare(
                    HttpRequest request, EntityDetails entity, HttpContext context) {
                return new BasicRequestConsumer<>(entity == null ? null : new DiscardingEntityConsumer<>());
            }

            @Override
            public void handle(Message<HttpRequest, Void> message, ResponseTrigger trigger, HttpContext context) {
                HttpCoreContext core = HttpCoreContext.cast(context);
                versions.add(core.getProtocolVersion().toString());
                connections.add(core.getEndpointDetails().getRemoteAddress().toString());
                if (message.getHead().getPath().equals("/never")) {
                    return;
                }
                String body = message.getHead().getPath().equals("/long") ? "<p>long</p>".repeat(1 << 20) : TEXT;
                try {
                    trigger.submitResponse(
                            AsyncResponseBuilder.create(200)
                                    .setEntity(body, ContentType.TEXT_HTML)
                                    .build(),
                            context);
                } catch (Exception gone) {
                    throw new IllegalStateException(gone);
                }
            }
        }
    }

    private FetchOutcome fetch(String url) {
        return fetcher.fetch(FetchRequest.page(url, null))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static FetchOutcome.Failed failed(FetchOutcome outcome) {
        assertThat(outcome).isInstanceOf(FetchOutcome.Failed.class);
        return (FetchOutcome.Failed) outcome;
    }
}
