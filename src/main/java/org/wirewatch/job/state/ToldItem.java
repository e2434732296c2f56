package org.wirewatch.job.state;

/**
 * That something was told; one an alert, a story and a title, for as long as its TTL.
 *
 * @param severity its number
 * @param alert the alert's own key, to tell a copy from a revision
 * @param atMillis when it was decided
 */
public record ToldItem(int severity, long alert, long atMillis) {}
