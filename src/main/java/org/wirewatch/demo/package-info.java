/**
 * What makes Wirewatch run on a machine that has nothing but a JDK: a real Elasticsearch server as a child process, and
 * a local newsroom, a set of fictional outlets that publish over real HTTP on loopback.
 *
 * <p>{@link org.wirewatch.demo.EmbeddedElasticsearch} starts the distribution that the build unpacked into
 * {@code target/}. It is the server that Elastic publishes to test plugins against: the real engine without ILM, data
 * streams, scripts and language analyzers.
 *
 * <p>{@link org.wirewatch.demo.Newsroom} is the door to the other half. Behind it stand texts, not code:
 * {@code outlets/} describes who publishes, {@code templates/} how their pages look, {@code reports/} what they write
 * and which topics that mentions, and {@code day.txt} in which order. A {@link org.wirewatch.demo.Schedule} says when;
 * what is visible at an instant follows from the day, the schedule and the clock alone, so two runs see the same world.
 *
 * <p>The outlets are well-behaved. What goes wrong in the wild is a {@link org.wirewatch.demo.Misfortune}, each on a
 * host of its own with the problem that it should lead to, and happens only to those who ask for it.
 *
 * <p>The newsroom listens on loopback addresses only (127.0.0.x, misfortunes 127.0.1.x), all on one port. Where the
 * system has but one loopback address (macOS), hosts that cannot have their own share 127.0.0.1 on other ports.
 *
 * <p>To add a report: write {@code reports/slug.txt}, name the slug in {@code day.txt}, run {@code NewsroomTest}.
 */
@NullMarked
package org.wirewatch.demo;

import org.jspecify.annotations.NullMarked;
