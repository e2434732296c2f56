package org.wirewatch.job.state;

/**
 * An item that is not told, until the log has it; one a number.
 *
 * @param item as JSON, see {@link NotifyJson}
 * @param reason a word of {@link org.wirewatch.notify.Reason}
 */
public record UntoldItem(String item, String reason) {}
