package org.wirewatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.wirewatch.model.Feed;
import org.xml.sax.InputSource;

class NewsroomTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final InstantSource STOPPED = InstantSource.fixed(NOON);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    @Nested
    class AFeed {

        @Test
        void isReadableInItsFormat() throws Exception {
            try (Newsroom newsroom = Newsroom.open(Schedule.allAtOnce(), STOPPED)) {
                for (Feed feed : newsroom.feeds()) {
                    HttpResponse<String> answer = get(feed.url());
                    assertThat(answer.statusCode()).as(feed.url()).isEqualTo(200);
                    if (type(answer).contains("json")) {
                        assertThat(new ObjectMapper().readTree(answer.body()).get("items"))
                                .as(feed.url())
                                .isNotEmpty();
                    } else {
                        assertThat(DocumentBuilderFactory.newInstance()
                                        .newDocumentBuilder()
                                        .parse(new InputSource(new StringReader(answer.body())))
                                        .getDocumentElement()
                                        .getChildNodes()
                                        .getLength())
                                .as(feed.url())
                                .isPositive();
                    }
                }
            }
        }

        @Test
        void isNotSentAgainToWhoHasIt() throws Exception {
            try (Newsroom newsroom = Newsroom.open(Schedule.byHand(), STOPPED)) {
                newsroom.publish(5);
                String url = newsroom.feeds().get(0).url();
                HttpResponse<String> first = get(url);
                String etag = first.headers().firstValue("ETag").orElseThrow();
                String date = first.headers().firstValue("Last-Modified").orElseThrow();

                assertThat(get(url, "If-None-Match", etag).statusCode()).isEqualTo(304);
                assertThat(get(url, "If-Modified-Since", date).statusCode()).isEqualTo(304);
                assertThat(get(url, "If-None-Match", "\"other\"", "If-Modified-Since", date)
                                .statusCode())
                        .as("the ETag rules where both are sent")
                        .isEqualTo(200);

                newsroom.publish(1_000);
                assertThat(get(url, "If-None-Match", etag).statusCode()).isEqualTo(200);
            }
        }

        @Test
        void isCompressedForThoseWhoAsk() throws Exception {
            try (Newsroom newsroom = Newsroom.open(Schedule.allAtOnce(), STOPPED)) {
                String url = newsroom.feeds().get(0).url();
                HttpResponse<byte[]> packed =
                        client.send(request(url, "Accept-Encoding", "gzip, deflate"), BodyHandlers.ofByteArray());

                assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
                byte[] plain = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
                assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo(get(url).body());
            }
        }

        @Test
        void linksOnlyToPagesOfItsHost() throws Exception {
            try (Newsroom newsroom = Newsroom.open(Schedule.allAtOnce(), STOPPED)) {
                for (Feed feed : newsroom.feeds()) {
                    String host = URI.create(feed.url()).getAuthority();
                    assertThat(links(newsroom, get(feed.url()).body()))
                            .as(feed.url())
                            .isNotEmpty()
                            .allSatisfy(link ->
                                    assertThat(URI.create(link).getAuthority()).isEqualTo(host));
                }
            }
        }
    }

    @Nested
    class APage {

        @Test
        void holdsTheReportItAnnounces() throws Exception {
            Day day = Day.load();
            try (Newsroom newsroom = Newsroom.open(Schedule.allAtOnce(), STOPPED)) {
                Edition edition = everything(day, newsroom);
                for (Published out : edition.reports()) {
                    HttpResponse<byte[]> answer = client.send(request(out.link()), BodyHandlers.ofByteArray());
                    String text = Jsoup.parse(new ByteArrayInputStream(answer.body()), null, out.url())
                            .text();
                    assertThat(answer.statusCode()).as(out.url()).isEqualTo(200);
                    assertThat(text).as(out.url()).contains(out.report().title());
                    assertThat(out.report().paragraphs())
                            .as(out.url())
                            .allSatisfy(paragraph -> assertThat(text).contains(paragraph));
                    assertThat(text).as(out.url()).doesNotContain("{{");
                }
            }
        }

        @Test
        void isNotThereBeforeItIsPublished() throws Exception {
            try (Newsroom newsroom = Newsroom.open(Schedule.byHand(), STOPPED)) {
                newsroom.publish(1);
                String url = newsroom.expectedArticles().keySet().iterator().next();
                assertThat(get(url).statusCode()).isEqualTo(200);
            }
            try (Newsroom newsroom = Newsroom.open(Schedule.byHand(), STOPPED)) {
                Published first = everything(Day.load(), newsroom).reports().get(0);
                assertThat(get(first.url()).statusCode()).isEqualTo(404);
            }
        }

        @Test
        void hasTheMendedTextAfterACorrection() throws Exception {
            Day day = Day.load();
            List<Report> mended = day.reports().values().stream()
                    .filter(report -> report.correction() != null)
                    .toList();
            assertThat(mended).isNotEmpty();
            try (Newsroom newsroom = Newsroom.open(Schedule.allAtOnce(), STOPPED)) {
                Map<String, Published> out = new LinkedHashMap<>();
                everything(day, newsroom)
                        .reports()
                        .forEach(one -> out.put(one.report().slug(), one));
                for (Report report : mended) {
                    String page = get(out.get(report.slug()).url()).body();
                    assertThat(page)
                            .contains(report.correction().right())
                            .doesNotContain(report.correction().wrong());
                }
            }
        }
    }

    @Nested
    class TheDay {

        @Test
        void followsItsSchedule() throws Exception {
            AtomicReference<Instant> now = new AtomicReference<>(NOON);
            try (Newsroom newsroom = Newsroom.open(Schedule.paced(3, Duration.ofSeconds(2)), now::get)) {
                assertThat(newsroom.expectedArticles()).hasSize(3);
                now.set(NOON.plusMillis(1_999));
                assertThat(newsroom.expectedArticles()).hasSize(3);
                now.set(NOON.plusSeconds(2));
                assertThat(newsroom.expectedArticles()).hasSize(4);
                now.set(NOON.plusSeconds(3_600));
                assertThat(newsroom.stepsLeft()).isZero();
            }
        }

        @Test
        void isFreshWhenItOpensAndTheSameEveryTime() {
            Day day = Day.load();
            Press press = new Press(Schedule.allAtOnce(), STOPPED, day.steps().size());
            assertThat(press.happened())
                    .hasSize(day.steps().size())
                    .isSorted()
                    .allSatisfy(instant -> assertThat(instant).isBetween(NOON.minus(Duration.ofHours(12)), NOON));
            assertThat(Day.load()).usingRecursiveComparison().isEqualTo(day);
        }

        @Test
        void looksTheSameToTwoVisitors() throws Exception {
            assertThat(visit()).isEqualTo(visit());
        }

        private Map<String, String> visit() throws Exception {
            Map<String, String> seen = new LinkedHashMap<>();
            try (Newsroom newsroom = Newsroom.open(Schedule.allAtOnce(), STOPPED)) {
                String port = ":" + newsroom.port();
                List<String> urls = new ArrayList<>(
                        newsroom.expectedArticles().keySet().stream().limit(25).toList());
                newsroom.feeds().forEach(feed -> urls.add(feed.url()));
                for (String url : urls) {
                    seen.put(url.replace(port, ""), get(url).body().replace(port, ""));
                }
            }
            return seen;
        }
    }

    @Nested
    class TheLog {

        @Test
        void countsWhatWasServedWhole() throws Exception {
            try (Newsroom newsroom = Newsroom.open(Schedule.allAtOnce(), STOPPED)) {
                String url = newsroom.expectedArticles().keySet().iterator().next();
                assertThat(newsroom.timesServed(url)).isZero();
                String etag = get(url).headers().firstValue("ETag").orElseThrow();
                get(url, "If-None-Match", etag);

                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(newsroom.requests())
                                .extracting(ServedRequest::status, ServedRequest::conditional)
                                .containsExactlyInAnyOrder(tuple(200, false), tuple(304, true)));
                assertThat(newsroom.timesServed(url + "?utm_source=rss")).isEqualTo(1);
            }
        }

        @Test
        void knowsHowManyAskedAtOnce() throws Exception {
            try (Newsroom newsroom = Newsroom.open(Schedule.allAtOnce(), STOPPED, 0, Set.of(Misfortune.PAGE_SILENT))) {
                String silent = newsroom.expectedProblems().get(0).url();
                List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    asked.add(client.sendAsync(request(silent), BodyHandlers.ofString()));
                }
                await().atMost(PATIENCE).until(() -> newsroom.mostAtOnce(Misfortune.PAGE_SILENT.host()) == 3);
            }
        }
    }

    @Nested
    class UnderLoad {

        @Test
        void everyRequestIsAnsweredByABoundedNumberOfThreads() throws Exception {
            try (Newsroom newsroom = Newsroom.open(Schedule.allAtOnce(), STOPPED)) {
                List<String> feeds = newsroom.feeds().stream().map(Feed::url).toList();
                List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
                for (int i = 0; i < 150; i++) {
                    asked.add(client.sendAsync(request(feeds.get(i % feeds.size())), BodyHandlers.ofString()));
                }
                assertThat(asked)
                        .allSatisfy(
                                answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
                assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> thread.getName().startsWith("newsroom-"))
                        .hasSizeBetween(1, Newsroom.THREADS);
            }
        }
    }

    @Nested
    class Closing {

        @Test
        void isQuickWhateverIsUnderWayAndLeavesNothing() throws Exception {
            Newsroom newsroom = Newsroom.open(
                    Schedule.allAtOnce(), STOPPED, 0, Set.of(Misfortune.PAGE_SILENT, Misfortune.FEED_DRIPS));
            String feed = newsroom.feeds().get(0).url();
            for (ExpectedProblem problem : newsroom.expectedProblems()) {
                client.sendAsync(request(problem.url()), BodyHandlers.ofString());
            }
            get(feed);
            long started = System.nanoTime();
            newsroom.close();

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
            assertThatThrownBy(() -> get(feed)).isInstanceOf(ConnectException.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                            .extracting(Thread::getName)
                            .noneMatch(name -> name.startsWith("newsroom-")));
        }

        @Test
        void givesThePortBack() throws Exception {
            int port;
            try (Newsroom newsroom = Newsroom.open(Schedule.byHand(), STOPPED)) {
                port = newsroom.port();
                assertThatThrownBy(() -> Newsroom.open(Schedule.byHand(), STOPPED, newsroom.port(), Set.of()))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("port " + newsroom.port())
                        .hasMessageContaining("Choose another port");
            }
            try (Newsroom again = Newsroom.open(Schedule.byHand(), STOPPED, port, Set.of())) {
                assertThat(again.ports()).containsExactly(port);
            }
        }
    }

    private static Edition everything(Day day, Newsroom newsroom) {
        return Edition.of(
                day,
                new Press(Schedule.allAtOnce(), STOPPED, day.steps().size()).happened(),
                outlet -> "http://" + day.outlets().get(outlet).host() + ":" + newsroom.port());
    }

    private static List<String> links(Newsroom newsroom, String feed) {
        return Pattern.compile("http://127\\.0\\.0\\.\\d+:" + newsroom.port() + "/[^\"<\\s]+")
                .matcher(feed)
                .results()
                .map(found -> found.group().replace("&amp;", "&"))
                .toList();
    }

    private HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
        return client.send(request(url, headers), BodyHandlers.ofString());
    }

    private static HttpRequest request(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    private static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }
}
