/**
 * Webhooks: a {@link org.wirewatch.notify.Letter} as JSON, posted to an address of the subscription.
 *
 * <p>{@link org.wirewatch.notify.webhook.WebhookBody} writes the body, {@link org.wirewatch.notify.webhook.Signature}
 * signs it so that the receiver knows who sent it and when, {@link org.wirewatch.notify.webhook.WebhookSender} posts it
 * and tells what became of it. Where a subscription may post to is decided by the same rules as what may be fetched: the
 * people who write subscriptions are not always those who own the network.
 */
@NullMarked
package org.wirewatch.notify.webhook;

import org.jspecify.annotations.NullMarked;
