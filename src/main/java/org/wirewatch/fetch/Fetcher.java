package org.wirewatch.fetch;

import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks servers for feeds and pages. Thread-safe; one is enough for a process, and it holds some 20 threads however many
 * fetches are under way.
 *
 * <p>It asks at once whatever it is asked: pace and retries are {@link HostPace}'s to decide and its caller's to keep.
 */
public final class Fetcher implements AutoCloseable {

    private final HttpSettings settings;
    private final InstantSource clock;
    private final FetchClient client;
    private final ScheduledThreadPoolExecutor deadlines;
    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Starts its threads; {@link #close} ends them. */
    public Fetcher(HttpSettings settings, InstantSource clock) {
        this(settings, clock, NameResolver.ofTheSystem(), null);
    }

    /** @param trust the certificates to trust, null for those of the platform */
    Fetcher(HttpSettings settings, InstantSource clock, NameResolver names, @Nullable SSLContext trust) {
        this.settings = settings;
        this.clock = clock;
        this.client = new FetchClient(settings, names, trust);
        this.deadlines = new ScheduledThreadPoolExecutor(1, FetchClient.daemons("fetch-deadlines"));
        this.deadlines.setRemoveOnCancelPolicy(true);
    }

    /**
     * Fetches.
     *
     * @return completes with an outcome by the deadline, never exceptionally, on a thread of the fetcher: do nothing
     *     long there. Cancelling it has no effect.
     */
    public CompletableFuture<FetchOutcome> fetch(FetchRequest request) {
        return fetch(request, () -> {});
    }

    /**
     * Fetches, and tells when the server is really asked: what is between that and this call (looking the name up,
     * connecting, TLS) can take longer than a host's whole pace.
     *
     * @param sending runs right before each request is written, so once more for each redirect that is followed, on a
     *     thread of the fetcher; never for a host that cannot be connected to
     * @return as {@link #fetch(FetchRequest)}
     */
    public CompletableFuture<FetchOutcome> fetch(FetchRequest request, Runnable sending) {
        Exchange exchange = new Exchange(request, client, settings, clock, sending);
        underWay.add(exchange);
        Future<?> deadline = expire(exchange);
        CompletableFuture<FetchOutcome> outcome = exchange.outcome().whenComplete((done, impossible) -> {
            deadline.cancel(false);
            underWay.remove(exchange);
        });
        if (closed) {
            end(exchange);
        } else {
            exchange.start();
        }
        return outcome;
    }

    /** Ends what is under way, each with an outcome of kind {@link FetchFault#SHUTTING_DOWN}, and frees everything. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(Fetcher::end);
        deadlines.shutdownNow();
        client.close();
    }

    private Future<?> expire(Exchange exchange) {
        long millis = settings.deadline().toMillis();
        try {
            return deadlines.schedule(
                    () -> exchange.end(FetchFault.TIMEOUT, "not complete after the deadline of " + millis + " ms"),
                    millis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException shutDown) {
            return CompletableFuture.completedFuture(null);
        }
    }

    private static void end(Exchange exchange) {
        exchange.end(FetchFault.SHUTTING_DOWN, "the fetcher is being closed");
    }
}
