/**
 * Elasticsearch: what documents look like, how they get there, and what the server must know beforehand.
 *
 * <p>Start with {@link org.wirewatch.index.DocumentWriter}, which turns articles, alerts, problems, feed health and
 * health minutes into {@link org.wirewatch.index.Document}s, each whole, with a deterministic id and an external
 * version, so that writing one twice, or an older one late, changes nothing. {@link org.wirewatch.index.Elasticsearch}
 * sends them in bulks and sorts every document's answer into an {@link org.wirewatch.index.ItemOutcome}: written,
 * superseded by a newer version, to be tried again, or rejected for good, which is a problem with the server's reason.
 *
 * <p>{@link org.wirewatch.index.Kind} names the indices. Their mappings are strict and lie in
 * {@code config/elasticsearch/}, from where the build copies them into the jar; {@link org.wirewatch.index.Setup} puts
 * them into a server, adds new fields to indices that exist, and says what differs.
 * {@link org.wirewatch.index.Retention} drops old months, {@link org.wirewatch.index.Reading} asks for alerts and feeds.
 *
 * <p>Nothing here throws because of the server or of a document: calls give an outcome, or an
 * {@link org.wirewatch.index.Answer}. Only what the configuration lacks on this machine, a secret or a certificate, is
 * an exception when the client is made.
 */
@NullMarked
package org.wirewatch.index;

import org.jspecify.annotations.NullMarked;
