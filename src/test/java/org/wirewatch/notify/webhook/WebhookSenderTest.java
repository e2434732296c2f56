package org.wirewatch.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.model.Severity;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Mark;
import org.wirewatch.notify.News;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Outage;
import org.wirewatch.notify.Quote;
import org.wirewatch.notify.SendOutcome;
import org.wirewatch.notify.SendOutcome.Delivered;
import org.wirewatch.notify.SendOutcome.Later;
import org.wirewatch.notify.SendOutcome.Refused;
import org.wirewatch.notify.Subscription;

class WebhookSenderTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Asked(byte[] body, HttpExchange exchange) {

        String header(String name) {
            return String.valueOf(exchange.getRequestHeaders().getFirst(name));
        }

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    @TempDir
    private Path folder;

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile byte[] answer = "ok".getBytes(StandardCharsets.US_ASCII);
    private volatile String retryAfter = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            asked.add(new Asked(exchange.getRequestBody().readAllBytes(), exchange));
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
            exchange.sendResponseHeaders(status, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private static HttpSettings http(String more) {
        ConfigErrors errors = new ConfigErrors();
        HttpSettings settings = HttpSettings.read(
                Yaml.read("wirewatch.yaml", "http: {deadline: 2s, connect-timeout: 1s" + more + "}", errors)
                        .section("http"),
                errors);
        assertThat(errors.list()).isEmpty();
        return settings;
    }

    private static final String LOOPBACK = ", allow-networks: ['127.0.0.0/8']";

    private static Letter letter(Subscription subscription, NewsItem... items) {
        return new Letter(
                "0123456789abcdef0123456789abcdef",
                Letter.Kind.DIGEST,
                subscription,
                Letter.Channel.WEBHOOK,
                Letter.WEBHOOK,
                NOW,
                List.of(items),
                3,
                List.of(),
                null);
    }

    private Subscription to(String url, String more) {
        return News.subscription("webhook: {url: '" + url + "'" + more + "}", "when: {immediately: true}");
    }

    private static SendOutcome send(HttpSettings settings, Letter letter) throws Exception {
        try (WebhookSender sender = new WebhookSender(settings, InstantSource.fixed(NOW))) {
            return sender.send(letter).get(20, TimeUnit.SECONDS);
        }
    }

    private SendOutcome send(Letter letter) throws Exception {
        return send(http(LOOPBACK), letter);
    }

    @Test
    void aLetterIsPostedAsSignedJson() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "a key");
        Letter letter =
                letter(to(url(), ", secret: '${file:" + key + "}'"), News.item("a1", "troop-buildup", Severity.HIGH));

        assertThat(send(letter)).isEqualTo(new Delivered("200 ok"));

