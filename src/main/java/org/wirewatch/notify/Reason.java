package org.wirewatch.notify;

import java.util.Locale;

/** Why something was told, is not told yet, or is not told at all. Each is a value in logs, documents and tests. */
public enum Reason {
    /** It is wanted, and now is the time. */
    SENT(true),
    /** It waits for the next digest. */
    IN_DIGEST(true),
    /** It waits until the quiet hours are over. */
    QUIET_HOURS(true),
    /** More messages an hour than wanted, or too many that wait for the mail server: it comes in one digest later. */
    LIMIT_REACHED(true),
    /** Another article of its story, or one of the same title, was told of the same topic. */
    COPY_TOLD(false),
    /** This article was told of this topic before, with no lower severity. */
    REVISION_TOLD(false),
    /** Its topic, outlet or story is muted. */
    MUTED(false),
    /** The subscription does not ask for it. Nothing records this: the subscription says it. */
    FILTERED(false),
    /** The log says that this message had been sent before the restart. */
    SENT_BEFORE_RESTART(false),
    /** The mail server refuses this recipient or message for good. */
    REFUSED(false),
    /** The mail server, or the webhook, could not be reached for longer than messages are kept. */
    GIVEN_UP(false),
    /** The subscription, or this recipient of it, is no longer there. */
    UNSUBSCRIBED(false);

    private final boolean told;

    Reason(boolean told) {
        this.told = told;
    }

    /** Whether what is decided so is told, now or later. */
    public boolean isTold() {
        return told;
    }

    /** As written in documents, in kebab-case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
