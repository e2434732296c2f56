package org.wirewatch.job.state;

/**
 * The version of an article's documents; one an article, for as long as the articles' TTL.
 *
 * @param version the last external version given out
 */
public record WrittenArticle(long version) {}
