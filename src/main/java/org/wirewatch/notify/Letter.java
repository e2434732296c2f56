package org.wirewatch.notify;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One message to one recipient, whole: rendering and sending it needs nothing else.
 *
 * @param messageId 32 hexadecimal digits, made of what the message is about and whom it is for, and the id of its
 *     document; the left part of the e-mail's Message-ID
 * @param kind why it is sent
 * @param subscription as it was when the message was made; for {@link Kind#OPERATORS} one that holds their addresses
 * @param channel how it goes
 * @param recipient the e-mail address; for a webhook the subscription's only one, named {@link #WEBHOOK}
 * @param at when it was due
 * @param items most severe first; those of one story together
 * @param more how many items were left out because there were too many
 * @param outages what the operators are told; empty but for {@link Kind#OPERATORS}
 * @param threadOf 32 hexadecimal digits that all messages about one story to this recipient share; null where the
 *     message is about none or several
 */
public record Letter(
        String messageId,
        Kind kind,
        Subscription subscription,
        Channel channel,
        String recipient,
        Instant at,
        List<NewsItem> items,
        int more,
        List<Outage> outages,
        @Nullable String threadOf)
        implements Serializable {

    /** The recipient of what a webhook is told. */
    public static final String WEBHOOK = "webhook";

    /** Items that a letter holds at most; the others are counted in {@code more}. */
    public static final int MAX_ITEMS = 500;

    /** How a message goes. */
    public enum Channel {
        EMAIL,
        WEBHOOK
    }

    /** Why a message is sent. */
    public enum Kind {
        /** An article, at once. */
        IMMEDIATE,
        /** What came since the last digest. */
        DIGEST,
        /** What came in an hour in which the limit was reached. */
        LIMIT_DIGEST,
        /** What came in quiet hours. */
        QUIET_DIGEST,
        /** A digest without an item: nothing came. */
        NOTHING,
        /** Wirewatch itself is in trouble, or is out of it. */
        OPERATORS,
        /** Somebody asked for an example. */
        SAMPLE
    }

    public Letter {
        Objects.requireNonNull(messageId, "messageId");
        items = List.copyOf(items);
        outages = List.copyOf(outages);
    }
}
