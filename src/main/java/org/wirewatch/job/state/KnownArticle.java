package org.wirewatch.job.state;

/**
 * An entry URL that has been seen; one a URL key, for as long as the articles' TTL.
 *
 * @param articleId minted from this URL at first sight
 * @param firstSeenMillis when that was
 * @param timely whether its feed was already being watched
 */
public record KnownArticle(String articleId, long firstSeenMillis, boolean timely) {}
