package org.wirewatch.job.poll;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.IntFunction;
import java.util.function.ObjLongConsumer;

/**
 * The polls' own budget of a host, apart from the pages': one poll at a time and a pause between two. A host that asked
 * for rest rests for all its feeds.
 *
 * <p>Not thread-safe: it belongs to the reader's task thread. It is not in checkpoints: a host's rest is in the next
 * polls of its feeds.
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

    /** A poll is over; the next of the host's feeds, if one waits, is due after the pause. */
    void finished(String host, long now, ObjLongConsumer<T> later) {
        Turn<T> turn = turns.get(host);
        turn.refusals = 0;
        free(turn, now + pauseMillis, later);
    }

    /**
     * A poll is over, and the host asked for fewer of them.
     *
     * @param rest how long it rests, by how many polls in a row it has refused
     * @return until when it rests
     */
    long refused(String host, long now, IntFunction<Duration> rest, ObjLongConsumer<T> later) {
        Turn<T> turn = turns.get(host);
        turn.refusals++;
        long until = now + Math.max(pauseMillis, rest.apply(turn.refusals).toMillis());
        free(turn, until, later);
        return until;
    }

    private static <T> void free(Turn<T> turn, long at, ObjLongConsumer<T> later) {
        turn.busy = false;
        turn.freeAt = at;
        T next = turn.queue.poll();
        if (next != null) {
            later.accept(next, at);
        }
    }

    private static final class Turn<T> {
        private boolean busy;
        private long freeAt;
        private int refusals;
        private final Queue<T> queue = new ArrayDeque<>();
    }
}