        Asked post = asked.get(0);
        assertThat(post.header("Content-Type")).startsWith("application/json");
        assertThat(post.header("Wirewatch-Id")).isEqualTo(letter.messageId());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("a key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((NOW.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
        assertThat(post.header("Wirewatch-Signature"))
                .isEqualTo("t=" + NOW.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(post.body())));
        JsonNode json = post.json();
        assertThat(json.at("/id").asText()).isEqualTo(letter.messageId());
        assertThat(json.at("/kind").asText()).isEqualTo("digest");
        assertThat(json.at("/subscription/id").asText()).isEqualTo("desk");
        assertThat(json.at("/more").asInt()).isEqualTo(3);
        assertThat(json.at("/items/0/alert").asText()).isEqualTo("a1:troop-buildup");
        assertThat(json.at("/items/0/topic/id").asText()).isEqualTo("troop-buildup");
        assertThat(json.at("/items/0/severity").asText()).isEqualTo("high");
        assertThat(json.at("/items/0/url").asText()).isEqualTo("https://www.harbour.example/a1");
        assertThat(json.at("/items/0/first_seen").asText()).isEqualTo(News.SEEN.toString());
        assertThat(json.at("/items/0/quotes/0/marks/0/start").asInt()).isEqualTo(4);
        assertThat(json.at("/items/0/rules/0").asText()).isEqualTo("movement");
    }

    @Test
    void anotherKeyBodyOrTimeMakesAnotherSignature() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(Signature.of(body, "k", NOW))
                .isEqualTo(Signature.of(body, "k", NOW))
                .isNotEqualTo(Signature.of(body, "l", NOW))
                .isNotEqualTo(Signature.of("{ }".getBytes(StandardCharsets.UTF_8), "k", NOW))
                .isNotEqualTo(Signature.of(body, "k", NOW.plusSeconds(1)));
    }

    @Test
    void anAddressInAPrivateNetworkIsNotPostedToUnlessItIsAllowed() throws Exception {
        Later later = (Later) send(http(""), letter(to(url(), "")));
        assertThat(later.problem().kind()).isEqualTo("webhook-unreachable");
        assertThat(later.problem().advice()).contains("http.allow-networks");
        assertThat(later.mayHaveArrived()).isFalse();
        assertThat(asked).isEmpty();

        Later named = (Later) send(
                http(", allow-ports: [80, 443, " + server.getAddress().getPort() + "]"),
                letter(to(url().replace("127.0.0.1", "localhost"), "")));
        assertThat(named.problem().message()).contains("not public");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 410, 413, 415, 422})
    void anAnswerAboutTheBodyIsFinal(int code) throws Exception {
        status = code;
        answer = "no such\r\nfield".getBytes(StandardCharsets.US_ASCII);
        Refused refused = (Refused) send(letter(to(url(), "")));
        assertThat(refused.problem().kind()).isEqualTo("webhook-refused");
        assertThat(refused.problem().message()).contains(code + " no such field");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 401, 403, 404, 408, 429, 500, 502, 503})
    void whatCanBeCuredIsTriedAgainAndNoRedirectIsFollowed(int code) throws Exception {
        status = code;
        Later later = (Later) send(letter(to(url(), "")));
        assertThat(later.problem().kind()).isEqualTo("webhook-answer");
        assertThat(later.mayHaveArrived()).isFalse();
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"120, PT2M", "999999999, PT6H", "soon, ", "-1, "})
    void aReceiverMayAskToComeLater(String header, Duration after) throws Exception {
        status = 503;
        retryAfter = header;
        assertThat(((Later) send(letter(to(url(), "")))).after()).isEqualTo(after);
    }

    @Test
    void aLongAnswerIsNotReadToItsEnd() throws Exception {
        answer = new byte[20_000_000];
        assertThat(send(letter(to(url(), "")))).isInstanceOf(Delivered.class);
    }

    @Test
    void aReceiverThatNeverAnswersIsLeftAtTheDeadlineAndMayHaveIt() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Later later = (Later) send(letter(to("http://127.0.0.1:" + silent.getLocalPort() + "/secret-path", "")));
            assertThat(later.problem().kind()).isEqualTo("webhook-unreachable");
            assertThat(later.mayHaveArrived()).isTrue();
            assertThat(later.problem().toString()).doesNotContain("secret-path");
        }
    }

    @Test
    void aReceiverThatAnswersByteByByteIsLeftAtTheDeadline() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread drip = new Thread(() -> {
                try (Socket socket = slow.accept()) {
                    for (int i = 0; i < 1_000; i++) {
                        socket.getOutputStream().write('H');
                        Thread.sleep(50);
                    }
                } catch (IOException | InterruptedException left) {
                    return;
                }
            });
            drip.setDaemon(true);
            drip.start();
            Later later = (Later) send(letter(to("http://127.0.0.1:" + slow.getLocalPort(), "")));
            assertThat(later.mayHaveArrived()).isTrue();
        }
    }

    @Test
    void anAddressThatIsASecretIsReadWhenItIsUsedAndNeverTold() throws Exception {
        Path address = Files.writeString(folder.resolve("address"), url() + "/T0/B0/xyz");
        Letter letter =
                letter(News.subscription("webhook: {url: '${file:" + address + "}'}", "when: {immediately: true}"));
        status = 500;
        Later later = (Later) send(letter);
        assertThat(asked).hasSize(1);
        assertThat(later.problem().url())
                .isEqualTo("http://127.0.0.1:" + server.getAddress().getPort());
        assertThat(later.problem().toString()).doesNotContain("xyz");

        Files.delete(address);
        assertThat(((Later) send(letter)).problem().kind()).isEqualTo("webhook-secret");
    }

    @ParameterizedTest
    @EnumSource(Letter.Kind.class)
    void slackTakesEveryKindOfLetter(Letter.Kind kind) throws Exception {
        NewsItem[] many = java.util.stream.IntStream.range(0, 60)
                .mapToObj(i -> News.item("a" + i, "troop-buildup", Severity.HIGH))
                .toArray(NewsItem[]::new);
        Letter digest = letter(to(url(), ", format: slack"), many);
        Letter letter = new Letter(
                digest.messageId(),
                kind,
                digest.subscription(),
                digest.channel(),
                digest.recipient(),
                NOW,
                kind == Letter.Kind.OPERATORS || kind == Letter.Kind.NOTHING ? List.of() : digest.items(),
                0,
                List.of(new Outage("feed-silent", "harbour", "quiet", "look", NOW, null)),
                null);
        assertThat(send(letter)).isInstanceOf(Delivered.class);
        JsonNode json = asked.get(0).json();
        assertThat(json.get("text").asText()).isNotBlank();
        assertThat(json.get("blocks").size()).isBetween(1, 50);
        json.get("blocks")
                .forEach(block -> assertThat(block.at("/text/text").asText()).hasSizeBetween(1, 3_000));
    }

    @Test
    void hostileTextsCallNobodyInSlackAndMakeNoLink() throws Exception {
        String evil = "<!channel> & <https://evil.example|click>\r\n\u202e";
        NewsItem item = new NewsItem(
                "a",
                "a",
                "a",
                "t",
                evil,
                Severity.HIGH,
                1,
                evil,
                "javascript:alert(1)",
                evil,
                "en",
                "NO",
                List.of(),
                "f",
                NOW,
                NOW,
                List.of(new Quote(evil, List.of(new Mark(0, 10)))),
                List.of(),
                false);
        String body = new String(
                WebhookBody.of(letter(to(url(), ", format: slack"), item), org.wirewatch.notify.Webhook.Format.SLACK),
                StandardCharsets.UTF_8);
        assertThat(body)
                .contains("&lt;!channel&gt; &amp; &lt;https://evil.example")
                .doesNotContain("<", "\\r", "\u202e", "javascript:");

        JsonNode plain =
                JSON.readTree(WebhookBody.of(letter(to(url(), ""), item), org.wirewatch.notify.Webhook.Format.JSON));
        assertThat(plain.at("/items/0/url").isNull()).isTrue();
        assertThat(plain.at("/items/0/title").asText()).isEqualTo(evil);
    }
}
