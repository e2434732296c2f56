package org.wirewatch.job.outbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a subtask knows of one host's queue beside its state: which calls are under way, and of each page that waits what
 * is needed to pass it over without reading it. It is gone with the task and found again in state.
 */
final class HostCalls {

    private final Map<Long, Waiting> waiting = new HashMap<>();
    private final Map<Long, FollowUp> followUps = new HashMap<>();
    private final Set<Long> pages = new HashSet<>();
    private final Set<String> robots = new HashSet<>();
    private final Set<Object> unsent = new HashSet<>();
    private boolean slowedByRobots;

    /**
     * A page that waits.
     *
     * @param origin whose robots.txt counts for it
     * @param since when it came
     */
    record Waiting(String origin, Instant since) {}

    void waits(long page, String origin, Instant since) {
        waiting.put(page, new Waiting(origin, since));
    }

    /** The page is to be fetched from elsewhere. */
    void goesOn(long page, FollowUp further, String origin) {
        followUps.put(page, further);
        waits(page, origin, waiting.get(page).since());
    }

    /** The page is done with. */
    void removed(long page) {
        waiting.remove(page);
        followUps.remove(page);
    }

    Waiting waiting(long page) {
        return waiting.get(page);
    }

    /** Where the page is to be fetched, if not at its own address. */
    Optional<FollowUp> followUp(long page) {
        return Optional.ofNullable(followUps.get(page));
    }

    /** How many pages wait or are under way. */
    int size() {
        return waiting.size();
    }

    void started(long page) {
        pages.add(page);
    }

    void started(String robotsOrigin) {
        robots.add(robotsOrigin);
    }

    /** A call is handed to the client. */
    void handedOver(Object call) {
        unsent.add(call);
    }

    /** The host has really been asked, or never will be. */
    void sent(Object call) {
        unsent.remove(call);
    }

    void answered(long page) {
        pages.remove(page);
    }

    void answered(String robotsOrigin) {
        robots.remove(robotsOrigin);
    }

    /** Numbers of the pages that are under way. */
    Set<Long> pagesUnderWay() {
        return pages;
    }

    /** Whether the robots.txt of this origin is being asked for. */
    boolean isAsking(String origin) {
        return robots.contains(origin);
    }

    int underWay() {
        return pages.size() + robots.size();
    }

    /** Whether robots.txt makes us slower than we would be. */
    boolean isSlowedByRobots() {
        return slowedByRobots;
    }

    void slowedByRobots(boolean slowed) {
        slowedByRobots = slowed;
    }

    /** Whether a call still waits for a name or a connection: the pause after it cannot begin yet. */
    boolean anyUnsent() {
        return !unsent.isEmpty();
    }
}
