package org.wirewatch.notify.mail;

/** How far the talk with a mail server has come: the command that it was sent last. */
enum Step {
    CONNECT,
    GREETING,
    HELLO,
    TLS,
    LOGIN,
    SENDER,
    RECIPIENT,
    DATA,
    /** The whole message is on its way, and the server's answer decides. */
    END;

    /** By the command, which is one of those that the mail library sends for a message. */
    static Step of(String command) {
        if (command.equals(".")) {
            return END;
        }
        int blank = command.indexOf(' ');
        return switch (blank < 0 ? command : command.substring(0, blank)) {
            case "STARTTLS" -> TLS;
            case "AUTH" -> LOGIN;
            case "MAIL" -> SENDER;
            case "RCPT" -> RECIPIENT;
            case "DATA" -> DATA;
            default -> HELLO;
        };
    }
}
