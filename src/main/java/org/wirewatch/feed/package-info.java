/**
 * Feeds: which there are, how their bodies are read, when they are asked next, and what in them is new.
 *
 * <p>Five questions, each answered by one class that has neither a clock nor a connection:
 *
 * <ul>
 *   <li>{@link org.wirewatch.feed.FeedsFile}: which feeds are configured?
 *   <li>{@link org.wirewatch.feed.FeedParser}: what does this body say? Anything is read that a publisher can have meant
 *       as a feed, and every repair is named. ROME reads what is well-formed.
 *   <li>{@link org.wirewatch.feed.PollPolicy}: when and with which validators is the feed asked next? All that is
 *       remembered in between is a {@link org.wirewatch.feed.PollMemory} of at most 300 bytes and an address, if the feed
 *       has moved for good ({@link org.wirewatch.feed.Move}).
 *   <li>{@link org.wirewatch.feed.Novelty}: which entries were never seen before? Remembered are 64-bit keys, the
 *       {@link org.wirewatch.feed.KnownEntries}.
 *   <li>{@link org.wirewatch.feed.PublishingGaps}: is the feed silent for longer than its habit explains?
 * </ul>
 *
 * <p>{@link org.wirewatch.feed.FeedsWatch} notices that the list of feeds has changed, {@link
 * org.wirewatch.feed.FeedLinks} where a site may have feeds, {@link org.wirewatch.feed.FeedProblems} words what is wrong
 * with a feed as a whole. README.md beside this file has what was measured and how.
 *
 * <p>The words: a <i>poll</i> asks a feed; it is <i>unchanged</i> on 304 or when the body is the last one again; an
 * <i>entry</i> is one item of a feed, its <i>guid</i> what the publisher wrote to identify it.
 */
@NullMarked
package org.wirewatch.feed;

import org.jspecify.annotations.NullMarked;
