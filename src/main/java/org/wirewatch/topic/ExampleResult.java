package org.wirewatch.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirewatch.model.Mention;

/**
 * What the rules say of an example.
 *
 * @param mentions what was found of the example's topic
 * @param nearest the rule that lacked least, where the topic was to be found and was not
 */
public record ExampleResult(TopicExample example, List<Mention> mentions, Optional<NearMiss> nearest) {

    public ExampleResult {
        mentions = List.copyOf(mentions);
    }

    /** Whether the rules say what the file says. */
    public boolean holds() {
        return example.matches() != mentions.isEmpty();
    }

    /** Tries all examples that topic files bring along, each alone as the body of an article in its language. */
    public static List<ExampleResult> ofAll(CompiledTopics topics) {
        return of(topics, topics.examples());
    }

    /** Tries some examples. */
    public static List<ExampleResult> of(CompiledTopics topics, List<TopicExample> examples) {
        List<ExampleResult> results = new ArrayList<>();
        try (TopicMatcher matcher = new TopicMatcher(topics)) {
            for (TopicExample example : examples) {
                results.add(of(matcher, example));
            }
        }
        return List.copyOf(results);
    }

    private static ExampleResult of(TopicMatcher matcher, TopicExample example) {
        List<Mention> mentions = matcher.match("", example.text(), example.language()).matches().stream()
                .filter(match -> match.topic().id().equals(example.topicId()))
                .flatMap(match -> match.mentions().stream())
                .toList();
        Optional<NearMiss> nearest = mentions.isEmpty() && example.matches()
                ? matcher.nearMisses("", example.text(), example.language()).stream()
                        .filter(miss -> miss.topic().id().equals(example.topicId()))
                        .findFirst()
                : Optional.empty();
        return new ExampleResult(example, mentions, nearest);
    }
}
