package org.wirewatch.job.outbox;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.memory.SharedResources;
import org.wirewatch.fetch.FetchFault;
import org.wirewatch.fetch.FetchOutcome;
import org.wirewatch.fetch.FetchRequest;
import org.wirewatch.fetch.Fetcher;
import org.wirewatch.fetch.HttpSettings;

/**
 * The real outside of {@link FetchPages}. All subtasks of a task manager share one {@link Http}; Flink closes it when the
 * last of them lets it go.
 */
final class HttpCalls implements FetchPages.Calls {

    private final Http http;
    private final Release release;

    private HttpCalls(Http http, Release release) {
        this.http = http;
        this.release = release;
    }

    /** @param task any task of the job on this task manager */
    static HttpCalls sharedOn(Environment task, HttpSettings settings) {
        // Another job's classes of the same names are other classes.
        String type = "wirewatch-http-" + task.getJobID();
        Object lease = new Object();
        SharedResources shared = task.getSharedResources();
        try {
            Http http = shared.<Http>getOrAllocateSharedResource(type, lease, size -> new Http(settings), 0)
                    .resourceHandle();
            return new HttpCalls(http, () -> shared.release(type, lease, size -> {}));
        } catch (Exception failure) {
            throw new IllegalStateException("the task manager's HTTP client cannot be made", failure);
        }
    }

    /** Lets the shared client go. */
    private interface Release {
        void run() throws Exception;
    }

    /**
     * The client of a task manager. It bounds the bodies that are under way; beside it, those that have come and wait for a
     * slow job behind are bounded by the same limit: what is too much is asked for again later.
     */
    private static final class Http implements AutoCloseable {

        private final Fetcher fetcher;
        private final long maxHeldBytes;
        private final AtomicLong heldBytes = new AtomicLong();

        Http(HttpSettings settings) {
            this.fetcher = new Fetcher(settings, InstantSource.system());
            this.maxHeldBytes = settings.maxBufferedBytes();
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
        public void close() {
            fetcher.close();
        }
    }

    @Override
    public CompletableFuture<FetchOutcome> fetch(FetchRequest request, Runnable sending) {
        return http.fetcher.fetch(request, sending).thenApply(http::held);
    }

    @Override
    public void passedOn(FetchOutcome outcome) {
        http.heldBytes.addAndGet(-bytes(outcome));
    }

    private static long bytes(FetchOutcome outcome) {
        return outcome.match(fetched -> (long) fetched.page().body().length, notModified -> 0L, failed -> 0L);
    }

    @Override
    public void close() {
        try {
            release.run();
        } catch (Exception failure) {
            throw new IllegalStateException("the task manager's HTTP client cannot be let go", failure);
        }
    }
}
