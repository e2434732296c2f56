package org.wirewatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each misfortune is as bad as it says. */
class MisfortuneTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Misfortune, String> feeds = new EnumMap<>(Misfortune.class);
    private Newsroom newsroom;

    @BeforeEach
    void open() throws IOException {
        newsroom = Newsroom.open(
                Schedule.byHand(),
                InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z")),
                0,
                EnumSet.allOf(Misfortune.class));
        newsroom.feeds()
                .forEach(feed -> EnumSet.allOf(Misfortune.class).stream()
                        .filter(misfortune -> misfortune.word().equals(feed.id()))
                        .forEach(misfortune -> feeds.put(misfortune, feed.url())));
    }

    @AfterEach
    void close() {
        newsroom.close();
    }

    @Test
    void eachHasAFeedAndTellsWhatItLeadsTo() {
        assertThat(feeds).hasSize(Misfortune.values().length);
        assertThat(newsroom.expectedProblems())
                .extracting(ExpectedProblem::misfortune)
                .doesNotHaveDuplicates();
    }

    @Test
    void unreachableIsRefused() {
        assertThatThrownBy(() -> get(feeds.get(Misfortune.FEED_UNREACHABLE))).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> get(page(Misfortune.PAGE_UNREACHABLE))).isInstanceOf(ConnectException.class);
    }

    @Test
    void statusesAreWhatTheNamesSay() throws Exception {
        assertThat(get(feeds.get(Misfortune.FEED_NOT_FOUND)).statusCode()).isEqualTo(404);
        assertThat(get(feeds.get(Misfortune.FEED_SERVER_ERROR)).statusCode()).isEqualTo(500);
        assertThat(get(page(Misfortune.PAGE_NOT_FOUND)).statusCode()).isEqualTo(404);
        assertThat(get(page(Misfortune.PAGE_SERVER_ERROR)).statusCode()).isEqualTo(500);
    }

    @Test
    void endlessGoesOnPastEveryLimit() throws Exception {
        for (String url : new String[] {feeds.get(Misfortune.FEED_ENDLESS), page(Misfortune.PAGE_ENDLESS)}) {
            try (InputStream body = stream(url).body()) {
                body.skipNBytes(70_000_000);
                assertThat(body.read()).isNotNegative();
            }
        }
    }

    @Test
    void fiftyMegabytesArrive() throws Exception {
        try (InputStream body = stream(page(Misfortune.PAGE_OF_50_MB)).body()) {
            body.skipNBytes(50_000_000);
            assertThat(body.read()).isNegative();
        }
    }

    @Test
    void truncatedGzipBreaksOff() throws Exception {
        for (String url :
                new String[] {feeds.get(Misfortune.FEED_TRUNCATED_GZIP), page(Misfortune.PAGE_TRUNCATED_GZIP)}) {
            byte[] sent = client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray())
                    .body();
            assertThatThrownBy(() -> new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes())
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void feedsAreNoFeedsInTheirOwnWays() throws Exception {
        assertThat(get(feeds.get(Misfortune.FEED_IS_HTML)).body()).startsWith("<!DOCTYPE html>");
        assertThat(get(feeds.get(Misfortune.FEED_EMPTY)).body()).isEmpty();
        assertThat(get(feeds.get(Misfortune.FEED_WITHOUT_ENTRIES)).body())
                .contains("<channel>")
                .doesNotContain("<item>");
        assertThat(get(feeds.get(Misfortune.ENTRY_WITHOUT_LINK)).body())
                .contains("<item>")
                .doesNotContain("/reports/");
    }

    @Test
    void anEntityThatIsResolvedLeavesATrace() throws Exception {
        String feed = get(feeds.get(Misfortune.FEED_WITH_EXTERNAL_ENTITIES)).body();
        assertThat(feed).contains("<!DOCTYPE rss", "file:///etc/passwd", "&remote;");
        assertThat(newsroom.requests()).noneMatch(request -> request.path().equals("/entity"));
    }

    @Test
    void busyIsOverAfterOneRefusal() throws Exception {
        String url = page(Misfortune.PAGE_BUSY_AT_FIRST);
        HttpResponse<String> first = get(url);
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).contains("2");
        assertThat(get(url).statusCode()).isEqualTo(200);
    }

    private String page(Misfortune misfortune) {
        return "http://" + misfortune.pageHost() + ":" + newsroom.port() + "/reports/"
                + FrontMatter.lines("unlucky.txt")
                        .get(misfortune.ordinal()
                                % FrontMatter.lines("unlucky.txt").size());
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<InputStream> stream(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofInputStream());
    }
}
