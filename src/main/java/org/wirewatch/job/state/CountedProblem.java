package org.wirewatch.job.state;

/**
 * How often a problem has happened on one day; one a problem's id, for two days.
 *
 * @param count how often
 * @param version of the last document
 */
public record CountedProblem(long count, long version) {}
