package org.wirewatch.topic;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.wirewatch.model.Severity;

/**
 * What a topic file says of its topic, without its rules.
 *
 * @param id kebab-case, unique in the catalogue
 * @param title what people call it
 * @param severity of an alert, unless a rule that matched asks for more
 * @param threshold the score below which no alert is raised, 0..1
 * @param atMostPerHour alerts in an hour above which the topic is held to a sample
 * @param ruleSeverities by rule id: of alerts in which this rule matched
 * @param supportingRules ids of rules that raise no alert alone, but add to one that another rule raises
 */
public record Topic(
        String id,
        String title,
        Severity severity,
        double threshold,
        int atMostPerHour,
        Map<String, Severity> ruleSeverities,
        Set<String> supportingRules) {

    public Topic {
        Objects.requireNonNull(id, "id");
        ruleSeverities = Map.copyOf(ruleSeverities);
        supportingRules = Set.copyOf(supportingRules);
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("topic " + id + ": threshold " + threshold + " is not in 0..1");
        }
    }
}
