package org.wirewatch.model;

import java.util.List;
import java.util.Objects;

/**
 * One article mentions one topic.
 *
 * @param articleId the article
 * @param topicId the topic
 * @param topicTitle what people call the topic
 * @param severity from the topic, raised or lowered by where and how often it is mentioned
 * @param score 0..1, how much the article is about the topic
 * @param sentence the best evidence
 * @param mentions the best first, at least one
 * @param ruleVersion hash of the topic file's rules that matched
 */
public record Alert(
        String articleId,
        String topicId,
        String topicTitle,
        Severity severity,
        double score,
        String sentence,
        List<Mention> mentions,
        String ruleVersion) {

    public Alert {
        Objects.requireNonNull(articleId, "articleId");
        mentions = List.copyOf(mentions);
        if (mentions.isEmpty()) {
            throw new IllegalArgumentException("alert of " + topicId + " without a mention");
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("alert of " + topicId + ": score " + score + " is not in 0..1");
        }
    }

    /** Stable over replays: the document's id. */
    public String id() {
        return articleId + ":" + topicId;
    }
}
