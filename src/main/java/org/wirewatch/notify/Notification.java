package org.wirewatch.notify;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Ids;

/**
 * A line of the log: what somebody was told, will be told, or was not told, and why.
 *
 * @param id of a message its {@code messageId}
 * @param subscription its id
 * @param kind of the message; null where there is none yet
 * @param channel of the message; null where there is none yet
 * @param recipient of the message, never whole, see {@link #masked}; null where there is none yet
 * @param reason why it is in this state
 * @param attempts how often it was tried to be sent
 * @param error the other server's words when it was last tried in vain
 * @param at when it was decided or due: names the month of the document, and never changes
 * @param due when the next thing happens to it; null if nothing will
 * @param sent when the server took it
 * @param items what it is about
 * @param more how many items were left out because there were too many
 */
public record Notification(
        String id,
        String subscription,
        Letter.@Nullable Kind kind,
        Letter.@Nullable Channel channel,
        @Nullable String recipient,
        State state,
        Reason reason,
        int attempts,
        @Nullable String error,
        Instant at,
        @Nullable Instant due,
        @Nullable Instant sent,
        List<NewsItem> items,
        int more) {

    /** What has become of it. */
    public enum State {
        /** Items that wait for their message. */
        HELD,
        /** Items that are in a message now, which has a line of its own. */
        GATHERED,
        /** A message that is being sent, or waits to be tried again. */
        WAITING,
        /** The server has it. */
        SENT,
        /** It will never be sent. */
        FAILED,
        /** Items that are not told. */
        SUPPRESSED;

        /** As written in documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Notification {
        Objects.requireNonNull(id, "id");
        items = List.copyOf(items);
    }

    /** A message on its way. */
    public static Notification waiting(Letter letter, int attempts, @Nullable String error, @Nullable Instant due) {
        return of(letter, State.WAITING, reason(letter), attempts, error, due, null);
    }

    /** A message that the server took. */
    public static Notification sent(Letter letter, int attempts, Instant at) {
        return of(letter, State.SENT, reason(letter), attempts, null, null, at);
    }

    /** A message that will never be sent. */
    public static Notification failed(Letter letter, Reason why, int attempts, @Nullable String error) {
        return of(letter, State.FAILED, why, attempts, error, null, null);
    }

    /** Items that wait for their message; one line for all of them, written again as it grows. */
    public static Notification held(
            Subscription subscription, Reason why, Instant since, Instant due, List<NewsItem> items, int more) {
        String id = Ids.hash("held\n" + subscription.id() + '\n' + since.toEpochMilli());
        return new Notification(
                id, subscription.id(), null, null, null, State.HELD, why, 0, null, since, due, null, items, more);
    }

    /** The same line when they are in a message. */
    public Notification gathered() {
        return new Notification(
                id,
                subscription,
                kind,
                channel,
                recipient,
                State.GATHERED,
                reason,
                attempts,
                error,
                at,
                null,
                null,
                items,
                more);
    }

    /** Items that are not told, all for one reason. */
    public static Notification suppressed(Subscription subscription, Reason why, Instant at, List<NewsItem> items) {
        StringBuilder key = new StringBuilder(subscription.id()).append('\n').append(why.word());
        items.forEach(item -> key.append('\n').append(item.alertId()));
        String id = Ids.hash(key.append('\n').append(at.toEpochMilli()).toString());
        return new Notification(
                id, subscription.id(), null, null, null, State.SUPPRESSED, why, 0, null, at, null, null, items, 0);
    }

    private static Notification of(
            Letter letter,
            State state,
            Reason reason,
            int attempts,
            @Nullable String error,
            @Nullable Instant due,
            @Nullable Instant sent) {
        return new Notification(
                letter.messageId(),
                letter.subscription().id(),
                letter.kind(),
                letter.channel(),
                masked(letter.recipient()),
                state,
                reason,
                attempts,
                error,
                letter.at(),
                due,
                sent,
                letter.items(),
                letter.more());
    }

    /** Why there is such a message. */
    private static Reason reason(Letter letter) {
        return switch (letter.kind()) {
            case IMMEDIATE, OPERATORS, SAMPLE -> Reason.SENT;
            case DIGEST, NOTHING -> Reason.IN_DIGEST;
            case LIMIT_DIGEST -> Reason.LIMIT_REACHED;
            case QUIET_DIGEST -> Reason.QUIET_HOURS;
        };
    }

    /** An address by which its owner finds it, and nobody else: {@code d…k@example.org}. */
    public static String masked(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1) {
            return address;
        }
        String last = at > 2 ? address.substring(at - 1, at) : "";
        return address.substring(0, 1) + '…' + last + address.substring(at).toLowerCase(Locale.ROOT);
    }
}
