package org.wirewatch.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.model.Validators;

class FetcherTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String HTML = "Content-Type: text/html";
    private static final String TEXT = "<html><p>Text of an article.</p></html>";

    private MisbehavingServer server;
    private Fetcher fetcher;

    @BeforeEach
    void start() throws IOException {
        server = MisbehavingServer.start();
        fetcher = fetcher("deadline: 5s");
    }

    @AfterEach
    void stop() throws IOException {
        fetcher.close();
        server.close();
    }

    @Nested
    class Bodies {

        @Test
        void aPageComesWithItsHeadersAndValidators() {
            server.on(
                    "/a",
                    answer -> answer.send(
                            200,
                            TEXT.getBytes(UTF_8),
                            "Content-Type: text/html; Charset=\"windows-1251\"",
                            "ETag: W/\"x\"",
                            "Last-Modified: yesterday",
                            "Cache-Control: public, max-age=60",
                            "X-Robots-Tag: noindex",
                            "X-Robots-Tag: nofollow",
                            "Set-Cookie: id=1"));

            FetchOutcome.Fetched fetched = fetched("/a");

            assertThat(text(fetched)).isEqualTo(TEXT);
            assertThat(fetched.page().charset()).isEqualTo("windows-1251");
            assertThat(fetched.page().mediaType()).isEqualTo("text/html");
            assertThat(fetched.page().headers())
                    .containsEntry("x-robots-tag", "noindex, nofollow")
                    .doesNotContainKey("set-cookie");
            assertThat(fetched.page().fetched()).isEqualTo(NOW);
            assertThat(fetched.page().truncated()).isFalse();
            assertThat(fetched.validators()).isEqualTo(new Validators("W/\"x\"", "yesterday"));
            assertThat(fetched.freshness()).isEqualTo(Duration.ofSeconds(60));
            assertThat(fetched.cut()).isNull();
        }

        static Stream<Arguments> encodings() throws IOException {
            byte[] text = TEXT.getBytes(UTF_8);
            return Stream.of(
                    Arguments.of("gzip", gzip(text)),
                    Arguments.of("x-gzip", gzip(text)),
                    Arguments.of("GZip", gzip(text)),
                    Arguments.of("gzip", twoMembers(text)),
                    Arguments.of("gzip", withTrailingGarbage(gzip(text))),
                    Arguments.of("gzip", withNameAndComment(text)),
                    Arguments.of("deflate", deflate(text, false)),
                    Arguments.of("deflate", deflate(text, true)),
                    Arguments.of("gzip, gzip", gzip(gzip(text))),
                    Arguments.of("identity", text),
                    Arguments.of("gzip", text),
                    Arguments.of("identity", gzip(text)),
                    Arguments.of("gzip", gzip(gzip(text))),
                    Arguments.of("br", brotliStored(text)));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("encodings")
        void anEncodedBodyComesOutPlainHoweverItIsCutIntoPieces(String encoding, byte[] body) {
            server.on("/a", answer -> answer.send(200, body, HTML, "Content-Encoding: " + encoding));
            server.on("/b", answer -> {
                answer.head(200, HTML, "Content-Encoding: " + encoding);
                for (byte b : body) {
                    answer.write(new byte[] {b});
                }
                answer.close();
            });

            assertThat(text(fetched("/a"))).isEqualTo(TEXT);
            assertThat(text(fetched("/b"))).isEqualTo(TEXT);
        }

        @Test
        void anUnknownEncodingIsAMalformedAnswer() {
            server.on("/a", answer -> answer.send(200, new byte[100], HTML, "Content-Encoding: zstd"));

            assertThat(failed("/a").fault()).isEqualTo(FetchFault.MALFORMED_RESPONSE);
        }

        @Test
        void aLongBodyIsCutAtTheLimitAndKeepsItsValidators() {
            use("max-body: 64kB");
            server.on("/a", answer -> answer.send(200, "x".repeat(100_000).getBytes(UTF_8), HTML, "ETag: \"1\""));

            FetchOutcome.Fetched fetched = fetched("/a");

            assertThat(fetched.page().body()).hasSize(64 << 10);
            assertThat(fetched.page().truncated()).isTrue();
            assertThat(fetched.cut()).satisfies(cut -> {
                assertThat(cut.kind()).isEqualTo("too-large");
                assertThat(cut.message()).contains("65536 bytes");
            });
            assertThat(fetched.validators().etag()).isEqualTo("\"1\"");
        }

        @Test
        void aBodyAsLongAsTheLimitIsWhole() {
            use("max-body: 64kB");
            server.on("/a", answer -> answer.send(200, "x".repeat(64 << 10).getBytes(UTF_8), HTML));

            assertThat(fetched("/a").cut()).isNull();
        }

        @Test
        void anEndlessBodyIsCutAtTheLimit() {
            server.on("/a", answer -> {
                answer.head(200, HTML);
                answer.drip("<p>more and more</p>".repeat(1_000), Duration.ZERO);
            });

            assertThat(fetched("/a").page().body()).hasSize(8 << 20);
        }

        @ParameterizedTest
        @ValueSource(strings = {"gzip", "deflate"})
        void aBombIsDefusedAtTheLimit(String encoding) throws IOException {
            byte[] bomb = bomb(encoding);
            server.on("/a", answer -> answer.send(200, bomb, HTML, "Content-Encoding: " + encoding));

            FetchOutcome.Fetched fetched = fetched("/a");

            assertThat(bomb.length).isLessThan(2 << 20);
            assertThat(fetched.page().body()).hasSize(8 << 20);
            assertThat(fetched.cut().kind()).isEqualTo("too-large");
        }

        @Test
        void manyBombsAtOnceStayWithinTheMemoryForBodies() throws Exception {
            use("max-buffered: 20MB");
            byte[] bomb = bomb("gzip");
            server.on("/a", answer -> answer.send(200, bomb, HTML, "Content-Encoding: gzip"));

            List<CompletableFuture<FetchOutcome>> running = IntStream.range(0, 40)
                    .mapToObj(i -> fetcher.fetch(FetchRequest.page(server.url("/a"), null)))
                    .toList();

            for (CompletableFuture<FetchOutcome> outcome : running) {
                String kind = outcome.get(20, TimeUnit.SECONDS)
                        .match(
                                fetched -> fetched.cut().kind(),
                                notModified -> "304",
                                failed -> failed.problem().kind());
                assertThat(kind).isIn("too-large", "no-memory");
            }
            assertThat(text(fetched("/b", MisbehavingServer.html(TEXT)))).isEqualTo(TEXT);
        }

        @ParameterizedTest
        @CsvSource({"100, ETag: \"1\"", "1000000, Last-Modified: x"})
        void aBodyShorterThanItsLengthIsReadUpToTheBreakAndForgotten(int length, String validator) {
            server.on(
                    "/a",
                    MisbehavingServer.raw("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n" + validator
                            + "\r\nContent-Length: " + length + "\r\n\r\n<rss><item>1</item>"));

            FetchOutcome.Fetched fetched = fetched("/a");

            assertThat(text(fetched)).isEqualTo("<rss><item>1</item>");
            assertThat(fetched.page().truncated()).isTrue();
            assertThat(fetched.cut().kind()).isEqualTo("broken-off");
            assertThat(fetched.validators())
                    .as("with them the rest would never be asked for again")
                    .isEqualTo(Validators.NONE);
        }

        @Test
        void aBodyLongerThanItsLengthIsCutThere() {
            server.on(
                    "/a",
                    MisbehavingServer.raw(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>x and what follows"));

            assertThat(text(fetched("/a"))).isEqualTo("<p>x");
        }

        @ParameterizedTest
        @ValueSource(strings = {"gzip", "deflate", "identity"})
        void whatCameBeforeAResetIsRead(String encoding) throws IOException {
            byte[] body = switch (encoding) {
                case "gzip" -> gzip(TEXT.repeat(5_000).getBytes(UTF_8));
                case "deflate" -> deflate(TEXT.repeat(5_000).getBytes(UTF_8), true);
                case "br" -> brotliStored(TEXT.repeat(500).getBytes(UTF_8));
                default -> TEXT.repeat(5_000).getBytes(UTF_8);
            };
            server.on("/a", answer -> {
                answer.write("HTTP/1.1 200 OK\r\n" + HTML + "\r\nContent-Encoding: " + encoding + "\r\nContent-Length: "
                        + body.length + "\r\n\r\n");
                answer.write(java.util.Arrays.copyOf(body, body.length * 3 / 4));
                awaitRequests(2);
                answer.reset();
            });
            server.on("/b", MisbehavingServer.html(TEXT));

            CompletableFuture<FetchOutcome> broken = fetcher.fetch(FetchRequest.page(server.url("/a"), null));
            awaitRequests(1);
            fetched("/b");

            FetchOutcome.Fetched fetched = (FetchOutcome.Fetched) broken.join();
            assertThat(text(fetched)).startsWith(TEXT);
            assertThat(fetched.cut().kind()).isEqualTo("broken-off");
        }

        @Test
        void aTruncatedChunkedBodyIsReadUpToTheBreak() {
            server.on(
                    "/a",
                    MisbehavingServer.raw("HTTP/1.1 200 OK\r\n" + HTML
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n" + "27\r\n" + TEXT + "\r\n"
                            + ("27\r\n" + TEXT + "\r\n").repeat(10_000)));

            FetchOutcome.Fetched fetched = fetched("/a");

            assertThat(text(fetched)).startsWith(TEXT);
            assertThat(fetched.cut().kind()).isEqualTo("broken-off");
        }

        @Test
        void aBrokenBrotliBodyIsAFailureThatMayPass() {
            byte[] whole = brotliStored(TEXT.getBytes(UTF_8));
            server.on(
                    "/a", answer -> answer.send(200, java.util.Arrays.copyOf(whole, 20), HTML, "Content-Encoding: br"));

            assertThat(failed("/a").fault()).isEqualTo(FetchFault.BROKEN_OFF);
            assertThat(failed("/a").passing()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " \r\n\t "})
        void successWithAnEmptyBodyIsAFailureThatMayPass(String body) {
            server.on("/a", MisbehavingServer.html(body));

            assertThat(failed("/a").fault()).isEqualTo(FetchFault.EMPTY_BODY);
            assertThat(failed("/a").passing()).isTrue();
        }

        @Test
        void noContentIsAnEmptyBody() {
            server.on("/a", MisbehavingServer.raw("HTTP/1.1 204 No Content\r\n\r\n"));

            assertThat(failed("/a").fault()).isEqualTo(FetchFault.EMPTY_BODY);
        }
    }

    @Nested
    class Types {

        @ParameterizedTest
        @ValueSource(
                strings = {"application/pdf", "image/jpeg", "video/mp4; x=y", "application/vnd.ms-excel", "FONT/woff2"})
        void aBinaryTypeIsRefusedWithoutReadingIt(String type) {
            server.on("/a", answer -> {
                answer.head(200, "Content-Type: " + type);
                answer.hang();
            });

            assertThat(failed("/a").fault()).isEqualTo(FetchFault.NOT_HTML);
            assertThat(failed("/a").problem().message()).contains("its media type is ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"%PDF-1.7 xxxxxxxx", "PK\u0003\u0004xx", "GIF89a", "text\0with zero"})
        void abinaryBodyIsRefusedWhateverItCallsItself(String body) {
            server.on("/a", MisbehavingServer.html(body));

            assertThat(failed("/a").fault()).isEqualTo(FetchFault.NOT_HTML);
            assertThat(failed("/a").passing()).isFalse();
        }

        @Test
        void aLongBinaryBodyIsRefusedAtItsBeginning() {
            server.on("/a", answer -> {
                answer.head(200, "Content-Type: application/octet-stream");
                answer.write("%PDF-1.4 " + "x".repeat(2_000));
                answer.hang();
            });

            assertThat(failed("/a").fault()).isEqualTo(FetchFault.NOT_HTML);
        }

        @ParameterizedTest
        @CsvSource({
            "application/octet-stream",
            "application/rss+xml",
            "application/feed+json",
            "application/xhtml+xml",
            "image/svg+xml",
            "text/plain",
            "nonsense",
            "''"
        })
        void textIsReadWhateverItCallsItself(String type) {
            server.on("/a", answer -> answer.send(200, TEXT.getBytes(UTF_8), "Content-Type: " + type));

            assertThat(text(fetched("/a"))).isEqualTo(TEXT);
        }

        @Test
        void utf16IsText() {
            byte[] utf16 = "<p>x</p>".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
            server.on("/a", answer -> answer.send(200, utf16, HTML));

            assertThat(fetched("/a").page().body()).isEqualTo(utf16);
        }
    }

    @Nested
    class Times {

        @Test
        void aBodyThatDripsForEverIsEndedByTheDeadlineAndOthersAreServedMeanwhile() {
            use("deadline: 700ms");
            server.on("/slow", answer -> {
                answer.head(200, HTML);
                answer.drip("x", Duration.ofMillis(50));
            });
            server.on("/a", MisbehavingServer.html(TEXT));

            CompletableFuture<FetchOutcome> slow = fetcher.fetch(FetchRequest.page(server.url("/slow"), null));
            assertThat(text(fetched("/a"))).isEqualTo(TEXT);

            FetchOutcome.Failed failed = (FetchOutcome.Failed) slow.join();
            assertThat(failed.fault()).isEqualTo(FetchFault.TIMEOUT);
            assertThat(failed.passing()).isTrue();
            assertThat(failed.problem().message()).contains("deadline of 700 ms");
        }

        @Test
        void aServerThatSaysNothingIsEndedByTheDeadline() {
            use("deadline: 300ms");
            server.on("/a", MisbehavingServer.Answer::hang);

            assertThat(failed("/a").fault()).isEqualTo(FetchFault.TIMEOUT);
        }

        @Test
        void theDeadlineCountsForAllRedirectsTogether() {
            use("deadline: 600ms");
            for (int i = 0; i < 5; i++) {
                int next = i + 1;
                server.on("/" + i, answer -> {
                    answer.write("HTTP/1.1 302 Found\r\n");
                    for (int pieces = 0; pieces < 4; pieces++) {
                        answer.write("X-" + pieces + ": y\r\n");
                        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
                    }
                    answer.write("Location: /" + next + "\r\nContent-Length: 0\r\n\r\n");
                });
            }

            assertThat(failed("/0").fault()).isEqualTo(FetchFault.TIMEOUT);
        }

        @Test
        void aSlowNameServerIsEndedByTheDeadline() {
            fetcher.close();
            fetcher = new Fetcher(
                    Settings.http("deadline: 300ms"),
                    InstantSource.fixed(NOW),
                    host -> {
                        try {
                            new java.util.concurrent.CountDownLatch(1).await();
                        } catch (InterruptedException cancelled) {
                            throw new java.net.UnknownHostException(host);
                        }
                        return List.of();
                    },
                    null);

            FetchOutcome outcome = fetcher.fetch(FetchRequest.page("http://slow.example/", null))
                    .join();

            assertThat(((FetchOutcome.Failed) outcome).fault()).isEqualTo(FetchFault.TIMEOUT);
        }

        @Test
        void closingEndsWhatIsUnderWay() {
            server.on("/a", MisbehavingServer.Answer::hang);
            CompletableFuture<FetchOutcome> running = fetcher.fetch(FetchRequest.page(server.url("/a"), null));
            awaitRequests(1);

            fetcher.close();

            assertThat(((FetchOutcome.Failed) running.join()).fault()).isEqualTo(FetchFault.SHUTTING_DOWN);
            assertThat(failed("/a").fault()).isEqualTo(FetchFault.SHUTTING_DOWN);
        }
    }

    @Nested
    class Answers {

        @ParameterizedTest
        @CsvSource({
            "400, status-4xx, false",
            "401, status-4xx, false",
            "403, status-4xx, false",
            "404, status-4xx, false",
            "408, status-4xx, true",
            "410, status-4xx, false",
            "418, status-4xx, false",
            "429, status-4xx, true",
            "451, status-4xx, false",
            "500, status-5xx, true",
            "503, status-5xx, true",
            "599, status-5xx, true",
            "600, status-5xx, true",
            "999, status-5xx, true",
            "302, malformed-response, true",
            "304, malformed-response, true"
        })
        void aStatusHasItsKind(int status, String kind, boolean passing) {
            server.on(
                    "/a",
                    answer -> answer.write(
                            "HTTP/1.1 " + status + " X\r\n" + (status == 304 ? "" : "Content-Length: 0\r\n") + "\r\n"));

            FetchOutcome.Failed failed = failed("/a");

            assertThat(failed.problem().kind()).isEqualTo(kind);
            assertThat(failed.passing()).isEqualTo(passing);
            assertThat(failed.problem().message()).contains(server.url("/a"), String.valueOf(status));
            assertThat(failed.problem().advice()).isNotBlank();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "429 | 120 | PT2M",
                    "503 | 0 | PT0S",
                    "503 | Wed, 04 Mar 2026 06:06:07 GMT | PT1H",
                    "429 | Wednesday, 04-Mar-26 05:07:07 GMT | PT1M",
                    "429 | Wed Mar  4 05:06:08 2026 | PT1S",
                    "429 | Tue, 03 Mar 2026 05:06:07 GMT | PT0S",
                    "429 | 99999999999999999999 | PT6H",
                    "503 | Fri, 04 Mar 2039 06:06:07 GMT | PT6H",
                    "429 | soon |",
                    "429 | -5 |",
                    "500 | 120 |",
                })
        void retryAfterIsReadInBothFormsUpToItsCap(int status, String header, Duration wait) {
            server.on("/a", MisbehavingServer.status(status, "Retry-After: " + header));

            assertThat(failed("/a").retryAfter()).isEqualTo(wait);
        }

        @Test
        void notModifiedKeepsTheValidatorsThatWereSent() {
            server.on("/a", answer -> answer.write("HTTP/1.1 304 Not Modified\r\n\r\n"));
            Validators sent = new Validators("\"1\"", "Wed, 04 Mar 2026 05:06:07 GMT");

            FetchOutcome outcome =
                    fetcher.fetch(FetchRequest.feed(server.url("/a"), sent)).join();

            assertThat(outcome).isEqualTo(new FetchOutcome.NotModified(sent, null));
            assertThat(server.requests().get(0).header("If-None-Match")).isEqualTo("\"1\"");
            assertThat(server.requests().get(0).header("If-Modified-Since")).isEqualTo("Wed, 04 Mar 2026 05:06:07 GMT");
        }

        @Test
        void notModifiedTakesNewValidatorsAsAPair() {
            server.on("/a", answer -> answer.write("HTTP/1.1 304 Not Modified\r\nETag: \"2\"\r\n\r\n"));

            FetchOutcome outcome = fetcher.fetch(FetchRequest.feed(server.url("/a"), new Validators("\"1\"", "x")))
                    .join();

            assertThat(outcome).isEqualTo(new FetchOutcome.NotModified(new Validators("\"2\"", null), null));
        }

        @Test
        void anAnswerOfHttp10EndsWithItsConnection() {
            server.on("/a", MisbehavingServer.raw("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + TEXT));

            assertThat(text(fetched("/a"))).isEqualTo(TEXT);
            assertThat(fetched("/a").cut()).isNull();
        }

        @Test
        void duplicateHeadersAreJoinedAndTheFirstTypeCounts() {
            server.on(
                    "/a",
                    answer -> answer.send(
                            200,
                            TEXT.getBytes(UTF_8),
                            "Content-Type: text/html; charset=koi8-r",
                            "Content-Type: text/html; charset=utf-8",
                            "X-A: 1",
                            "x-a: 2"));

            FetchOutcome.Fetched fetched = fetched("/a");

            assertThat(fetched.page().charset()).isEqualTo("koi8-r");
            assertThat(fetched.page().mediaType()).isEqualTo("text/html");
            assertThat(fetched.page().headers()).containsEntry("x-a", "1, 2");
        }

        @Test
        void twoLengthsThatDifferAreNoReasonToHang() {
            use("deadline: 2s");
            server.on(
                    "/a",
                    MisbehavingServer.raw("HTTP/1.1 200 OK\r\n" + HTML
                            + "\r\nContent-Length: 5\r\nContent-Length: 500\r\n\r\n<p>ab" + "c".repeat(10)));

            assertThat(kind("/a")).isIn("fetched", "malformed-response", "broken-off");
        }

        @Test
        void controlCharactersInHeadersBecomeBlanks() {
            server.on("/a", answer -> answer.send(200, TEXT.getBytes(UTF_8), HTML, "X-A: a\u0007b\u0000c\u001b[0m"));

            assertThat(fetched("/a").page().headers()).containsEntry("x-a", "a b c [0m");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "\r\n\r\n\r\n",
                    "SSH-2.0-OpenSSH_9.2\r\n",
                    "<html>no head at all</html>",
                    "HTTP/1.1 abc OK\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n<p>x",
                    "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n<p>x",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<p>",
                    "HTTP/1.1 101 Switching\r\n\r\n"
                })
        void whatIsNotHttpEndsInAFailureAtOnce(String bytes) {
            server.on("/a", MisbehavingServer.raw(bytes));

            assertThat(failed("/a").fault()).isIn(FetchFault.MALFORMED_RESPONSE, FetchFault.BROKEN_OFF);
        }

        @Test
        void endlessHeadersAreRefused() {
            server.on("/a", answer -> {
                answer.write("HTTP/1.1 200 OK\r\n");
                answer.drip("X-More: and more\r\n", Duration.ZERO);
            });

            assertThat(failed("/a").fault()).isEqualTo(FetchFault.MALFORMED_RESPONSE);
        }

        @Test
        void anEndlessHeaderIsRefused() {
            server.on("/a", answer -> {
                answer.write("HTTP/1.1 200 OK\r\nX-More: ");
                answer.drip("and more ".repeat(100), Duration.ZERO);
            });

            assertThat(failed("/a").fault()).isEqualTo(FetchFault.MALFORMED_RESPONSE);
        }

        @Test
        void endlessInterimAnswersAreEndedByTheDeadline() {
            use("deadline: 500ms");
            server.on("/a", answer -> answer.drip("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", Duration.ZERO));

            assertThat(failed("/a").fault()).isIn(FetchFault.TIMEOUT, FetchFault.MALFORMED_RESPONSE);
        }

        @Test
        void nobodyListeningIsUnreachable() throws IOException {
            int port = server.port();
            server.close();

            FetchOutcome outcome = fetcher.fetch(FetchRequest.page("http://127.0.0.1:" + port + "/", null))
                    .join();

            assertThat(((FetchOutcome.Failed) outcome).fault()).isEqualTo(FetchFault.UNREACHABLE);
        }

        @Test
        void aNameWithoutAddressIsUnknown() {
            FetchOutcome outcome = fetcher.fetch(FetchRequest.page("http://no-such-host.invalid/", null))
                    .join();

            assertThat(((FetchOutcome.Failed) outcome).fault()).isEqualTo(FetchFault.UNKNOWN_HOST);
            assertThat(((FetchOutcome.Failed) outcome).passing()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "  ",
                    "/path",
                    "news.example.org/a",
                    "http://",
                    "http://[::1",
                    "http://a:b/",
                    "http://a:99999/",
                    "http://ex ample.org/",
                    "http://..",
                    "http://1.2.3.4.5/",
                    "http://999.1.1.1/",
                    "ht!tp://x"
                })
        void whatIsNoUrlIsABadUrl(String url) {
            FetchOutcome outcome = fetcher.fetch(FetchRequest.page(url, null)).join();

            assertThat(((FetchOutcome.Failed) outcome).fault()).isEqualTo(FetchFault.BAD_URL);
        }
    }

    @Nested
    class Requests {

        @Test
        void theRequestSaysWhoAsksAndForWhat() {
            use("contact: desk@example.org");
            server.on("/a?b=c%20d", MisbehavingServer.html(TEXT));

            fetcher.fetch(FetchRequest.page(server.url("/a?b=c d#e"), "uk")).join();

            MisbehavingServer.Request request = server.requests().get(0);
            assertThat(request.path()).isEqualTo("/a?b=c%20d");
            assertThat(request.header("User-Agent"))
                    .matches("Wirewatch/\\d+\\.\\d+\\.\\d+\\S* \\(\\+desk@example\\.org\\)");
            assertThat(request.header("Accept")).startsWith("text/html");
            assertThat(request.header("Accept-Language")).isEqualTo("uk");
            assertThat(request.header("Accept-Encoding")).isEqualTo("gzip, deflate, br");
            assertThat(request.header("Host")).isEqualTo("127.0.0.1:" + server.port());
            assertThat(request.headers())
                    .doesNotContainKeys(
                            "upgrade", "if-none-match", "if-modified-since", "cookie", "referer", "priority");
        }

        @Test
        void aLineBreakFromOutsideNeverReachesAHeader() {
            server.on("/a", MisbehavingServer.html(TEXT));
            Validators hostile = new Validators("\"1\"\r\nX-Evil: 1", "x\nX-Evil: 2");

            fetcher.fetch(new FetchRequest(server.url("/a"), Accept.FEED, hostile, "en\r\nX-Evil: 3"))
                    .join();

            assertThat(server.requests().get(0).headers()).doesNotContainKeys("x-evil", "if-none-match");
        }

        @Test
        void oneConnectionServesManyRequests() {
            server.on("/a", MisbehavingServer.html(TEXT));

            for (int i = 0; i < 20; i++) {
                fetched("/a");
            }

            assertThat(server.connections())
                    .as("a connection is given back just after the outcome is there")
                    .isLessThanOrEqualTo(3);
        }

        @Test
        void anErrorAnswerDoesNotCostTheConnection() {
            server.on("/a", MisbehavingServer.status(404));

            for (int i = 0; i < 20; i++) {
                failed("/a");
            }

            assertThat(server.connections()).isLessThanOrEqualTo(3);
        }

        @Test
        void aConnectionThatTheServerClosedMeanwhileIsReplaced() {
            server.on("/a", MisbehavingServer.html(TEXT));
            server.on("/closes", answer -> {
                answer.send(200, TEXT.getBytes(UTF_8), HTML);
                answer.close();
            });

            for (int i = 0; i < 20; i++) {
                assertThat(text(fetched("/closes"))).isEqualTo(TEXT);
                assertThat(text(fetched("/a"))).isEqualTo(TEXT);
            }
        }
    }

    @Nested
    class Redirects {

        @ParameterizedTest
        @ValueSource(ints = {301, 302, 303, 307, 308})
        void aRedirectIsFollowed(int status) {
            server.on("/a", MisbehavingServer.redirect(status, "../b?x=1#f"));
            server.on("/b?x=1", MisbehavingServer.html(TEXT));

            FetchOutcome.Fetched fetched = fetched("/a");

            assertThat(fetched.page().requestedUrl()).isEqualTo(server.url("/a"));
            assertThat(fetched.page().finalUrl()).isEqualTo(server.url("/b?x=1"));
        }

        @Test
        void eachRequestIsToldOfWhenItIsWritten() {
            server.on("/a", MisbehavingServer.redirect(302, "/b"));
            server.on("/b", MisbehavingServer.html(TEXT));
            AtomicInteger told = new AtomicInteger();

            fetcher.fetch(FetchRequest.page(server.url("/a"), null), told::incrementAndGet)
                    .join();
            assertThat(told).hasValue(2);

            fetcher.fetch(FetchRequest.page("http://10.0.0.1/", null), told::incrementAndGet)
                    .join();
            assertThat(told).as("a blocked address is never asked").hasValue(2);
        }

        @Test
        void onlyThePermanentOnesFromTheStartTellThatTheAddressMoved() {
            server.on("/a", MisbehavingServer.redirect(301, "/b"));
            server.on("/b", MisbehavingServer.redirect(308, "/c"));
            server.on("/c", MisbehavingServer.redirect(302, "/d"));
            server.on("/d", MisbehavingServer.redirect(301, "/e"));
            server.on("/e", MisbehavingServer.html(TEXT));

            assertThat(fetched("/a").movedTo()).isEqualTo(server.url("/c"));
            assertThat(fetched("/c").movedTo()).isNull();
            assertThat(fetched("/e").movedTo()).isNull();
        }

        @Test
        void notModifiedTellsThatTheAddressMovedToo() {
            server.on("/a", MisbehavingServer.redirect(301, "/b"));
            server.on("/b", answer -> answer.write("HTTP/1.1 304 Not Modified\r\n\r\n"));
            Validators sent = new Validators("\"1\"", null);

            FetchOutcome outcome =
                    fetcher.fetch(FetchRequest.feed(server.url("/a"), sent)).join();

            assertThat(outcome).isEqualTo(new FetchOutcome.NotModified(sent, null, server.url("/b")));
        }

        @Test
        void fiveRedirectsAreFollowedAndASixthIsNot() {
            for (int i = 0; i < 10; i++) {
                server.on("/" + i, MisbehavingServer.redirect(302, "/" + (i + 1)));
            }
            server.on("/10", MisbehavingServer.html(TEXT));

            assertThat(text(fetched("/5"))).isEqualTo(TEXT);
            assertThat(failed("/4").fault()).isEqualTo(FetchFault.REDIRECT_LOOP);
        }

        @Test
        void aLoopEndsAfterFiveRedirects() {
            server.on("/a", MisbehavingServer.redirect(302, "/a"));

            FetchOutcome.Failed failed = failed("/a");

            assertThat(failed.fault()).isEqualTo(FetchFault.REDIRECT_LOOP);
            assertThat(failed.passing()).isFalse();
            assertThat(server.requests()).hasSize(6);
        }

        @Test
        void aRedirectToItselfThatSetsACookieIsFollowedWithIt() {
            server.on("/a", answer -> {
                if ("seen=1".equals(answer.request().header("Cookie"))) {
                    answer.send(200, TEXT.getBytes(UTF_8), HTML);
                } else {
                    answer.send(302, new byte[0], "Location: /a", "Set-Cookie: seen=1; Path=/; HttpOnly");
                }
            });

            assertThat(text(fetched("/a"))).isEqualTo(TEXT);
            assertThat(text(fetched("/a"))).isEqualTo(TEXT);
            assertThat(server.requests().stream().map(request -> request.header("Cookie")))
                    .as("cookies live for one fetch")
                    .containsExactly(null, "seen=1", null, "seen=1");
        }

        @Test
        void aCookieOfOneHostIsNotSentToAnother() throws IOException {
            try (MisbehavingServer other = MisbehavingServer.start(java.net.InetAddress.getByName("127.0.0.2"))) {
                other.on("/b", MisbehavingServer.html(TEXT));
                server.on(
                        "/a",
                        answer -> answer.send(
                                302, new byte[0], "Location: " + other.url("/b"), "Set-Cookie: secret=1; Path=/"));

                assertThat(text(fetched("/a"))).isEqualTo(TEXT);
                assertThat(other.requests().get(0).header("Cookie")).isNull();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "file:///etc/passwd",
                    "ftp://example.org/x",
                    "gopher://x",
                    "data:text/html,x",
                    "javascript:alert(1)"
                })
        void aRedirectToAnotherSchemeIsRefused(String location) {
            server.on("/a", MisbehavingServer.redirect(302, location));

            FetchOutcome.Failed failed = failed("/a");

            assertThat(failed.fault()).isEqualTo(FetchFault.ADDRESS_BLOCKED);
            assertThat(failed.problem().message()).contains("its scheme is ", "after 1 redirects");
        }

        @Test
        void aRedirectToAPrivateAddressIsRefused() {
            server.on("/a", MisbehavingServer.redirect(302, "http://169.254.169.254/latest/meta-data/"));

            assertThat(failed("/a").fault()).isEqualTo(FetchFault.ADDRESS_BLOCKED);
        }

        @Test
        void aRedirectToAnUnescapedAddressIsFollowed() {
            server.on("/a", MisbehavingServer.redirect(302, "/новини ще"));
            server.on("/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8%20%D1%89%D0%B5", MisbehavingServer.html(TEXT));

            assertThat(text(fetched("/a"))).isEqualTo(TEXT);
        }

        @Test
        void aRedirectWithAnEndlessBodyIsFollowedAtOnce() {
            server.on("/a", answer -> {
                answer.head(302, "Location: /b");
                answer.drip("x".repeat(1_000), Duration.ZERO);
            });
            server.on("/b", MisbehavingServer.html(TEXT));

            assertThat(text(fetched("/a"))).isEqualTo(TEXT);
        }
    }

    private void use(String... lines) {
        fetcher.close();
        fetcher = fetcher(lines);
    }

    private static Fetcher fetcher(String... lines) {
        String[] all = Stream.concat(Stream.of("allow-networks: [127.0.0.0/8]"), Stream.of(lines))
                .toArray(String[]::new);
        return new Fetcher(Settings.http(all), InstantSource.fixed(NOW));
    }

    private FetchOutcome fetch(String path) {
        return fetcher.fetch(FetchRequest.page(server.url(path), null))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private FetchOutcome.Fetched fetched(String path) {
        FetchOutcome outcome = fetch(path);
        assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
        return (FetchOutcome.Fetched) outcome;
    }

    private FetchOutcome.Fetched fetched(String path, MisbehavingServer.Route route) {
        server.on(path, route);
        return fetched(path);
    }

    private FetchOutcome.Failed failed(String path) {
        FetchOutcome outcome = fetch(path);
        assertThat(outcome).isInstanceOf(FetchOutcome.Failed.class);
        return (FetchOutcome.Failed) outcome;
    }

    private String kind(String path) {
        return fetch(path)
                .match(
                        fetched -> "fetched",
                        notModified -> "304",
                        failed -> failed.problem().kind());
    }

    private void awaitRequests(int count) {
        org.awaitility.Awaitility.await().until(() -> server.requests().size() >= count);
    }

    private static String text(FetchOutcome.Fetched fetched) {
        return new String(fetched.page().body(), UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] twoMembers(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(gzip(java.util.Arrays.copyOf(bytes, 10)));
        out.write(gzip(java.util.Arrays.copyOfRange(bytes, 10, bytes.length)));
        return out.toByteArray();
    }

    private static byte[] withTrailingGarbage(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, bytes.length + 1_000);
    }

    private static byte[] withNameAndComment(byte[] bytes) throws IOException {
        byte[] plain = gzip(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 3);
        out.write(0x04 | 0x08 | 0x10 | 0x02);
        out.write(plain, 4, 6);
        out.write(new byte[] {3, 0, 'a', 'b', 'c'});
        out.write("name\0comment\0".getBytes(UTF_8));
        out.write(new byte[] {1, 2});
        out.write(plain, 10, plain.length - 10);
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] bytes, boolean raw) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream deflate = new DeflaterOutputStream(out, new Deflater(9, raw))) {
            deflate.write(bytes);
        }
        return out.toByteArray();
    }

    /** 1 GB of one letter in 1 MB: one compressed megabyte, again and again. */
    private static byte[] bomb(String encoding) throws IOException {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput("x".repeat(1 << 20).getBytes(UTF_8));
        byte[] megabyte = new byte[64 << 10];
        int length = deflater.deflate(megabyte, 0, megabyte.length, Deflater.FULL_FLUSH);
        deflater.end();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (encoding.equals("gzip")) {
            out.write(gzip(new byte[0]), 0, 10);
        }
        for (int i = 0; i < 1_024; i++) {
            out.write(megabyte, 0, length);
        }
        return out.toByteArray();
    }

    /** A brotli stream of uncompressed meta-blocks (RFC 7932, 9.2), since there is only a decoder here. */
    private static byte[] brotliStored(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Bits bits = new Bits(out);
        bits.put(0, 1); // window of 64 KiB
        for (int from = 0; from < bytes.length; from += 1 << 15) {
            int length = Math.min(1 << 15, bytes.length - from);
            bits.put(0, 1); // not the last
            bits.put(0, 2); // four nibbles of length
            bits.put(length - 1, 16);
            bits.put(1, 1); // stored
            bits.align();
            out.write(bytes, from, length);
        }
        bits.put(3, 2); // the last one, and empty
        bits.align();
        return out.toByteArray();
    }

    private static final class Bits {

        private final ByteArrayOutputStream out;
        private int held;
        private int count;

        Bits(ByteArrayOutputStream out) {
            this.out = out;
        }

        void put(int value, int width) {
            held |= value << count;
            count += width;
            while (count >= 8) {
                out.write(held);
                held >>>= 8;
                count -= 8;
            }
        }

        void align() {
            if (count > 0) {
                out.write(held);
                held = 0;
                count = 0;
            }
        }
    }
}
