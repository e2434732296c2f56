package org.wirewatch.model;

import java.util.Objects;

/**
 * A place where a rule of a topic is fulfilled.
 *
 * @param topicId the topic
 * @param ruleId the rule of that topic
 * @param field which text of the article
 * @param start first character, a UTF-16 offset into the text that is indexed
 * @param end one past the last character, above {@code start}
 * @param text the characters from {@code start} to {@code end}
 * @param sentence the sentence around it, the evidence that people read
 */
public record Mention(String topicId, String ruleId, Field field, int start, int end, String text, String sentence) {

    public Mention {
        Objects.requireNonNull(topicId, "topicId");
        Objects.requireNonNull(ruleId, "ruleId");
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("mention of " + topicId + ": range " + start + ".." + end);
        }
    }
}
