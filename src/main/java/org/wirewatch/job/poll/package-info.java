/**
 * Polling as a Flink source (FLIP-27): a feed is a split, the enumerator decides which reader polls it, the reader when.
 *
 * <p>Feeds of one host go to one reader, also after a rescale, so that a host is polled politely by one place. A split
 * carries all that the next poll needs (validators, rhythm, failures) in at most 300 bytes, because split state is
 * written whole at every checkpoint. What is new in a feed is decided behind the source, in keyed state.
 *
 * <p>Only the enumerator knows the list of feeds. It looks at the feed files, tells readers in events how feeds are
 * configured, before their splits and whenever that changes, and takes feeds away again. First polls are spread by the
 * enumerator ({@code FirstPolls}), overdue ones by the reader ({@code StartRate}); {@code HostTurns} keeps a host's polls
 * apart. What all of it costs with 50,000 feeds: {@code FeedLoad} (test sources), README.md in package feed.
 *
 * <p>Open {@code FeedSource} first, then {@code FeedEnumerator} and {@code FeedReader}.
 */
@NullMarked
package org.wirewatch.job.poll;

import org.jspecify.annotations.NullMarked;
