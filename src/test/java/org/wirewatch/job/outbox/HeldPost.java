package org.wirewatch.job.outbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds letters until the test answers them. Found by name, as Flink copies what an operator is made with. */
final class HeldPost implements LetterOutbox.Post {

    private static final long serialVersionUID = 1;

    private static final Map<String, HeldPost> OFFICES = new ConcurrentHashMap<>();

    private final String name;
    private final transient Map<String, CompletableFuture<String>> held = new LinkedHashMap<>();
    private final transient AtomicInteger sent = new AtomicInteger();

    HeldPost(String name) {
        this.name = name;
        OFFICES.put(name, this);
    }

    private Object readResolve() {
        return OFFICES.get(name);
    }

    @Override
    public synchronized CompletableFuture<String> send(String letter) {
        sent.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        held.put(letter, answer);
        return answer;
    }

    synchronized java.util.List<String> letters() {
        return java.util.List.copyOf(held.keySet());
    }

    synchronized void answer(String letter) {
        held.remove(letter).complete("answer to " + letter);
    }

    synchronized void refuse(String letter) {
        held.remove(letter).complete("no");
    }

    synchronized void answerAll() {
        letters().forEach(this::answer);
    }

    int sent() {
        return sent.get();
    }
}
