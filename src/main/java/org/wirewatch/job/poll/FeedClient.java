package org.wirewatch.job.poll;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.wirewatch.feed.FeedParser;
import org.wirewatch.feed.FeedProblems;
import org.wirewatch.feed.PollMemory;
import org.wirewatch.feed.PollPolicy;
import org.wirewatch.feed.PollResult;
import org.wirewatch.feed.PollResult.Failed.Outlook;
import org.wirewatch.fetch.Accept;
import org.wirewatch.fetch.FetchFault;
import org.wirewatch.fetch.FetchOutcome;
import org.wirewatch.fetch.FetchRequest;
import org.wirewatch.fetch.Fetcher;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Page;
import org.wirewatch.model.Validators;

/** Asks for a feed and reads what comes, off the task's thread. */
final class FeedClient implements AutoCloseable {

    private final Fetcher fetcher;
    private final FeedParser parser;
    private final PollPolicy policy;
    private final InstantSource clock;
    private final ExecutorService parsing;

    FeedClient(Fetcher fetcher, FeedParser parser, PollPolicy policy, InstantSource clock) {
        this.fetcher = fetcher;
        this.parser = parser;
        this.policy = policy;
        this.clock = clock;
        this.parsing = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "feed-parser");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A server without validators that sends the same body again costs no parse: the memory knows its hash. */
    CompletableFuture<PollResult> poll(Feed feed, PollMemory memory) {
        Validators validators = policy.validators(memory, clock.instant());
        return fetcher.fetch(new FetchRequest(memory.address(feed), Accept.FEED, validators, feed.language()))
                .thenApplyAsync(outcome -> read(feed, memory, outcome), parsing);
    }

    private PollResult read(Feed feed, PollMemory memory, FetchOutcome outcome) {
        return outcome.match(
                fetched -> changed(feed, memory, fetched),
                notModified -> new PollResult.Unchanged(
                        notModified.validators(), notModified.freshness(), 0, notModified.movedTo()),
                failed -> failed(feed, failed));
    }

    private static PollResult failed(Feed feed, FetchOutcome.Failed failed) {
        Outlook outlook = outlook(failed);
        return new PollResult.Failed(
                outlook == Outlook.GONE
                        ? FeedProblems.gone(feed, failed.problem())
                        : FeedProblems.ofPoll(feed, failed.problem()),
                outlook,
                failed.retryAfter());
    }

    private static Outlook outlook(FetchOutcome.Failed failed) {
        if (failed.fault() == FetchFault.GONE) {
            return Outlook.GONE;
        }
        if (failed.fault() == FetchFault.TOO_MANY_REQUESTS || failed.retryAfter() != null) {
            return Outlook.BUSY;
        }
        return failed.passing() ? Outlook.PASSING : Outlook.LASTING;
    }

    private PollResult changed(Feed feed, PollMemory memory, FetchOutcome.Fetched fetched) {
        Page page = fetched.page();
        long hash = PollPolicy.bodyHash(page.body());
        if (policy.sameBody(memory, hash)) {
            return new PollResult.Unchanged(
                    fetched.validators(), fetched.freshness(), page.body().length, fetched.movedTo());
        }
        Instant now = clock.instant();
        return parser.parse(page.body(), page.headers().get("content-type"), page.finalUrl(), feed, now)
                .match(
                        parsed -> new PollResult.Changed(
                                parsed.feed(),
                                fetched.validators(),
                                hash,
                                fetched.freshness(),
                                page.body().length,
                                fetched.movedTo(),
                                fetched.cut() == null ? null : FeedProblems.ofPoll(feed, fetched.cut())),
                        unreadable -> new PollResult.Failed(unreadable.problem(), Outlook.LASTING, null));
    }

    @Override
    public void close() {
        parsing.shutdownNow();
        fetcher.close();
    }
}
