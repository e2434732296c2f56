package org.wirewatch.job.outbox;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.wirewatch.fetch.FetchFault;
import org.wirewatch.fetch.FetchOutcome;
import org.wirewatch.fetch.FetchRequest;
import org.wirewatch.fetch.Fetcher;
import org.wirewatch.fetch.HttpSettings;

/**
 * The real outside of {@link FetchPages}. The fetcher bounds the bodies that are under way; this bounds those that have
 * come and wait for a slow job behind, by the same limit: what is too much is asked for again later.
 */
final class HttpCalls implements FetchPages.Calls {

    private final Fetcher fetcher;
    private final long maxHeldBytes;
    private final AtomicLong heldBytes = new AtomicLong();

    HttpCalls(HttpSettings settings) {
        this.fetcher = new Fetcher(settings, InstantSource.system());
        this.maxHeldBytes = settings.maxBufferedBytes();
    }

    @Override
    public CompletableFuture<FetchOutcome> fetch(FetchRequest request, Runnable sending) {
        return fetcher.fetch(request, sending).thenApply(this::held);
    }

    /** Runs on the fetcher's threads. */
    private FetchOutcome held(FetchOutcome outcome) {
        long bytes = bytes(outcome);
        if (heldBytes.addAndGet(bytes) <= maxHeldBytes || bytes == 0) {
            return outcome;
        }
        long others = heldBytes.addAndGet(-bytes);
        return outcome.match(
                fetched -> FetchFault.NO_MEMORY.failed(
                        fetched.page().requestedUrl(),
                        "pages that are not yet passed on hold " + others + " bytes, and " + bytes
                                + " more would be over the limit of " + maxHeldBytes,
                        fetched.page().fetched()),
                notModified -> notModified,
                failed -> failed);
    }

    @Override
    public void passedOn(FetchOutcome outcome) {
        heldBytes.addAndGet(-bytes(outcome));
    }

    private static long bytes(FetchOutcome outcome) {
        return outcome.match(fetched -> (long) fetched.page().body().length, notModified -> 0L, failed -> 0L);
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
