/**
 * What the job's operators keep in checkpoints.
 *
 * <p>Small records of our own, never the domain's records whole, so that the model can change without losing state.
 * Flink writes them field by field and reads records with a field more or fewer; a field never changes its type or
 * meaning. {@code StateSchemaTest} holds the fields of every released version.
 */
@NullMarked
package org.wirewatch.job.state;

import org.jspecify.annotations.NullMarked;
