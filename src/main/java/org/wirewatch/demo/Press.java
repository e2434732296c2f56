package org.wirewatch.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which steps of the day have happened, and when. Thread-safe. */
final class Press {

    /** What is out when the doors open appeared before, one step every so often. */
    private static final Duration BEFORE_OPENING = Duration.ofMinutes(3);

    private final Schedule schedule;
    private final InstantSource clock;
    private final int steps;
    private final Instant opened;
    private final List<Instant> happened = new ArrayList<>();

    Press(Schedule schedule, InstantSource clock, int steps) {
        this.schedule = schedule;
        this.clock = clock;
        this.steps = steps;
        this.opened = clock.instant();
        long early = 0;
        while (early < steps
                && schedule.offset((int) early).filter(Duration::isZero).isPresent()) {
            early++;
        }
        for (long i = 0; i < early; i++) {
            happened.add(opened.minus(BEFORE_OPENING.multipliedBy(early - i)));
        }
    }

    /** The instants of the steps that have happened by now, in their order. */
    synchronized List<Instant> happened() {
        Instant now = clock.instant();
        while (happened.size() < steps) {
            Optional<Instant> next = schedule.offset(happened.size()).map(opened::plus);
            if (next.isEmpty() || next.get().isAfter(now)) {
                break;
            }
            happened.add(next.get());
        }
        return List.copyOf(happened);
    }

    /** Makes the next steps happen now, at most as many as are left. */
    synchronized void run(int count) {
        Instant now = clock.instant();
        for (int i = 0; i < count && happened.size() < steps; i++) {
            happened.add(now);
        }
    }
}
