package org.wirewatch.job.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Outage;

/**
 * Something for one subscription: how it reads now, that it is gone, news it asks for, or what its operators must know.
 *
 * @param subscription its id
 * @param what which of these
 * @param version of the subscriptions that the sender knew, in milliseconds; a later one replaces an earlier one
 * @param text the subscription as JSON; null but for {@link What#SUBSCRIBED}
 * @param items of one article; empty but for {@link What#NEWS}
 * @param outages empty but for {@link What#OUTAGES}
 */
public record Addressed(
        String subscription,
        What what,
        long version,
        @Nullable String text,
        List<NewsItem> items,
        List<Outage> outages) {

    /** Kinds of what is sent to a subscription. */
    public enum What {
        SUBSCRIBED,
        GONE,
        NEWS,
        OUTAGES
    }

    public Addressed {
        items = List.copyOf(items);
        outages = List.copyOf(outages);
    }

    public static Addressed subscribed(String subscription, long version, String text) {
        return new Addressed(subscription, What.SUBSCRIBED, version, text, List.of(), List.of());
    }

    public static Addressed gone(String subscription, long version) {
        return new Addressed(subscription, What.GONE, version, null, List.of(), List.of());
    }

    public static Addressed news(String subscription, long version, List<NewsItem> items) {
        return new Addressed(subscription, What.NEWS, version, null, items, List.of());
    }

    public static Addressed outages(String subscription, List<Outage> outages) {
        return new Addressed(subscription, What.OUTAGES, 0, null, List.of(), outages);
    }
}
