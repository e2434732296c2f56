package org.wirewatch.job.rules;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.wirewatch.config.ConfigError;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;

/** Why changed topic files are not in effect. */
final class RulesProblems {

    private RulesProblems() {}

    static Problem refused(List<ConfigError> errors, Instant at) {
        return new Problem(
                Stage.TOPIC,
                "rules-refused",
                null,
                null,
                "the changed topic files are not in effect, the last good ones are: "
                        + errors.stream().map(ConfigError::toString).collect(Collectors.joining("; ")),
                "Run `wirewatch check`, mend what it names; the files are read again by themselves.",
                1,
                at);
    }

    static Problem subscriptionsRefused(List<ConfigError> errors, Instant at) {
        return new Problem(
                Stage.NOTIFY,
                "subscriptions-refused",
                null,
                null,
                "the changed subscriptions are not in effect, the last good ones are: "
                        + errors.stream().map(ConfigError::toString).collect(Collectors.joining("; ")),
                "Run `wirewatch check`, mend what it names; the file is read again by itself.",
                1,
                at);
    }

    static Problem unreadable(Path folder, Exception failure, Instant at) {
        return new Problem(
                Stage.TOPIC,
                "rules-unreadable",
                null,
                null,
                "a task manager cannot read the topic files in " + folder + ", so changes of them are not seen: "
                        + failure,
                "Mount the configuration folder on the task managers too, or restart the job after each change.",
                1,
                at);
    }
}
