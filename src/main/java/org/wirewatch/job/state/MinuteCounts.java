package org.wirewatch.job.state;

import java.util.Map;

/**
 * What one minute has counted so far.
 *
 * @param counts measures of kind COUNT by word
 * @param latencies measures of kind MILLIS: word, then {@code #} and the histogram's bucket, to how many
 * @param levels measures of kind LEVEL: word, then {@code #} and the subtask, to the last level
 */
public record MinuteCounts(Map<String, Long> counts, Map<String, Long> latencies, Map<String, Long> levels) {}
