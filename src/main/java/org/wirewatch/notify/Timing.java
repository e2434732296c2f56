package org.wirewatch.notify;

import java.time.Instant;

/**
 * When something is told that is to be told.
 *
 * @param reason {@link Reason#SENT} if that is now, else why it has to wait
 * @param at when; where it has to wait, it is to be asked again then, because more may stand in its way by that time
 */
public record Timing(Reason reason, Instant at) {

    public boolean isNow() {
        return reason == Reason.SENT;
    }
}
