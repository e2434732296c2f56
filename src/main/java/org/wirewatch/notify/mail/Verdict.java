package org.wirewatch.notify.mail;

import jakarta.mail.AuthenticationFailedException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigException;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;
import org.wirewatch.notify.SendOutcome;
import org.wirewatch.notify.text.PlainLine;

/**
 * What an end of the talk with a mail server means for a message.
 *
 * <p>Only a server's 5xx about the recipient or about the message is final. Everything that a change here or there can
 * cure is tried again: no connection, no encryption, a password or a sender that the server does not accept.
 */
final class Verdict {

    /** Of a server's answer, in problems and in the log of notifications. */
    static final int MAX_WORDS = 300;

    private static final String BUSY = "It is tried again by itself; if it lasts, ask the mail server's operators";

    private final MailSettings settings;

    Verdict(MailSettings settings) {
        this.settings = settings;
    }

    /** The recipient's address is none, so no server is asked. */
    SendOutcome noAddress(String recipient, Instant now) {
        return new SendOutcome.Refused(about(
                recipient,
                "mail-address",
                "\"" + PlainLine.of(recipient, MAX_WORDS) + "\" is no e-mail address",
                "Correct it in subscriptions.yaml",
                now));
    }

    /** There is no time or room for it now. */
    SendOutcome notTried(String why, Instant now) {
        return later("mail-busy", "A mail was not sent yet: " + why, "It is tried again by itself", false, now);
    }

    /**
     * What the server said, or why it said nothing.
     *
     * @param step how far the talk had come
     * @param reply the answer to that step, if there was one
     * @param failure what ended the talk; null if it ended as it should
     */
    SendOutcome of(
            Step step,
            Optional<SmtpConnection.Reply> reply,
            @Nullable Exception failure,
            String recipient,
            Instant now) {
        if (failure instanceof ConfigException missing) {
            return later("mail-auth", missing.getMessage(), "Provide it to every process that sends", false, now);
        }
        boolean untrusted = caused(failure, SSLException.class) != null;
        if (reply.isPresent() && !untrusted) {
            return answered(step, reply.get(), failure, recipient, now);
        }
        return unanswered(step, failure, untrusted, now);
    }

    private SendOutcome answered(
            Step step, SmtpConnection.Reply reply, @Nullable Exception failure, String recipient, Instant now) {
        String words = step == Step.END && reply.code() / 100 == 2 ? reply.words() : said(reply);
        if (reply.code() == 421) {
            return later("mail-busy", "The mail server ends the connection" + words, BUSY, false, now);
        }
        boolean passing = reply.code() / 100 == 4;
        return switch (step) {
            case END -> {
                if (reply.code() / 100 == 2) {
                    yield new SendOutcome.Delivered(words);
                }
                yield passing ? busy(words, now) : rejected(recipient, words, now);
            }
            case DATA -> {
                if (reply.code() == 354) {
                    yield unanswered(Step.DATA, failure, false, now);
                }
                yield passing ? busy(words, now) : rejected(recipient, words, now);
            }
            case RECIPIENT -> {
                if (isAboutUs(reply)) {
                    yield auth(words, now);
                }
                yield passing ? busy(words, now) : refused(recipient, words, now);
            }
            case SENDER -> {
                if (isAboutUs(reply)) {
                    yield auth(words, now);
                }
                yield passing ? busy(words, now) : sender(words, now);
            }
            case LOGIN -> passing ? busy(words, now) : auth(words, now);
            case TLS -> {
                if (reply.code() / 100 == 2) {
                    yield unanswered(Step.TLS, failure, false, now);
                }
                yield tls("The mail server does not start TLS" + words, now);
            }
            case CONNECT, GREETING, HELLO -> greeted(step, reply, words, failure, now);
        };
    }

    /** The answer was fine as such: what was wrong came after it, and before the next command. */
    private SendOutcome greeted(
            Step step, SmtpConnection.Reply reply, String words, @Nullable Exception failure, Instant now) {
        if (reply.code() / 100 != 2) {
            return reply.code() / 100 == 4 ? busy(words, now) : sender(words, now);
        }
        if (failure instanceof AuthenticationFailedException) {
            return auth(": " + PlainLine.of(String.valueOf(failure.getMessage()), MAX_WORDS), now);
        }
        IOException broken = caused(failure, IOException.class);
        if (broken == null && step == Step.HELLO && settings.tls() == MailSettings.Tls.STARTTLS) {
            return tls("The mail server offers no STARTTLS, and mail is not sent unencrypted", now);
        }
        return unanswered(step, failure, false, now);
    }

