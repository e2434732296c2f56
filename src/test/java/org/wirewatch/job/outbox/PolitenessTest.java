package org.wirewatch.job.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.job.ManyHosts;

/** A small {@link PolitenessBenchmark}: the real operator, client and sockets. */
class PolitenessTest {

    private static final Duration PACE = Duration.ofMillis(400);
    private static final int HOSTS = 20;
    private static final int SILENT = 3;
    private static final int ENTRIES = 5;

    @Test
    void noHostIsAskedTooFastAndSilentOnesHoldNobodyUp() throws Exception {
        ConfigErrors errors = new ConfigErrors();
        HttpSettings http =
                HttpSettings.read(Yaml.read("test", "pace: {delay: " + PACE.toMillis() + "ms}", errors), errors);
        errors.throwIfAny();

        PoliteRun.Measured measured = new PoliteRun(
                        HOSTS, SILENT, ENTRIES, http.withAllowNetworks(List.of(ManyHosts.NETWORK)))
                .run(Duration.ofMinutes(1));

        assertThat(measured.pages()).isEqualTo((HOSTS - SILENT) * ENTRIES);
        assertThat(measured.requests()).as("and robots.txt").isEqualTo((HOSTS - SILENT) * (ENTRIES + 1));
        assertThat(measured.shortestSendGap()).isGreaterThanOrEqualTo(PACE);
        assertThat(measured.elapsed())
                .as("less than one silent host takes until its deadline")
                .isLessThan(http.deadline());
    }
}
