package org.wirewatch.fetch;

/**
 * All that is remembered of a host between two requests to it: small, and made of primitives, so that it can be keyed
 * state. {@link HostPace} reads it and says what it becomes. Times are milliseconds since 1970.
 *
 * @param nextStartMillis no request starts before
 * @param failures answers in a row that said that the host is in trouble or wants to be left alone
 * @param restUntilMillis the whole host is left alone until then; in the past if it is not resting
 * @param crawlDelayMillis what robots.txt asks to leave between two requests, 0 if nothing
 */
public record HostMemory(long nextStartMillis, int failures, long restUntilMillis, long crawlDelayMillis) {

    /** Of a host that has not been asked yet. */
    public static final HostMemory NEW = new HostMemory(0, 0, 0, 0);

    HostMemory withNextStart(long millis) {
        return new HostMemory(millis, failures, restUntilMillis, crawlDelayMillis);
    }

    HostMemory withFailures(int count, long restUntil) {
        return new HostMemory(nextStartMillis, count, Math.max(restUntilMillis, restUntil), crawlDelayMillis);
    }

    HostMemory withCrawlDelay(long millis) {
        return new HostMemory(nextStartMillis, failures, restUntilMillis, millis);
    }
}
