package org.wirewatch.job.poll;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.ObjLongConsumer;

/**
 * The polls' own budget of a host, apart from the pages': one poll at a time and a pause between two. A host that asked
 * for rest (Retry-After) rests for all its feeds.
 *
 * <p>Not thread-safe: it belongs to the reader's task thread. It is not in checkpoints; after a restart the next poll of
 * the feed that was told to wait is still where Retry-After put it.
 */
final class HostTurns<T> {

    private final long pauseMillis;
    private final Map<String, Turn<T>> turns = new HashMap<>();

    HostTurns(long pauseMillis) {
        this.pauseMillis = pauseMillis;
    }

    /**
     * Asks for a host's turn.
     *
     * @param feed whose poll it would be
     * @param later where a feed goes that must wait: with the time at which to ask again
     * @return whether the feed may be polled now; if so, {@link #finished} must follow
     */
    boolean take(String host, T feed, long now, ObjLongConsumer<T> later) {
        Turn<T> turn = turns.computeIfAbsent(host, h -> new Turn<>());
        if (turn.busy) {
            turn.queue.add(feed);
            return false;
        }
        if (now < turn.freeAt) {
            later.accept(feed, turn.freeAt);
            return false;
        }
        turn.busy = true;
        return true;
    }

    /** A poll is over; the next of the host's feeds, if one waits, is due after the pause or the rest. */
    void finished(String host, long now, long restMillis, ObjLongConsumer<T> later) {
        Turn<T> turn = turns.get(host);
        turn.busy = false;
        turn.freeAt = now + Math.max(pauseMillis, restMillis);
        T next = turn.queue.poll();
        if (next != null) {
            later.accept(next, turn.freeAt);
        }
    }

    private static final class Turn<T> {
        private boolean busy;
        private long freeAt;
        private final Queue<T> queue = new ArrayDeque<>();
    }
}
