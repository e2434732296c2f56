/**
 * What makes Wirewatch run on a machine that has nothing but a JDK: a real Elasticsearch server as a child process, and
 * a local newsroom.
 *
 * <p>{@link org.wirewatch.demo.EmbeddedElasticsearch} starts the distribution that the build unpacked into
 * {@code target/}. It is the server that Elastic publishes to test plugins against: the real engine without ILM, data
 * streams, scripts and language analyzers.
 */
@NullMarked
package org.wirewatch.demo;

import org.jspecify.annotations.NullMarked;
