package org.wirewatch.demo;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was asked of the newsroom. The counters know everything, the list only the newest. Thread-safe. */
final class RequestLog {

    private static final int KEPT = 20_000;

    private final Deque<ServedRequest> newest = new ArrayDeque<>();
    private final Map<String, Integer> whole = new HashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, Integer> mostAtOnce = new HashMap<>();

    synchronized void started(String host) {
        int now = running.merge(host, 1, Integer::sum);
        mostAtOnce.merge(host, now, Math::max);
    }

    synchronized void ended(String host, String path, boolean conditional, int status, Instant started, Instant ended) {
        running.merge(host, -1, Integer::sum);
        if (status == 200) {
            whole.merge(host + path, 1, Integer::sum);
        }
        if (newest.size() == KEPT) {
            newest.removeFirst();
        }
        newest.addLast(new ServedRequest(host, path, conditional, status, started, ended));
    }

    synchronized List<ServedRequest> newest() {
        return List.copyOf(newest);
    }

    /** How often a path was answered with 200 and its whole body. */
    synchronized int timesServed(String host, String path) {
        return whole.getOrDefault(host + path, 0);
    }

    synchronized int mostAtOnce(String host) {
        return mostAtOnce.getOrDefault(host, 0);
    }
}
