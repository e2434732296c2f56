package org.wirewatch.model;

import java.time.Instant;
import java.util.Map;

/**
 * What the whole job did in one minute.
 *
 * @param minute its start
 * @param counts measures of kind COUNT by {@link Measure#word()}; every one is present, 0 where nothing happened
 * @param latencies measures of kind MILLIS by word, then {@code _p50}, {@code _p95} or {@code _p99}, in milliseconds;
 *     absent where nothing was observed
 * @param levels measures of kind LEVEL by word
 */
public record HealthMinute(
        Instant minute, Map<String, Long> counts, Map<String, Long> latencies, Map<String, Long> levels) {

    public HealthMinute {
        counts = Map.copyOf(counts);
        latencies = Map.copyOf(latencies);
        levels = Map.copyOf(levels);
    }
}
