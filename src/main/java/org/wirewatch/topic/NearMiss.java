package org.wirewatch.topic;

/**
 * A rule that an article does not fulfil, although it has something of it.
 *
 * @param share how much of the rule was there, above 0 and below 1
 * @param missing what was not: "no word of @enlarge", "@alliance and @enlarge stand 181 words and 8 sentences apart, ..."
 */
public record NearMiss(Topic topic, String ruleId, double share, String missing) {}
