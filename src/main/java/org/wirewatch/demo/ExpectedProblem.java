package org.wirewatch.demo;

/**
 * A problem that a monitor must report.
 *
 * @param misfortune what was done to it; names stage and kind
 * @param url the address that the problem names
 * @param feedId the feed that suffers
 */
public record ExpectedProblem(Misfortune misfortune, String url, String feedId) {}
