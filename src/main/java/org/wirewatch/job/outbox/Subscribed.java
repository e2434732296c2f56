package org.wirewatch.job.outbox;

import org.wirewatch.notify.Deciding;
import org.wirewatch.notify.Subscription;

/**
 * A subscription as this subtask knows it since it was started.
 *
 * @param version of the subscriptions that it came with
 */
record Subscribed(Subscription subscription, Deciding deciding, long version) {

    static Subscribed of(Subscription subscription, long version) {
        return new Subscribed(subscription, new Deciding(subscription), version);
    }

    /** How many messages one piece of news becomes. */
    int recipients() {
        return subscription.addresses().size() + (subscription.webhook() == null ? 0 : 1);
    }

    /** What decides when things are due: if it changes, they are due at another time. */
    String schedule() {
        return subscription.when() + " " + subscription.zone();
    }
}
