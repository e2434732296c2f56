/**
 * The same job in one process on this machine: a local Flink, its checkpoints in a folder, restored by itself at the
 * next start.
 */
@NullMarked
package org.wirewatch.job.local;

import org.jspecify.annotations.NullMarked;
