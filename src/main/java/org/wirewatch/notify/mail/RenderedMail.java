package org.wirewatch.notify.mail;

import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Problem;

/**
 * One message to one recipient as it is sent.
 *
 * @param sender the envelope's sender, an address
 * @param recipient the envelope's only recipient, an address
 * @param subject as people read it
 * @param text the plain part
 * @param html the part that most people see; complete, loads nothing
 * @param message the whole message (RFC 5322) with line ends CR LF: what is sent, and what an {@code .eml} file holds
 * @param shown how many items are in it
 * @param more how many are only counted
 * @param problem what a template of the user did wrong, so that ours was taken; null if all went well
 */
public record RenderedMail(
        String sender,
        String recipient,
        String subject,
        String text,
        String html,
        byte[] message,
        int shown,
        int more,
        @Nullable Problem problem) {

    /** An {@code .eml} file: mail programs open it. */
    public byte[] eml() {
        return message.clone();
    }
}
