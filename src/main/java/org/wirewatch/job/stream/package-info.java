/** What crosses the edges of the job's graph beside the records of {@code model}: work on its way to an article. */
@NullMarked
package org.wirewatch.job.stream;

import org.jspecify.annotations.NullMarked;
