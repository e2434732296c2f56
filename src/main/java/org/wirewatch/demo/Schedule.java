package org.wirewatch.demo;

import java.time.Duration;
import java.util.Optional;

/** When the newsroom's steps happen: each publishes one report, or changes one that is out. */
public sealed interface Schedule {

    /**
     * How long after opening a step happens.
     *
     * @param step counted from 0 in the order of the day
     * @return empty when it happens only at a call of {@link Newsroom#publish}
     */
    Optional<Duration> offset(int step);

    /** Everything is out when the doors open. */
    static Schedule allAtOnce() {
        return new Paced(Integer.MAX_VALUE, Duration.ofSeconds(1));
    }

    /** Nothing happens but by {@link Newsroom#publish}. */
    static Schedule byHand() {
        return new ByHand();
    }

    /** The first {@code atOnce} steps have happened at opening, then one follows every {@code pace}. */
    static Schedule paced(int atOnce, Duration pace) {
        return new Paced(atOnce, pace);
    }

    record ByHand() implements Schedule {
        @Override
        public Optional<Duration> offset(int step) {
            return Optional.empty();
        }
    }

    /**
     * @param atOnce at least 0
     * @param pace longer than nothing
     */
    record Paced(int atOnce, Duration pace) implements Schedule {
        public Paced {
            if (atOnce < 0 || pace.isNegative() || pace.isZero()) {
                throw new IllegalArgumentException("schedule: " + atOnce + " at once and one every " + pace
                        + ": want at least 0 and a time above 0");
            }
        }

        @Override
        public Optional<Duration> offset(int step) {
            return Optional.of(step < atOnce ? Duration.ZERO : pace.multipliedBy((long) step - atOnce + 1));
        }
    }
}
