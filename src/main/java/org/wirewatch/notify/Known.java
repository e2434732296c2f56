package org.wirewatch.notify;

import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Severity;

/**
 * What a subscription has been told before that bears on an item.
 *
 * @param told the highest severity with which this alert was told; null if it was not
 * @param storyTold whether another article of the story, or of the same title, was told of the same topic
 */
public record Known(@Nullable Severity told, boolean storyTold) {

    public static final Known NOTHING = new Known(null, false);
}
