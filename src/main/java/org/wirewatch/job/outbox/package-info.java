/**
 * The stages that wait for the outside: pages to fetch, documents to index.
 *
 * <p>Each of them is an {@link org.wirewatch.job.outbox.Outbox}: what is pending lies in keyed state, a call runs
 * asynchronously, its answer comes back through the operator's mailbox, and only then is the pending thing removed. So
 * checkpoints never wait for a newspaper's server or for Elasticsearch, a restart or a rescale asks again for what was
 * under way, and an outage grows state on disk instead of stopping the job. Flink's async I/O and its async sinks were
 * tried and refused: the first hands elements in flight to any subtask after a restore, which breaks politeness per
 * host; the second completes no checkpoint while its target is away.
 *
 * <p>Start reading at {@code Outbox}, whose comment is the contract, then {@code FetchPages} and {@code
 * IndexDocuments}.
 */
@NullMarked
package org.wirewatch.job.outbox;

import org.jspecify.annotations.NullMarked;
