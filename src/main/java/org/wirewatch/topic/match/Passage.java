package org.wirewatch.topic.match;

import org.wirewatch.model.Field;

/**
 * A place in an article.
 *
 * @param start first character, UTF-16, in the field's text
 * @param end one past the last character
 * @param sentence the sentence or sentences around it, without blanks at the ends
 */
public record Passage(Field field, int start, int end, String sentence) {}
