package org.wirewatch.notify.mail;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Located;
import org.wirewatch.config.Place;
import org.wirewatch.config.Secret;
import org.wirewatch.config.Section;
import org.wirewatch.fetch.Urls;
import org.wirewatch.notify.text.PlainLine;

/**
 * The mail server, who we are to it, and what all messages have in common.
 *
 * @param host of the mail server, as its certificate names it
 * @param port 587, 465 or 25 unless set, by {@code tls}
 * @param tls how the connection is encrypted
 * @param authority the certificate authority that signed the server's certificate, null for those Java knows
 * @param login null for a server that knows us otherwise
 * @param from address that mails come from
 * @param fromName shown instead of the address
 * @param unsubscribe address that readers write to when they want no more mail
 * @param operators addresses told when Wirewatch itself is in trouble
 * @param kibana address that links into Kibana begin with, without a slash at its end; null for mails without them
 * @param templates folder of templates that replace ours; null for {@link Templates#FOLDER}, if it is there
 * @param connectTimeout for one connection, TLS not included
 * @param timeout for each answer of the server, and for what we write
 * @param deadline for one message from connecting to the server's last answer
 * @param connections that are open at once at most
 * @param idle after which an unused connection is closed
 * @param retryFor how long a message is tried again before it is given up
 */
