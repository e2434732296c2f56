package org.wirewatch.job.state;

/**
 * The order of a host's queue; one a host that has pages pending, cleared when it has none.
 *
 * @param next the number that the next page gets
 * @param fresh numbers of pages not yet tried, the oldest first
 * @param failed numbers of pages that are to be tried again
 * @param failedAt when, in the order of {@code failed}, in milliseconds
 */
public record HostQueue(long next, long[] fresh, long[] failed, long[] failedAt) {

    public static final HostQueue EMPTY = new HostQueue(0, new long[0], new long[0], new long[0]);
}
