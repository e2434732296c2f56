package org.wirewatch.notify;

import java.io.Serializable;
import java.time.Instant;

/**
 * What a subscription does not want to hear of for a while.
 *
 * @param what which kind of thing {@code name} names
 * @param name id of a topic, domain or feed of an outlet, id of a story or of one of its articles
 * @param until when it is told again
 */
public record Mute(What what, String name, Instant until) implements Serializable {

    /** What can be muted. */
    public enum What {
        TOPIC,
        OUTLET,
        STORY
    }
}