public record MailSettings(
        String host,
        int port,
        Tls tls,
        @Nullable Authority authority,
        @Nullable Login login,
        String from,
        String fromName,
        String unsubscribe,
        List<String> operators,
        @Nullable String kibana,
        @Nullable Folder templates,
        Duration connectTimeout,
        Duration timeout,
        Duration deadline,
        int connections,
        Duration idle,
        Duration retryFor)
        implements Serializable {

    private static final int MAX_NAME_CHARS = 100;
    private static final String DEFAULT_NAME = "Wirewatch";
    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(2);
    private static final int DEFAULT_CONNECTIONS = 2;
    private static final Duration DEFAULT_IDLE = Duration.ofSeconds(30);
    private static final Duration DEFAULT_RETRY_FOR = Duration.ofDays(5);

    /** A host name or an address; what Java's resolver makes of anything else is not our business. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[?[0-9A-Fa-f:.]{2,45}]?");

    /** How the connection to the server is encrypted. */
    public enum Tls {
        /** In the clear at first, then always encrypted: a server that does not offer it gets no mail. */
        STARTTLS(587),
        /** Encrypted from the first byte. */
        IMPLICIT(465),
        /** Never. For a server on this machine or in a network that nobody else is in. */
        NONE(25);

        private final int usualPort;

        Tls(int usualPort) {
            this.usualPort = usualPort;
        }
    }

    /**
     * @param file PEM, on every machine that sends
     * @param place where the configuration names it, for messages
     */
    public record Authority(String file, Place place) implements Serializable {}

    /**
     * @param path from the configuration's folder, or absolute
     * @param place where the configuration names it, for messages
     */
    public record Folder(String path, Place place) implements Serializable {}

    /** Who we are to the server. */
    public record Login(String username, Secret password) implements Serializable {}

    public MailSettings {
        operators = List.copyOf(operators);
    }

    /** A server with everything else as if nothing were configured. */
    public static MailSettings of(String host, int port, Tls tls, String from) {
        return new MailSettings(
                host,
                port,
                tls,
                null,
                null,
                from,
                DEFAULT_NAME,
                from,
                List.of(),
                null,
                null,
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_TIMEOUT,
                DEFAULT_DEADLINE,
                DEFAULT_CONNECTIONS,
                DEFAULT_IDLE,
                DEFAULT_RETRY_FOR);
    }

    /** Reads {@code mail:} of wirewatch.yaml; empty if it says nothing, and no mail is sent then. */
    public static Optional<MailSettings> read(Section mail, ConfigErrors errors) {
        boolean silent = mail.keys().isEmpty();
        Tls tls = mail.choice("tls", Tls.class, Tls.STARTTLS);
        String host = silent ? "" : host(mail);
        String from = silent ? "" : from(mail);
        MailSettings settings = new MailSettings(
                host,
                mail.integer("port", tls.usualPort, 1, 65_535),
                tls,
                mail.located("certificate-authority")
                        .map(file -> new Authority(file.text(), file.start()))
                        .orElse(null),
                login(mail, tls),
                from,
                name(mail),
                mail.located("unsubscribe")
                        .map(text -> address(text, errors, from))
                        .orElse(from),
                operators(mail, errors),
                kibana(mail),
                mail.located("templates")
                        .map(folder -> new Folder(folder.text(), folder.start()))
                        .orElse(null),
                mail.duration(
                        "connect-timeout", DEFAULT_CONNECT_TIMEOUT, Duration.ofMillis(100), Duration.ofMinutes(5)),
                mail.duration("timeout", DEFAULT_TIMEOUT, Duration.ofMillis(100), Duration.ofMinutes(10)),
                mail.duration("deadline", DEFAULT_DEADLINE, Duration.ofSeconds(1), Duration.ofMinutes(30)),
                mail.integer("connections", DEFAULT_CONNECTIONS, 1, 50),
                mail.duration("idle", DEFAULT_IDLE, Duration.ofSeconds(1), Duration.ofMinutes(10)),
                mail.duration("retry-for", DEFAULT_RETRY_FOR, Duration.ofMinutes(1), Duration.ofDays(30)));
        return silent ? Optional.empty() : Optional.of(settings);
    }

    /** What stands behind the at sign of {@code from}: our part of message ids. */
    public String domain() {
        return from.substring(from.indexOf('@') + 1);
    }

    /** The server as problems name it. */
    public String server() {
        return (tls == Tls.IMPLICIT ? "smtps://" : "smtp://") + host + ':' + port;
    }

    private static String host(Section mail) {
        String host = mail.text("host");
        if (!host.isEmpty() && !HOST.matcher(host).matches()) {
            mail.error("host", "\"mail.host\" is no name of a host", "Write it without scheme and port");
        }
        return host;
    }

    private static String from(Section mail) {
        String from = mail.text("from");
        if (!from.isEmpty() && !MailAddress.isValid(from)) {
            mail.error("from", "\"mail.from\" is no e-mail address", "Write one such as alerts@example.org");
        }
        return from;
    }

    private static String name(Section mail) {
        String name = mail.text("from-name", DEFAULT_NAME);
        if (!name.equals(PlainLine.of(name, MAX_NAME_CHARS))) {
            mail.error(
                    "from-name",
                    "\"mail.from-name\" has line breaks, control characters or more than " + MAX_NAME_CHARS
                            + " characters",
                    "Write a short name in one line");
            return DEFAULT_NAME;
        }
        return name;
    }

    private static List<String> operators(Section mail, ConfigErrors errors) {
        List<String> operators = new ArrayList<>();
        for (Located text : mail.locatedTexts("operators")) {
            operators.add(address(text, errors, text.text()));
        }
        return operators;
    }

    private static String address(Located text, ConfigErrors errors, String fallback) {
        if (MailAddress.isValid(text.text())) {
            return text.text();
        }
        errors.add(text.start(), "\"" + text.text() + "\" is no e-mail address", "Write one such as desk@example.org");
        return fallback;
    }

    private static @Nullable String kibana(Section mail) {
        Optional<String> written = mail.optionalText("kibana");
        if (written.isEmpty()) {
            return null;
        }
        Optional<String> link = Urls.link(written.get()).filter(url -> url.indexOf('#') < 0 && url.indexOf('?') < 0);
        if (link.isEmpty()) {
            mail.error(
                    "kibana",
                    "\"mail.kibana\" is no address that links can begin with",
                    "Write Kibana's address as readers of mails reach it, such as https://kibana.example.org, with /s/"
                            + " and the space's name if it is not the default one");
            return null;
        }
        return link.get().replaceFirst("/+$", "");
    }

    private static @Nullable Login login(Section mail, Tls tls) {
        Optional<String> username = mail.optionalText("username");
        Optional<Secret> password = mail.secret("password");
        if (mail.has("username") != mail.has("password")) {
            mail.error(
                    username.isPresent() ? "username" : "password",
                    "\"username\" and \"password\" go together, but one is missing",
                    "Add the other one");
        }
        if (username.isEmpty() || password.isEmpty()) {
            return null;
        }
        if (tls == Tls.NONE) {
            mail.error(
                    "password",
                    "with \"tls: none\" the password would go over the network unencrypted",
                    "Use \"tls: starttls\" or \"tls: implicit\", or no password");
        }
        return new Login(username.get(), password.get());
    }
}
