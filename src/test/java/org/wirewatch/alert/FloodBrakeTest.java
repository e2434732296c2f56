package org.wirewatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Severity;
import org.wirewatch.topic.Topic;

class FloodBrakeTest {

    private static final Instant HOUR = Instant.parse("2026-11-25T10:00:00Z");
    private static final Topic TOPIC = new Topic("nato", "NATO", Severity.HIGH, 0, 100, Map.of(), Set.of());

    private final FloodBrake brake = new FloodBrake(1);
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable FloodMemory memory;

    private int raised(int alerts, Instant now) {
        int raised = 0;
        for (int i = 0; i < alerts; i++) {
            FloodBrake.Verdict verdict = brake.decide(memory, TOPIC, "article-" + i, now);
            memory = verdict.memory();
            problems.addAll(verdict.problems());
            raised += verdict.raised() ? 1 : 0;
        }
        return raised;
    }

    @Test
    void aTopicWithinItsLimitIsNotHeld() {
        assertThat(raised(100, HOUR)).isEqualTo(100);
        assertThat(problems).isEmpty();
    }

    @Test
    void beyondItsLimitATopicIsHeldToASampleAndSaysSoOnce() {
        assertThat(raised(2_100, HOUR)).isBetween(150, 250);
        assertThat(problems).extracting(Problem::kind).containsExactly("topic-flood");
    }

    @Test
    void inTheNextHourItIsFreeAgain() {
        raised(1_000, HOUR);
        assertThat(raised(100, HOUR.plus(Duration.ofHours(1)))).isEqualTo(100);
        assertThat(problems).hasSize(1);
    }

    @Test
    void severalBrakesShareTheLimit() {
        FloodBrake one = new FloodBrake(4);
        FloodMemory of = null;
        int free = 0;
        for (int i = 0; i < 26; i++) {
            FloodBrake.Verdict verdict = one.decide(of, TOPIC, "article-" + i, HOUR);
            of = verdict.memory();
            free += verdict.problems().isEmpty() ? 1 : 0;
        }
        assertThat(free).as("25 pass, the 26th is told").isEqualTo(25);
    }
}
