package org.wirewatch.job.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a feed is polled after a poll of it.
 *
 * @param nextPoll when the feed is asked again
 * @param intervalMillis the interval that leads to it
 * @param usualIntervalMillis the mean interval over a week
 * @param entriesPerDay how often the feed publishes, as learnt
 * @param failures polls that failed in a row, this one included
 * @param movedTo where it is asked instead of its configured address, null if it has not moved for good
 * @param validatorsTrusted false once the server has said "not modified" of a feed that was
 * @param gone whether the publisher has ended the feed
 */
public record PollPlan(
        Instant nextPoll,
        long intervalMillis,
        long usualIntervalMillis,
        double entriesPerDay,
        int failures,
        @Nullable String movedTo,
        boolean validatorsTrusted,
        boolean gone) {}
