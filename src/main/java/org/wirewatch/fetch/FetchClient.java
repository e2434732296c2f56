package org.wirewatch.fetch;

import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The HTTP client with everything switched off that would decide for us, and the limits that it can keep itself. */
final class FetchClient implements AutoCloseable {

    /** Sites send many and long ones (content security policies, preload links), attackers endless ones. */
    private static final int MOST_HEADERS = 128;

    private static final int LONGEST_HEADER = 16 << 10;
    private static final int IO_THREADS = 2;
    /** Threads that may wait for a name server. */
    private static final int NAME_THREADS = 16;

    private final CloseableHttpAsyncClient client;
    private final CheckedResolver resolver;
    private final ExecutorService nameThreads;
    private final Budget budget;
    private final int bodyLimit;
    private final int robotsLimit;

    FetchClient(HttpSettings settings, NameResolver names, @Nullable SSLContext trust) {
        resolver = new CheckedResolver(names, new AddressPolicy(settings));
        nameThreads = Executors.newFixedThreadPool(NAME_THREADS, daemons("fetch-names"));
        budget = new Budget(settings.maxBufferedBytes());
        bodyLimit = settings.maxBodyBytes();
        robotsLimit = Math.min(settings.robots().maxBytes(), bodyLimit);

        Timeout connect = Timeout.of(settings.connectTimeout());
        Timeout deadline = Timeout.of(settings.deadline());
        ClientTlsStrategyBuilder tls = ClientTlsStrategyBuilder.create();
        if (trust != null) {
            tls.setSslContext(trust);
        }
        client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setTlsStrategy(tls.buildAsync())
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                        // With several requests on one HTTP/2 connection, cutting one body fails all of them.
                        .setMessageMultiplexing(false)
                        .setMaxConnTotal(settings.maxConnections())
                        .setMaxConnPerRoute(settings.maxConnections())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(deadline)
                                .setTimeToLive(TimeValue.ofMinutes(5))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                                .build())
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setHandshakeTimeout(connect)
                                .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                                .build())
                        .build())
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(IO_THREADS)
                        .setSoTimeout(deadline)
                        .setTcpNoDelay(true)
                        .build())
                .setHttp1Config(Http1Config.custom()
                        .setMaxHeaderCount(MOST_HEADERS)
                        .setMaxLineLength(LONGEST_HEADER)
                        .build())
                .setH2Config(H2Config.custom()
                        .setPushEnabled(false)
                        .setMaxHeaderListSize(8 * LONGEST_HEADER)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(deadline)
                        .setResponseTimeout(deadline)
                        .setProtocolUpgradeEnabled(false)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setContentCompressionEnabled(false)
                        .setHardCancellationEnabled(true)
                        .build())
                .setThreadFactory(daemons("fetch-io"))
                .setUserAgent(UserAgent.of(settings.contact()))
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .disableRequestPriority()
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
        client.start();
    }

    /** Looks the host up and judges it, on a thread that may wait; then calls back, with null if it may be asked. */
    Future<?> prepare(HttpUrl url, Consumer<@Nullable Exception> then) {
        try {
            return nameThreads.submit(() -> {
                Exception problem = null;
                try {
                    resolver.prepare(url.host(), url.port());
                } catch (UnknownHostException | RuntimeException refused) {
                    problem = refused;
                }
                then.accept(problem);
            });
        } catch (RejectedExecutionException closed) {
            then.accept(closed);
            return CompletableFuture.completedFuture(null);
        }
    }

    Future<?> execute(
            AsyncRequestProducer request, Reply reply, HttpClientContext context, FutureCallback<Reply> callback) {
        return client.execute(request, reply, null, context, callback);
    }

    int bodyLimit(Accept accept) {
        return accept == Accept.ROBOTS ? robotsLimit : bodyLimit;
    }

    Budget budget() {
        return budget;
    }

    @Override
    public void close() {
        nameThreads.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + '-' + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
