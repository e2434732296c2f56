package org.wirewatch.job.state;

/**
 * An item that waits for its message; one a number, cleared when the message is made.
 *
 * @param item as JSON, see {@link NotifyJson}
 * @param severity its number
 */
public record HeldItem(String item, int severity) {}
