package org.wirewatch.notify.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigException;
import org.wirewatch.fetch.AddressGate;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.fetch.Urls;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.SendOutcome;
import org.wirewatch.notify.Webhook;
import org.wirewatch.notify.text.PlainLine;

/**
 * Posts letters to webhooks, each on a thread of this class.
 *
 * <p>Addresses are judged as those of pages are ({@code http.allow-networks}, {@code http.allow-ports}), redirects are not
 * followed, and a post that is not answered within {@code http.deadline} is ended. An address may be a secret: problems
 * name its host only.
 *
 * <p>2xx is delivered. 400, 410, 413, 415 and 422 are about this body and final; everything else may be cured and is tried
 * again, after {@code Retry-After} where the answer has one.
 *
 * <p>Thread-safe.
 */
public final class WebhookSender implements AutoCloseable {

    /** The letter's id, the same when it is posted again: a receiver that has seen it need not look at it. */
    static final String ID_HEADER = "Wirewatch-Id";

    private static final int THREADS = 4;
    private static final int MAX_WAITING = 1_000;
    private static final int MAX_ANSWER_BYTES = 4_096;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_CHARS = 8_192;
    private static final int MAX_WORDS = 300;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Set<Integer> FINAL = Set.of(400, 410, 413, 415, 422);

    private final HttpSettings settings;
    private final InstantSource clock;
    private final CloseableHttpClient client;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<HttpPost> underWay = ConcurrentHashMap.newKeySet();

    public WebhookSender(HttpSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        Timeout deadline = Timeout.of(settings.deadline());
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(AddressGate.of(settings))
                        .setMaxConnTotal(THREADS)
                        .setMaxConnPerRoute(THREADS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                                .setSocketTimeout(deadline)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                        .setConnectionFactory(
                                org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory.builder()
                                        .http1Config(Http1Config.custom()
                                                .setMaxHeaderCount(MAX_HEADERS)
                                                .setMaxLineLength(MAX_HEADER_CHARS)
                                                .build())
                                        .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(deadline)
                        .setConnectionRequestTimeout(deadline)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setContentCompressionEnabled(false)
                        .build())
                .setUserAgent("wirewatch")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), daemons("webhook"));
        threads.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(1, daemons("webhook-timer"));
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Posts a letter to its subscription's webhook. Returns at once.
     *
     * @return what becomes of it; never completes exceptionally. Completed on a thread of this class: whoever goes on from
     *     here must not make it wait
     */
    public CompletableFuture<SendOutcome> send(Letter letter) {
        CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
        Posting posting = new Posting(letter, outcome);
        try {
            threads.execute(posting);
        } catch (RejectedExecutionException full) {
            posting.postpone(
                    threads.isShutdown() ? "Wirewatch is stopping" : MAX_WAITING + " posts to webhooks wait already");
        }
        return outcome;
    }