    private SendOutcome unanswered(Step step, @Nullable Exception failure, boolean untrusted, Instant now) {
        String why = why(failure);
        if (untrusted || step == Step.TLS) {
            return tls("No encrypted connection to the mail server: " + why, now);
        }
        if (failure instanceof AuthenticationFailedException) {
            return auth(": " + why, now);
        }
        if (step == Step.END) {
            return later(
                    "mail-answer-lost",
                    "The mail server took a whole message and gave no answer (" + why
                            + "); it is sent again, so somebody may get it twice",
                    "Look at the mail server's log if it happens often",
                    true,
                    now);
        }
        return later(
                "mail-unreachable",
                "The mail server " + (step == Step.CONNECT ? "cannot be reached: " : "gave no answer: ") + why,
                "Check mail.host and mail.port, the network and the server; mail waits and is sent when it is back",
                false,
                now);
    }

    /** RFC 4954, 6: codes that ask for a login or refuse one, whatever they answer. */
    private static boolean isAboutUs(SmtpConnection.Reply reply) {
        return reply.code() == 530 || reply.code() == 534 || reply.code() == 535 || reply.code() == 538;
    }

    private SendOutcome busy(String words, Instant now) {
        return later("mail-busy", "The mail server asks to come again" + words, BUSY, false, now);
    }

    private SendOutcome auth(String words, Instant now) {
        return later(
                "mail-auth",
                "The mail server does not accept who we are" + words,
                "Check mail.username and mail.password, and that the account may send as mail.from",
                false,
                now);
    }

    private SendOutcome sender(String words, Instant now) {
        return later(
                "mail-sender",
                "The mail server takes no mail from " + settings.from() + " on this machine" + words,
                "Check mail.from, and whether the server lets this machine send",
                false,
                now);
    }

    private SendOutcome tls(String message, Instant now) {
        return later(
                "mail-tls",
                message,
                "Check mail.tls, mail.port, and that mail.host is the name in the server's certificate; for an authority"
                        + " of your own set mail.certificate-authority",
                false,
                now);
    }

    private SendOutcome refused(String recipient, String words, Instant now) {
        return new SendOutcome.Refused(about(
                recipient,
                "mail-refused",
                "The mail server refuses mail for " + recipient + words,
                "Correct the address in subscriptions.yaml, or ask whoever runs that mailbox",
                now));
    }

    private SendOutcome rejected(String recipient, String words, Instant now) {
        return new SendOutcome.Refused(about(
                recipient,
                "mail-rejected",
                "The mail server rejects a message to " + recipient + words,
                "It is about this message: too large, or taken for spam. Ask the mail server's operators to let"
                        + " mail from " + settings.from() + " pass",
                now));
    }

    private SendOutcome later(String kind, String message, String advice, boolean mayHaveArrived, Instant now) {
        return new SendOutcome.Later(
                new Problem(Stage.NOTIFY, kind, settings.server(), null, message, advice, 1, now),
                mayHaveArrived,
                null);
    }

    private static Problem about(String recipient, String kind, String message, String advice, Instant now) {
        String url = "mailto:" + PlainLine.of(recipient, MAX_WORDS);
        return new Problem(Stage.NOTIFY, kind, url, null, message, advice, 1, now);
    }

    private static String said(SmtpConnection.Reply reply) {
        return ": \"" + reply.words() + "\"";
    }

    /** The innermost reason, which is the one that says something. */
    private static String why(@Nullable Exception failure) {
        IOException broken = caused(failure, IOException.class);
        Throwable cause = broken == null ? failure : broken;
        if (cause == null) {
            return "the connection was closed";
        }
        String name = cause.getClass().getSimpleName();
        String message = cause.getMessage();
        return PlainLine.of(message == null || message.isBlank() ? name : name + ": " + message, MAX_WORDS);
    }

    private static <E extends Throwable> @Nullable E caused(@Nullable Throwable failure, Class<E> type) {
        E found = null;
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                found = type.cast(cause);
            }
            depth++;
        }
        return found;
    }
}
