/**
 * Finds which of many rules a text fulfils, and where.
 *
 * <p>Every term of the rules has a number, see {@link org.wirewatch.topic.match.Vocabulary}. A text is looked up word by
 * word once ({@link org.wirewatch.topic.match.Reading}); after that only numbers and positions are compared. What a
 * function finds is a sorted array of spans ({@link org.wirewatch.topic.match.Hits}), computed once a text where a set is
 * shared, and proximity is one sweep over such arrays ({@link org.wirewatch.topic.match.Chains}). There are no expansion
 * limits and no greedy surprises as in Lucene's intervals.
 */
@NullMarked
package org.wirewatch.topic.match;

import org.jspecify.annotations.NullMarked;
