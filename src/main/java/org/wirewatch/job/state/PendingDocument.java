package org.wirewatch.job.state;

/**
 * The newest version of a document that Elasticsearch does not have yet; one a document, cleared when it has.
 *
 * @param index the index that it belongs to
 * @param id of the document
 * @param version external version
 * @param json the whole document
 * @param url the article's address, for problems; empty if it has none
 * @param seenMillis when the article was first seen, 0 where no latency is counted
 * @param alsoDeleteFrom the index of the month before, near a month's border, else empty
 */
public record PendingDocument(
        String index, String id, long version, byte[] json, String url, long seenMillis, String alsoDeleteFrom) {}
