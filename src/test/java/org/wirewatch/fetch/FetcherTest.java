package org.wirewatch.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetcherTest {

    private HttpServer server;
    private Fetcher fetcher;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        fetcher =
                new Fetcher(HttpSettings.defaults().withAllowNetworks(List.of("127.0.0.0/8")), InstantSource.system());
    }

    @AfterEach
    void stop() {
        fetcher.close();
        server.stop(0);
    }

    @Test
    void aCompressedPageComesOutPlain() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("<p>Привет</p>".getBytes(StandardCharsets.UTF_8));
        }
        server.createContext("/a", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.sendResponseHeaders(200, compressed.size());
            exchange.getResponseBody().write(compressed.toByteArray());
            exchange.close();
        });

        FetchOutcome.Fetched fetched = (FetchOutcome.Fetched) fetch("/a");

        assertThat(fetched.page().body()).asString(StandardCharsets.UTF_8).isEqualTo("<p>Привет</p>");
        assertThat(fetched.page().charset()).isEqualTo("utf-8");
        assertThat(fetched.validators().etag()).isEqualTo("\"1\"");
        assertThat(fetched.cut()).isNull();
    }

    @Test
    void aPrivateAddressIsRefused() throws Exception {
        try (Fetcher strict = new Fetcher(HttpSettings.defaults(), InstantSource.system())) {
            FetchOutcome outcome =
                    strict.fetch(FetchRequest.page(url("/a"), null)).get(5, TimeUnit.SECONDS);
            assertThat(((FetchOutcome.Failed) outcome).fault()).isEqualTo(FetchFault.ADDRESS_BLOCKED);
        }
    }

    private FetchOutcome fetch(String path) throws Exception {
        return fetcher.fetch(FetchRequest.page(url(path), null)).get(5, TimeUnit.SECONDS);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
