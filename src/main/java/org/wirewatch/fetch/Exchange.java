package org.wirewatch.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.CookieStore;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Page;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Validators;

/**
 * One fetch from its first request to its outcome: the redirects, the cookies that live as long as it does, and the
 * reading of every way it can end.
 *
 * <p>Its steps run one after the other, on the threads of names and I/O; only {@link #end} may come from elsewhere at
 * any time. Whoever completes the outcome first decides it.
 */
final class Exchange {

    /** A sixth is one too many. */
    static final int MOST_REDIRECTS = 5;

    /** Kept connections that may turn out to be dead, one after the other, in one hop. */
    private static final int MOST_STALE = 2;

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9._:+-]{1,40})", Pattern.CASE_INSENSITIVE);
    private static final int MOST_TEXT_SHOWN = 200;

    private final FetchRequest request;
    private final FetchClient client;
    private final HttpSettings settings;
    private final InstantSource clock;
    private final Runnable sending;
    private final CookieStore cookies = new BasicCookieStore();
    private final CompletableFuture<FetchOutcome> outcome = new CompletableFuture<>();
    private int redirects;
    private boolean onlyPermanent = true;
    private @Nullable HttpUrl movedTo;
    private String asked;
    private volatile @Nullable Future<?> underWay;

    Exchange(FetchRequest request, FetchClient client, HttpSettings settings, InstantSource clock, Runnable sending) {
        this.request = request;
        this.client = client;
        this.settings = settings;
        this.clock = clock;
        this.sending = sending;
        this.asked = request.url();
    }

    CompletableFuture<FetchOutcome> outcome() {
        return outcome;
    }

    void start() {
        go(HttpUrl.read(request.url()));
    }

    /** Ends it from outside: the deadline, or the job. */
    void end(FetchFault fault, String message) {
        if (outcome.complete(fault.failed(request.url(), describe(message), clock.instant()))) {
            Future<?> running = underWay;
            if (running != null) {
                running.cancel(true);
            }
        }
    }

    private void go(HttpUrl.Reading reading) {
        HttpUrl url = reading.match(
                HttpUrl.Read::url,
                forbidden -> {
                    fail(FetchFault.ADDRESS_BLOCKED, forbidden.reason());
                    return null;
                },
                unreadable -> {
                    fail(FetchFault.BAD_URL, unreadable.reason());
                    return null;
                });
        if (url == null) {
            return;
        }
        asked = url.toString();
        hold(client.prepare(url, problem -> {
            if (problem == null) {
                send(url, MOST_STALE);
            } else {
                broke(problem);
            }
        }));
    }

    private void send(HttpUrl url, int repeats) {
        if (outcome.isDone()) {
            return;
        }
        HttpHost host = new HttpHost(url.scheme(), bare(url.host()), url.port());
        BasicHttpRequest get = new BasicHttpRequest(Method.GET, host, url.target());
        header(get, "Accept", request.accept().header());
        header(get, "Accept-Language", request.acceptLanguage());
        header(get, "Accept-Encoding", "gzip, deflate, br");
        header(get, "If-None-Match", request.validators().etag());
        header(get, "If-Modified-Since", request.validators().lastModified());

        HttpClientContext context = HttpClientContext.create();
        context.setCookieStore(cookies);
        Reply reply = new Reply(request.accept(), client.bodyLimit(request.accept()), client.budget());
        BasicRequestProducer asking = new BasicRequestProducer(get, null) {
            @Override
            public void sendRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
                sending.run();
                super.sendRequest(channel, context);
            }
        };
        hold(client.execute(asking, reply, context, new FutureCallback<>() {
            @Override
            public void completed(Reply complete) {
                try {
                    answered(url, reply, null);
                } finally {
                    reply.release();
                }
            }

            @Override
            public void failed(Exception cause) {
                try {
                    if (repeats > 0 && wasStale(context, reply, cause)) {
                        send(url, repeats - 1);
                    } else if (reply.status() != 0) {
                        answered(url, reply, cause);
                    } else {
                        broke(cause);
                    }
                } finally {
                    reply.release();
                }
            }

            @Override
            public void cancelled() {
                reply.release();
                end(FetchFault.SHUTTING_DOWN, "the request was cancelled");
            }
        }));
    }

    /**
     * Whether a kept connection turned out to have been closed by the server meanwhile. That says nothing about the
     * server: the request is sent again at once, on another connection.
     */
    private static boolean wasStale(HttpClientContext context, Reply reply, Exception cause) {
        EndpointDetails connection = context.getEndpointDetails();
        boolean fresh = connection != null && connection.getRequestCount() <= 1;
        return reply.status() == 0
                && !fresh
                && (cause instanceof ConnectionClosedException
                        || cause instanceof NoHttpResponseException
                        || cause instanceof SocketException && !(cause instanceof ConnectException));
    }

    private void hold(Future<?> running) {
        underWay = running;
        if (outcome.isDone()) {
            running.cancel(true);
        }
    }

    /** There is a response; cause is why its body is not whole. */
    private void answered(HttpUrl url, Reply reply, @Nullable Exception cause) {
        int status = reply.status();
        if (status == 304) {
            notModified(reply);
        } else if (status >= 300 && status <= 399) {
            redirected(url, reply);
        } else if (status >= 400) {
            refused(status, reply);
        } else if (status >= 200) {
            succeeded(url, reply, cause);
        } else {
            fail(FetchFault.MALFORMED_RESPONSE, "the final status is " + status);
        }
    }

    private void notModified(Reply reply) {
        if (request.validators().equals(Validators.NONE)) {
            fail(FetchFault.MALFORMED_RESPONSE, "it answers 304 (not modified) to a request without validators");
            return;
        }
        Validators fresh = validators(reply);
        outcome.complete(new FetchOutcome.NotModified(
                fresh.equals(Validators.NONE) ? request.validators() : fresh,
                Freshness.of(reply.headers(), clock.instant()),
                moved()));
    }

    private void redirected(HttpUrl url, Reply reply) {
        String location = reply.header("location");
        if (location == null || location.isBlank()) {
            fail(FetchFault.MALFORMED_RESPONSE, "it answers " + reply.status() + " without a Location");
            return;
        }
        if (redirects == MOST_REDIRECTS) {
            fail(
                    FetchFault.REDIRECT_LOOP,
                    "more than " + MOST_REDIRECTS + " redirects, the last one to " + shown(location));
            return;
        }
        redirects++;
        HttpUrl.Reading target = url.resolve(location);
        remember(reply.status(), target);
        go(target);
    }

    /** What follows a temporary redirect is temporary too, whatever its status says. */
    private void remember(int status, HttpUrl.Reading target) {
        onlyPermanent &= status == 301 || status == 308;
        if (onlyPermanent) {
            movedTo = target.match(HttpUrl.Read::url, forbidden -> null, unreadable -> null);
        }
    }

    private void refused(int status, Reply reply) {
        FetchFault fault = switch (status) {
            case 401, 403, 407, 451 -> FetchFault.HTTP_FORBIDDEN;
            case 404 -> FetchFault.NOT_FOUND;
            case 408, 425 -> FetchFault.ASKED_TO_REPEAT;
            case 410 -> FetchFault.GONE;
            case 429 -> FetchFault.TOO_MANY_REQUESTS;
            // RFC 9110, 15: a status above 599 is taken for a server\'s error.
            default -> status >= 500 ? FetchFault.HTTP_SERVER_ERROR : FetchFault.HTTP_CLIENT_ERROR;
        };
        Instant now = clock.instant();
        boolean heard = status == 429 || status == 503;
        Duration retryAfter = heard
                ? RetryAfter.read(reply.header("retry-after"), now, settings.maxRetryAfter())
                        .orElse(null)
                : null;
        Problem problem = fault.problem(request.url(), describe("it answers " + status), now);
        outcome.complete(new FetchOutcome.Failed(fault, problem, retryAfter));
    }

    private void succeeded(HttpUrl url, Reply reply, @Nullable Exception cause) {
        Instant now = clock.instant();
        FetchFault fault =
                cause == null ? null : cause instanceof BodyLimit limit ? limit.fault() : FetchFault.BROKEN_OFF;
        if (fault != null) {
            reply.breakOff();
        }
        String message = cause == null ? "" : String.valueOf(cause.getMessage());
        boolean readable = fault == FetchFault.TOO_LARGE || fault == FetchFault.BROKEN_OFF;
        if (fault != null && !(readable && reply.length() > 0)) {
            fail(fault, message);
            return;
        }
        byte[] bytes = reply.bytes();
        if (isBlank(bytes)) {
            fail(FetchFault.EMPTY_BODY, "it answers " + reply.status() + " with an empty body");
            return;
        }
        Map<String, String> headers = new HashMap<>(reply.headers());
        headers.remove("set-cookie");
        Page page = new Page(
                request.url(),
                url.toString(),
                reply.status(),
                headers,
                charset(reply.header("content-type")),
                bytes,
                fault != null,
                now);
        outcome.complete(new FetchOutcome.Fetched(
                page,
                fault == FetchFault.BROKEN_OFF ? Validators.NONE : validators(reply),
                Freshness.of(reply.headers(), now),
                fault == null ? null : fault.problem(request.url(), describe(message), now),
                moved()));
    }

    private @Nullable String moved() {
        return movedTo == null ? null : movedTo.toString();
    }

    /** There is no response. */
    private void broke(Exception cause) {
        fail(ConnectionFault.of(cause), ConnectionFault.message(cause));
    }

    private void fail(FetchFault fault, String message) {
        outcome.complete(fault.failed(request.url(), describe(message), clock.instant()));
    }

    private String describe(String message) {
        String from = redirects == 0 ? "" : " (after " + redirects + " redirects, at " + shown(asked) + ")";
        return shown(request.url()) + ": " + message + from;
    }

    private static void header(BasicHttpRequest get, String name, @Nullable String value) {
        // A feed's validators and language come from outside: what could split the header is not sent.
        if (value != null && value.chars().noneMatch(Character::isISOControl)) {
            get.setHeader(name, value);
        }
    }

    private static Validators validators(Reply reply) {
        return new Validators(reply.header("etag"), reply.header("last-modified"));
    }

    private static @Nullable String charset(@Nullable String contentType) {
        return Optional.ofNullable(contentType)
                .map(CHARSET::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .orElse(null);
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b > ' ' || b < 0) {
                return false;
            }
        }
        return true;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String shown(String text) {
        return text.length() <= MOST_TEXT_SHOWN ? text : text.substring(0, MOST_TEXT_SHOWN) + "…";
    }
}
