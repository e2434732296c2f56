package org.wirewatch.job.outbox;

import java.util.HashSet;
import java.util.Set;

/** The calls of one host that a subtask has under way: gone with the task, whose queue is then asked for again. */
final class HostCalls {

    private final Set<Long> pages = new HashSet<>();
    private final Set<Long> unsent = new HashSet<>();

    void started(long page) {
        pages.add(page);
        unsent.add(page);
    }

    /** The host has really been asked. */
    void sent(long page) {
        unsent.remove(page);
    }

    void answered(long page) {
        pages.remove(page);
        unsent.remove(page);
    }

    /** Numbers of the pages that are under way. */
    Set<Long> pages() {
        return pages;
    }

    int size() {
        return pages.size();
    }

    /** Whether a call still waits for a name or a connection: the pause after it cannot begin yet. */
    boolean anyUnsent() {
        return !unsent.isEmpty();
    }
}
