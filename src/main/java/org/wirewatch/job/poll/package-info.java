/**
 * Polling as a Flink source (FLIP-27): a feed is a split, the enumerator decides which reader polls it, the reader when.
 *
 * <p>Feeds of one host go to one reader, also after a rescale, so that a host is polled politely by one place. A split
 * carries all that the next poll needs (validators, rhythm, failures) in at most 300 bytes, because split state is
 * written whole at every checkpoint. What is new in a feed is decided behind the source, in keyed state.
 *
 * <p>Open {@code FeedSource} first, then {@code FeedEnumerator} and {@code FeedReader}.
 */
@NullMarked
package org.wirewatch.job.poll;

import org.jspecify.annotations.NullMarked;
