package org.wirewatch.job;

import java.io.Serializable;
import java.time.Duration;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Section;

/**
 * Settings of the job itself, under {@code job} in wirewatch.yaml; parallelism, checkpoints and memory are Flink's own
 * settings and stay there.
 *
 * @param remember how long an article is known after its URL was last seen: 1 to 730 days, 90 by default. Shorter, and
 *     feeds that show old entries again raise old news; longer costs about 200 bytes an article
 * @param readTopicsEvery how often the topic files are looked at: 1 s to 1 h, 2 s by default
 */
public record JobSettings(Duration remember, Duration readTopicsEvery) implements Serializable {

    public static final JobSettings DEFAULTS = new JobSettings(Duration.ofDays(90), Duration.ofSeconds(2));

    public static JobSettings read(Section job, ConfigErrors errors) {
        JobSettings settings = new JobSettings(
                job.duration("remember-articles", DEFAULTS.remember(), Duration.ofDays(1), Duration.ofDays(730)),
                job.duration(
                        "read-topics-every", DEFAULTS.readTopicsEvery(), Duration.ofSeconds(1), Duration.ofHours(1)));
        return settings;
    }
}
