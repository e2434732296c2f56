package org.wirewatch.job.operator;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.wirewatch.job.state.MinuteCounts;
import org.wirewatch.model.HealthMinute;
import org.wirewatch.model.Measure;
import org.wirewatch.model.Tally;

/**
 * Counts, percentiles and levels of the minute in progress.
 *
 * <p>Times go into buckets whose borders grow by a tenth, so that a percentile is right to 10 % from a millisecond to
 * months in fewer than 300 buckets.
 */
final class MinuteTally {

    private static final double GROWTH = 1.1;

    private final Map<Measure, Long> counts = new EnumMap<>(Measure.class);
    private final Map<Measure, TreeMap<Integer, Long>> latencies = new EnumMap<>(Measure.class);
    private final Map<Measure, Map<Integer, Long>> levels = new EnumMap<>(Measure.class);

    void add(Tally tally) {
        switch (tally.measure().kind()) {
            case COUNT -> counts.merge(tally.measure(), tally.value(), Long::sum);
            case MILLIS -> addLatency(tally.measure(), bucket(tally.value()), 1);
            case LEVEL ->
                levels.computeIfAbsent(tally.measure(), m -> new HashMap<>()).put(tally.source(), tally.value());
        }
    }

    private void addLatency(Measure measure, int bucket, long number) {
        latencies.computeIfAbsent(measure, m -> new TreeMap<>()).merge(bucket, number, Long::sum);
    }

    /** What has been counted, for a checkpoint. */
    MinuteCounts counts() {
        Map<String, Long> countsByWord = new HashMap<>();
        counts.forEach((measure, number) -> countsByWord.put(measure.word(), number));
        Map<String, Long> buckets = new HashMap<>();
        latencies.forEach((measure, histogram) ->
                histogram.forEach((bucket, number) -> buckets.put(measure.word() + '#' + bucket, number)));
        Map<String, Long> lastLevels = new HashMap<>();
        levels.forEach((measure, sources) ->
                sources.forEach((source, level) -> lastLevels.put(measure.word() + '#' + source, level)));
        return new MinuteCounts(countsByWord, buckets, lastLevels);
    }

    /** Adds what a checkpoint held; measures that this release no longer has are left out. */
    void add(MinuteCounts saved) {
        for (Measure measure : Measure.values()) {
            Long number = saved.counts().get(measure.word());
            if (number != null) {
                counts.merge(measure, number, Long::sum);
            }
            saved.latencies().forEach((key, times) -> {
                if (key.startsWith(measure.word() + '#')) {
                    addLatency(measure, suffix(key), times);
                }
            });
            saved.levels().forEach((key, level) -> {
                if (key.startsWith(measure.word() + '#')) {
                    levels.computeIfAbsent(measure, m -> new HashMap<>()).put(suffix(key), level);
                }
            });
        }
    }

    private static int suffix(String key) {
        return Integer.parseInt(key.substring(key.indexOf('#') + 1));
    }

    /** Closes the minute and begins the next one; levels stay, as they are what is still there. */
    HealthMinute finish(Instant start) {
        Map<String, Long> countsByWord = new HashMap<>();
        Map<String, Long> percentiles = new HashMap<>();
        Map<String, Long> sums = new HashMap<>();
        for (Measure measure : Measure.values()) {
            switch (measure.kind()) {
                case COUNT -> countsByWord.put(measure.word(), counts.getOrDefault(measure, 0L));
                case MILLIS -> putPercentiles(measure, percentiles);
                case LEVEL ->
                    sums.put(
                            measure.word(),
                            levels.getOrDefault(measure, Map.of()).values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum());
            }
        }
        counts.clear();
        latencies.clear();
        return new HealthMinute(start, countsByWord, percentiles, sums);
    }

    private void putPercentiles(Measure measure, Map<String, Long> into) {
        TreeMap<Integer, Long> histogram = latencies.get(measure);
        if (histogram != null) {
            into.put(measure.word() + "_p50", percentile(histogram, 0.50));
            into.put(measure.word() + "_p95", percentile(histogram, 0.95));
            into.put(measure.word() + "_p99", percentile(histogram, 0.99));
        }
    }

    private static long percentile(TreeMap<Integer, Long> histogram, double share) {
        long total = histogram.values().stream().mapToLong(Long::longValue).sum();
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : histogram.entrySet()) {
            seen += bucket.getValue();
            if (seen >= wanted) {
                return millis(bucket.getKey());
            }
        }
        return millis(histogram.lastKey());
    }

    private static int bucket(long millis) {
        return (int) Math.round(Math.log1p(millis) / Math.log(GROWTH));
    }

    private static long millis(int bucket) {
        return Math.round(Math.expm1(bucket * Math.log(GROWTH)));
    }
}
