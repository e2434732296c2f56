package org.wirewatch.notify.mail;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Connections that wait for their next message, the one used last first, so that the others grow old and are closed. */
final class IdleConnections {

    private record Idle(SmtpConnection connection, long sinceNanos) {}

    private final Deque<Idle> idle = new ArrayDeque<>();
    private final long longestNanos;
    private boolean closed;

    IdleConnections(Duration longest) {
        longestNanos = longest.toNanos();
    }

    synchronized Optional<SmtpConnection> take() {
        return Optional.ofNullable(idle.pollFirst()).map(Idle::connection);
    }

    /** For the next message; a dead one is forgotten, and after {@link #close} each one leaves. */
    void giveBack(SmtpConnection connection) {
        if (!connection.isAlive()) {
            return;
        }
        synchronized (this) {
            if (!closed) {
                idle.addFirst(new Idle(connection, System.nanoTime()));
                return;
            }
        }
        connection.leave();
    }

    /** Takes those out that have waited too long; the caller says good-bye to them. */
    synchronized List<SmtpConnection> old() {
        List<SmtpConnection> old = new ArrayList<>();
        long now = System.nanoTime();
        while (!idle.isEmpty() && now - idle.peekLast().sinceNanos >= longestNanos) {
            old.add(idle.pollLast().connection);
        }
        return old;
    }

    synchronized List<SmtpConnection> close() {
        closed = true;
        List<SmtpConnection> all = idle.stream().map(Idle::connection).toList();
        idle.clear();
        return all;
    }

    synchronized int count() {
        return idle.size();
    }
}
