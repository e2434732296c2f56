package org.wirewatch.topic;

import java.util.ArrayList;
import java.util.List;
import org.wirewatch.config.ConfigError;

/** Runs the examples that topic files bring along. */
public final class TopicExamples {

    private static final int SHOWN_CHARS = 80;

    private TopicExamples() {}

    /** The examples that do not hold, each at its place; none when all do. */
    public static List<ConfigError> failures(CompiledTopics topics) {
        List<ConfigError> failures = new ArrayList<>();
        try (TopicMatcher matcher = new TopicMatcher(topics)) {
            for (TopicExample example : topics.examples()) {
                boolean found = matcher.match("", example.text(), example.language()).matches().stream()
                        .anyMatch(match -> match.topic().id().equals(example.topicId()));
                if (found != example.matches()) {
                    failures.add(failure(example));
                }
            }
        }
        return failures;
    }

    private static ConfigError failure(TopicExample example) {
        String text = example.text().length() <= SHOWN_CHARS
                ? example.text()
                : example.text().substring(0, SHOWN_CHARS - 1) + "…";
        return new ConfigError(
                example.place(),
                example.topicId() + (example.matches() ? " is not found in \"" : " is found in \"") + text + "\"",
                example.matches() ? "Widen a rule, or remove the example" : "Narrow a rule, or remove the example");
    }
}
