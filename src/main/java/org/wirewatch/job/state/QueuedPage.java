package org.wirewatch.job.state;

/**
 * A page that waits for its host; one a number of the host's queue, cleared when its outcome is emitted.
 *
 * @param work as JSON, see {@link PageWorkJson}: read also by a release whose records have other fields
 * @param attempts how often it was tried
 * @param sinceMillis when it came into the queue; 0 where a release that did not yet note it has written it
 */
public record QueuedPage(String work, int attempts, long sinceMillis) {

    /** The same after another attempt. */
    public QueuedPage triedAgain() {
        return new QueuedPage(work, attempts + 1, sinceMillis);
    }
}
