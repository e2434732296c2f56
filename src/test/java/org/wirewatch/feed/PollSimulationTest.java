package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollSimulationTest {

    @Test
    void withAsManyRequestsAsAFixedIntervalTheDelayIsLessThanHalf() {
        PollSimulation simulation = new PollSimulation(60);

        PollSimulation.Result learnt = simulation.learnt(PollSettings.defaults().effort());
        Duration sameBudget = Duration.ofMillis((long) (Duration.ofDays(1).toMillis() / learnt.requestsAFeedAndDay()));
        PollSimulation.Result fixed = simulation.fixed(sameBudget);

        assertThat(learnt.meanDelayMinutes()).isLessThan(fixed.meanDelayMinutes() / 2);
    }
}
