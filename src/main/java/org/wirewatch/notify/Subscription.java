package org.wirewatch.notify;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to know what, when, and where.
 *
 * @param id kebab-case, unique
 * @param name what people call it
 * @param addresses of e-mail; may be empty if there is a webhook
 * @param language BCP 47 tag of the messages' own words
 * @param zone of times in messages and in the schedule
 * @param what is wanted
 * @param when it is told
 * @param webhook told beside the addresses; null if there is none
 * @param mutes what is not wanted for a while
 */
public record Subscription(
        String id,
        String name,
        List<String> addresses,
        String language,
        ZoneId zone,
        Filter what,
        Schedule when,
        @Nullable Webhook webhook,
        List<Mute> mutes)
        implements Serializable {

    /** Begins the id of the topic that is made of a subscription's own words. */
    public static final String TOPIC_PREFIX = "subscription:";

    public Subscription {
        Objects.requireNonNull(id, "id");
        addresses = List.copyOf(addresses);
        mutes = List.copyOf(mutes);
    }

    /** The topic of this subscription's own words. */
    public String ownTopic() {
        return TOPIC_PREFIX + id;
    }
}
