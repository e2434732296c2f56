package org.wirewatch.job.state;

/**
 * A page that waits for its host; one a number of the host's queue, cleared when its outcome is emitted.
 *
 * @param work as JSON, see {@link PageWorkJson}: read also by a release whose records have other fields
 * @param attempts how often it was tried
 */
public record QueuedPage(String work, int attempts) {}
