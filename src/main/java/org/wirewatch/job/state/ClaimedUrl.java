package org.wirewatch.job.state;

/**
 * Which article a canonical URL belongs to; one a key of the URL and one an article's id, for as long as the articles'
 * TTL.
 *
 * @param articleId of the first article that named it
 * @param firstSeenMillis of that article
 * @param revision the last one that was passed on
 * @param textHash of that revision's title and body
 * @param title of that revision, to tell a copy from a page that names a wrong canonical URL
 */
public record ClaimedUrl(String articleId, long firstSeenMillis, int revision, long textHash, String title) {}
