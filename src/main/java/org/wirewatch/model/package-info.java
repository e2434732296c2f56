/**
 * What flows through Wirewatch: feed, entry, page, article, mention, alert, and the problem that any stage may report.
 *
 * <p>These records are both the domain's words and the records of the stream, so they keep to what Flink serialises
 * without reflection on generic types: public records whose components are strings, primitives, instants, enums, byte
 * arrays, lists and maps of those, or other records of this kind. Absence is a {@code null} component that is marked
 * {@link org.jspecify.annotations.Nullable}; lists are never null. {@code StreamTypesTest} proves it for every type
 * that crosses an edge of the job.
 *
 * <p>The compact constructors run again whenever a record is read from the network or from a checkpoint: they check
 * cheaply, and a check is never made stricter once a version that wrote the record has been released.
 */
@NullMarked
package org.wirewatch.model;

import org.jspecify.annotations.NullMarked;
