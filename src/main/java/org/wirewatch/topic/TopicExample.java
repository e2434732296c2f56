package org.wirewatch.topic;

import org.wirewatch.config.Place;

/**
 * A text that a topic file brings along as a test of its rules.
 *
 * @param matches whether the topic must be found in it
 */
public record TopicExample(String topicId, String language, String text, boolean matches, Place place) {}
