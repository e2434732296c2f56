/**
 * The operators between the outboxes: each takes a record, asks the domain, keeps a little keyed state and passes on.
 *
 * <p>In the order of the flow: {@code NewEntries}, {@code Articles}, {@code ExtractArticles}, {@code
 * CanonicalArticles}, {@code MatchTopics}, {@code ArticleDocuments}; beside it {@code ProblemDocuments} and {@code
 * HealthMinutes}. What any of them cannot pass on becomes a problem on the side output {@code SideOutputs.PROBLEMS}.
 */
@NullMarked
package org.wirewatch.job.operator;

import org.jspecify.annotations.NullMarked;
