package org.wirewatch.job.outbox;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.wirewatch.fetch.FetchFault;
import org.wirewatch.fetch.FetchOutcome;
import org.wirewatch.fetch.FetchRequest;
import org.wirewatch.model.Page;
import org.wirewatch.model.Validators;

/** Holds requests until the test answers them. Found by name, as Flink copies what an operator is made with. */
final class HeldWeb implements FetchPages.Calls, Serializable {

    private static final long serialVersionUID = 1;
    private static final Map<String, HeldWeb> WEBS = new ConcurrentHashMap<>();
    private static final Instant THEN = Instant.ofEpochMilli(1);

    private final String name = UUID.randomUUID().toString();
    private final transient Map<String, CompletableFuture<FetchOutcome>> held = new LinkedHashMap<>();
    private final transient Map<String, Runnable> unsent = new LinkedHashMap<>();
    private final transient List<String> asked = new ArrayList<>();
    private transient boolean slowToConnect;
    private transient int passedOn;

    HeldWeb() {
        WEBS.put(name, this);
    }

    private Object readResolve() {
        return WEBS.get(name);
    }

    @Override
    public CompletableFuture<FetchOutcome> fetch(FetchRequest request, Runnable sending) {
        CompletableFuture<FetchOutcome> outcome = new CompletableFuture<>();
        asked.add(request.url());
        held.put(request.url(), outcome);
        if (slowToConnect) {
            unsent.put(request.url(), sending);
        } else {
            sending.run();
        }
        return outcome;
    }

    /** From now on, requests are only sent when {@link #connect} is called. */
    void connectSlowly() {
        slowToConnect = true;
    }

    void connect(String url) {
        unsent.remove(url).run();
    }

    /** Addresses that have been asked for and are not answered yet. */
    List<String> waiting() {
        return List.copyOf(held.keySet());
    }

    /** All addresses that were ever asked for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    int passedOn() {
        return passedOn;
    }

    void answer(String url) {
        answer(url, "<html><p>text");
    }

    void answer(String url, String body) {
        Page page = new Page(
                url,
                url,
                200,
                Map.of("content-type", "text/html"),
                null,
                body.getBytes(StandardCharsets.UTF_8),
                false,
                THEN);
        held.remove(url).complete(new FetchOutcome.Fetched(page, Validators.NONE, Duration.ZERO, null));
    }

    void fail(String url, FetchFault fault) {
        fail(url, fault, null);
    }

    void fail(String url, FetchFault fault, Duration retryAfter) {
        held.remove(url)
                .complete(new FetchOutcome.Failed(fault, fault.problem(url, "it does not work", THEN), retryAfter));
    }

    @Override
    public void passedOn(FetchOutcome outcome) {
        passedOn++;
    }

    @Override
    public void close() {}
}
