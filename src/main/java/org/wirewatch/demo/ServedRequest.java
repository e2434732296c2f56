package org.wirewatch.demo;

import java.time.Instant;

/**
 * A request that the newsroom answered, to judge a client's manners by.
 *
 * @param host the loopback address that was asked
 * @param path without the query
 * @param conditional whether it carried a validator
 * @param status of the answer; 0 when the newsroom broke the answer off
 * @param started when the request had been read
 * @param ended when the last byte of the answer was written or given up
 */
public record ServedRequest(
        String host, String path, boolean conditional, int status, Instant started, Instant ended) {}
