/**
 * Topics: files that analysts write, compiled to rules, and the articles that mention them.
 *
 * <pre>{@code
 * ConfigErrors errors = new ConfigErrors();
 * CompiledTopics topics = new TopicCompiler().compile(Catalogue.load(configDir), errors);
 * errors.throwIfAny();
 * try (TopicMatcher matcher = new TopicMatcher(topics)) {
 *     MatchOutcome outcome = matcher.match(title, body, "en");
 * }
 * }</pre>
 *
 * <p>{@code language} knows words and sentences, {@code query} parses what analysts write, {@code match} finds which rules
 * a text fulfils and where; here files become rules and passages become mentions.
 */
@NullMarked
package org.wirewatch.topic;

import org.jspecify.annotations.NullMarked;
