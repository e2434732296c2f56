package org.wirewatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Ids;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;
import org.wirewatch.topic.Topic;

/**
 * Holds a topic to a sample when it fires far more often than its setting allows: a bad rule went live. In an hour (UTC), as
 * many alerts as {@code at-most-per-hour} are raised, then one article of {@value #SAMPLE}, chosen by its id, so that a
 * replay chooses the same. The first that is held is told in a problem. The next hour begins anew, so the topic recovers by
 * itself.
 *
 * <p>A pure function over {@link FloodMemory}. It counts what passes through it; where articles are spread over several
 * brakes, each holds an equal share of the limit.
 */
public final class FloodBrake {

    /** One of so many articles raises its alert while a topic is held. */
    static final int SAMPLE = 20;

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private final int sharers;

    /** @param sharers brakes that articles are spread over, at least 1 */
    public FloodBrake(int sharers) {
        if (sharers < 1) {
            throw new IllegalArgumentException("sharers " + sharers + " is less than 1");
        }
        this.sharers = sharers;
    }

    /**
     * What becomes of an alert.
     *
     * @param memory to be kept for the topic's next alert
     * @param raised whether this one is raised
     * @param problems one when the topic begins to be held, else none
     */
    public record Verdict(FloodMemory memory, boolean raised, List<Problem> problems) {

        public Verdict {
            problems = List.copyOf(problems);
        }
    }

    /** @param memory what was kept after the topic's last alert; null for its first */
    public Verdict decide(@Nullable FloodMemory memory, Topic topic, String articleId, Instant now) {
        long hour = Math.floorDiv(now.toEpochMilli(), HOUR_MILLIS);
        FloodMemory before = memory == null || memory.hour() != hour ? FloodMemory.of(hour) : memory;
        int limit = (topic.atMostPerHour() + sharers - 1) / sharers;
        boolean over = before.fired() >= limit;
        boolean raised = !over || Math.floorMod(Ids.hash64(articleId), SAMPLE) == 0;
        FloodMemory after = new FloodMemory(hour, before.fired() + 1, before.raised() + (raised ? 1 : 0));
        boolean first = before.fired() == limit;
        return new Verdict(after, raised, first ? List.of(problem(topic, now)) : List.of());
    }

    private static Problem problem(Topic topic, Instant now) {
        return new Problem(
                Stage.ALERT,
                "topic-flood",
                null,
                null,
                "The topic " + topic.id() + " fired more than " + topic.atMostPerHour()
                        + " times in an hour; until the hour ends, one article of " + SAMPLE + " raises an alert",
                "Look at its newest alerts: narrow the rule that fires, or raise at-most-per-hour of the topic",
                1,
                now);
    }
}