    /** Waits some seconds for the answers to posts under way, then ends them. */
    @Override
    public void close() {
        threads.shutdown();
        List<Runnable> waiting = new ArrayList<>();
        threads.getQueue().drainTo(waiting);
        waiting.forEach(task -> ((Posting) task).postpone("Wirewatch is stopping"));
        try {
            threads.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        underWay.forEach(HttpPost::cancel);
        timer.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    private final class Posting implements Runnable {

        private final Letter letter;
        private final CompletableFuture<SendOutcome> outcome;

        Posting(Letter letter, CompletableFuture<SendOutcome> outcome) {
            this.letter = letter;
            this.outcome = outcome;
        }

        @Override
        public void run() {
            outcome.complete(postNow(letter));
        }

        void postpone(String why) {
            outcome.complete(later(
                    "webhook-busy",
                    "webhook:" + letter.subscription().id(),
                    "A webhook was not posted to yet: " + why,
                    "It is tried again by itself",
                    false,
                    null));
        }
    }

    private SendOutcome postNow(Letter letter) {
        String subscription = "webhook:" + letter.subscription().id();
        Webhook webhook = letter.subscription().webhook();
        if (webhook == null) {
            return refused("webhook-address", subscription, "the subscription has no webhook", "Add one to it");
        }
        String address;
        byte[] body = WebhookBody.of(letter, webhook.format());
        Instant now = clock.instant();
        HttpPost post;
        try {
            address = webhook.address();
            Optional<String> url = Urls.link(address);
            if (url.isEmpty()) {
                return later(
                        "webhook-address",
                        subscription,
                        "the webhook's address is no http(s) URL",
                        "Correct it, or the secret that it comes from",
                        false,
                        null);
            }
            post = new HttpPost(URI.create(url.get()));
            if (webhook.key() != null) {
                post.setHeader(
                        Signature.HEADER, Signature.of(body, webhook.key().reveal(), now));
            }
        } catch (ConfigException missing) {
            return later(
                    "webhook-secret",
                    subscription,
                    String.valueOf(missing.getMessage()),
                    "Provide it to every process that sends",
                    false,
                    null);
        }
        post.setHeader(ID_HEADER, letter.messageId());
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return execute(post, Urls.origin(address).orElse(subscription));
    }

    private SendOutcome execute(HttpPost post, String server) {
        AtomicReference<@Nullable SendOutcome> answer = new AtomicReference<>();
        Exception failure = null;
        underWay.add(post);
        ScheduledFuture<?> alarm =
                timer.schedule(post::cancel, settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
        try {
            client.execute(post, response -> {
                byte[] words = firstBytes(response);
                answer.set(answered(response, words, server));
                if (words.length > MAX_ANSWER_BYTES) {
                    // The client would read the rest, to use the connection again.
                    post.cancel();
                }
                return null;
            });
        } catch (IOException | RuntimeException e) {
            failure = e;
        } finally {
            alarm.cancel(false);
            underWay.remove(post);
        }
        SendOutcome known = answer.get();
        return known == null ? unanswered(failure, post.isCancelled(), server) : known;
    }

    private SendOutcome answered(ClassicHttpResponse response, byte[] body, String server) {
        int status = response.getCode();
        String words = PlainLine.of(status + " " + new String(body, StandardCharsets.UTF_8), MAX_WORDS);
        if (status / 100 == 2) {
            return new SendOutcome.Delivered(words);
        }
        String message = "The webhook answered " + words;
        if (FINAL.contains(status)) {
            return refused("webhook-refused", server, message, "Look at what its receiver wants; see config/README.md");
        }
        return later(
                "webhook-answer",
                server,
                message,
                "Check the webhook's address and its receiver; it is tried again",
                false,
                retryAfter(response));
    }

    private SendOutcome unanswered(@Nullable Exception e, boolean cancelled, String server) {
        boolean untouched = e instanceof UnknownHostException
                || e instanceof ConnectException
                || e instanceof SSLException
                || e instanceof ConnectTimeoutException;
        String why = cancelled
                ? "not done after " + settings.deadline().toSeconds() + " s (http.deadline)"
                : e == null ? "no answer" : e.getClass().getSimpleName() + ": " + e.getMessage();
        return later(
                "webhook-unreachable",
                server,
                "The webhook gave no answer: " + PlainLine.of(why, MAX_WORDS),
                "Check its address, and for one in a network of your own http.allow-networks; it is tried again",
                !untouched,
                null);
    }

    /** A little more than is shown. The status counts, whatever becomes of the body. */
    private static byte[] firstBytes(ClassicHttpResponse response) {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        try {
            return entity.getContent().readNBytes(MAX_ANSWER_BYTES + 1);
        } catch (IOException broken) {
            return ("(" + broken.getMessage() + ")").getBytes(StandardCharsets.UTF_8);
        }
    }

    private @Nullable Duration retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        if (header == null || !String.valueOf(header.getValue()).strip().matches("\\d{1,9}")) {
            return null;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(header.getValue().strip()));
        return asked.compareTo(settings.maxRetryAfter()) < 0 ? asked : settings.maxRetryAfter();
    }

    private SendOutcome refused(String kind, String url, String message, String advice) {
        return new SendOutcome.Refused(problem(kind, url, message, advice));
    }

    private SendOutcome later(
            String kind, String url, String message, String advice, boolean mayHaveArrived, @Nullable Duration after) {
        return new SendOutcome.Later(problem(kind, url, message, advice), mayHaveArrived, after);
    }

    private Problem problem(String kind, String url, String message, String advice) {
        return new Problem(Stage.NOTIFY, kind, url, null, message, advice, 1, clock.instant());
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + '-' + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
