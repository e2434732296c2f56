package org.wirewatch.notify;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Severity;

/**
 * An alert as somebody is told of it: one article mentions one topic. All texts are from outside.
 *
 * @param alertId of the alert's document
 * @param articleId the article
 * @param storyId what the article's copies have in common; the article's own id as long as there are no stories
 * @param topicId the topic, or {@code subscription:<id>} for a subscription's own words
 * @param topicTitle what people call it
 * @param score 0..1, how much the article is about the topic
 * @param title the article's, at most {@link #MAX_TITLE_CHARS}
 * @param url the article's address; its scheme is not checked
 * @param outlet the outlet's name, at most {@link #MAX_NAME_CHARS}
 * @param language BCP 47 tag of the article
 * @param country ISO 3166-1 alpha-2 code of the outlet
 * @param tags of the feed
 * @param feedId where it was seen first
 * @param published when the publisher says it was published
 * @param firstSeen when Wirewatch saw it for the first time
 * @param quotes the evidence, the best first, at most {@link #MAX_QUOTES}
 * @param rules ids of the rules that matched
 * @param copy whether the article copies another one of its story
 */
public record NewsItem(
        String alertId,
        String articleId,
        String storyId,
        String topicId,
        String topicTitle,
        Severity severity,
        double score,
        String title,
        String url,
        @Nullable String outlet,
        @Nullable String language,
        @Nullable String country,
        List<String> tags,
        String feedId,
        @Nullable Instant published,
        Instant firstSeen,
        List<Quote> quotes,
        List<String> rules,
        boolean copy)
        implements Serializable {

    public static final int MAX_TITLE_CHARS = 300;
    public static final int MAX_NAME_CHARS = 120;
    public static final int MAX_QUOTES = 3;

    public NewsItem {
        Objects.requireNonNull(alertId, "alertId");
        Objects.requireNonNull(severity, "severity");
        tags = List.copyOf(tags);
        quotes = List.copyOf(quotes);
        rules = List.copyOf(rules);
    }
}
