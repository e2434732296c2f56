package org.wirewatch.topic;

import java.util.List;
import org.wirewatch.model.Mention;

/**
 * An article mentions a topic.
 *
 * @param ruleVersion hash of the topic file and the shared sets, as they were
 * @param mentions in the order of the text, title first; at least one
 */
public record TopicMatch(Topic topic, String ruleVersion, List<Mention> mentions) {

    public TopicMatch {
        mentions = List.copyOf(mentions);
        if (mentions.isEmpty()) {
            throw new IllegalArgumentException("match of " + topic.id() + " without a mention");
        }
    }
}
