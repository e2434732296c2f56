package org.wirewatch.topic;

import java.util.List;
import org.wirewatch.model.Problem;

/**
 * What matching one article gives.
 *
 * @param matches one for each topic that is there, in the order of the topics' ids
 * @param problems rules that could not be tried; they stop no other rule
 */
public record MatchOutcome(List<TopicMatch> matches, List<Problem> problems) {

    public MatchOutcome {
        matches = List.copyOf(matches);
        problems = List.copyOf(problems);
    }
}
