/**
 * Kibana: dashboards made from sources that people can read, the proof that they hold, and the way into a Kibana.
 *
 * <p>The sources lie in {@code kibana/objects/}, from where the build copies them into the jar: data views, searches, one
 * file a dashboard, colours. {@link org.wirewatch.index.kibana.SavedObjects} makes of them what Kibana imports, one
 * {@link org.wirewatch.index.kibana.SavedObject} a line. All that is easily got wrong by hand is written by code: version
 * stamps, references, JSON inside of strings, the columns of a chart.
 *
 * <p>Kibana takes almost anything at import and shows the mistake only when a dashboard is opened. So
 * {@link org.wirewatch.index.kibana.Inspection} reads finished objects, ours or those of a file, as strictly as Kibana
 * does not: shapes, references, fields and their types in the index templates, queries, layout. A test goes one step on
 * and runs every chart's search on a real server.
 *
 * <p>{@link org.wirewatch.index.kibana.Kibana} imports them through the saved objects API and says of each object what
 * became of it.
 */
@NullMarked
package org.wirewatch.index.kibana;

import org.jspecify.annotations.NullMarked;
