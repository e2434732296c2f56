/** Reads the topic files again while the job runs, so that an analyst's change is in effect within seconds. */
@NullMarked
package org.wirewatch.job.rules;

import org.jspecify.annotations.NullMarked;
