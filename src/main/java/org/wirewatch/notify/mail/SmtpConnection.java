package org.wirewatch.notify.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigException;
import org.wirewatch.notify.text.PlainLine;

/**
 * One connection to the mail server, for one message after the other.
 *
 * <p>The library tells of a failure by many exceptions, and after some of them it talks on (RSET), so that the answer that
 * matters is lost. What counts is only how far the talk has come and what the server answered last to a command of the
 * message: that is noted here, below the exceptions.
 */
final class SmtpConnection extends SMTPTransport {

    /** Commands that are about no message; their answers say nothing about one. */
    private static final Set<String> HOUSEKEEPING = Set.of("RSET", "NOOP", "QUIT");

    private final MailSettings settings;
    private final BoundedSocket socket;
    private MailSettings.@Nullable Login login;
    private @Nullable String password;
    private boolean housekeeping;
    private volatile Step step = Step.GREETING;
    private volatile @Nullable Reply reply;
    private volatile boolean cut;

    /** What a server said to a command: its code, and its words as one line. */
    record Reply(int code, String words) {}

    private SmtpConnection(MailSettings settings, Session session, BoundedSocket socket) {
        super(session, new URLName("smtp", settings.host(), settings.port(), null, null, null));
        this.settings = settings;
        this.socket = socket;
    }

    /** Not greeted yet; {@link #greet} follows. */
    static SmtpConnection over(BoundedSocket socket, MailSettings settings, SmtpSockets sockets) {
        Properties properties = new Properties();
        properties.put("mail.smtp.localhost", literal(socket.getLocalAddress()));
        properties.put("mail.smtp.from", settings.from());
        properties.put("mail.smtp.starttls.required", String.valueOf(settings.tls() == MailSettings.Tls.STARTTLS));
        properties.put("mail.smtp.ssl.socketFactory", sockets);
        // The factory checks the name; the library's own check would set another algorithm over it.
        properties.put("mail.smtp.ssl.checkserveridentity", "false");
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.put("mail.smtp.quitwait", "false");
        return new SmtpConnection(settings, Session.getInstance(properties), socket);
    }

    /**
     * Encrypts, greets and logs in, as the settings say.
     *
     * @throws ConfigException when the password is not there
     */
    void greet(SmtpSockets sockets) throws MessagingException, IOException, ConfigException {
        login = settings.login();
        password = login == null ? null : login.password().reveal();
        try {
            Socket talk = socket;
            if (settings.tls() == MailSettings.Tls.IMPLICIT) {
                step = Step.TLS;
                talk = sockets.createSocket(socket, settings.host(), settings.port(), true);
                ((SSLSocket) talk).startHandshake();
            }
            step = Step.GREETING;
            connect(talk);
        } finally {
            password = null;
        }
    }

    /** Sends one message, or throws; see {@link #step()} and {@link #reply()} either way. */
    void send(RenderedMail mail) throws MessagingException {
        socket.refill();
        step = Step.SENDER;
        reply = null;
        sendMessage(
                new MimeMessage(session, new ByteArrayInputStream(mail.message())),
                new Address[] {new InternetAddress(mail.recipient())});
    }

    /** How far the talk has come. */
    Step step() {
        return step;
    }

    /** What the server answered to the command of {@link #step()}; empty if it has not, or nothing that makes sense. */
    Optional<Reply> reply() {
        return Optional.ofNullable(reply);
    }

    /** Whether it can take another message, as far as this side knows. */
    boolean isAlive() {
        return !cut && !socket.isClosed();
    }

    /** Ends the talk at once, from any thread; whoever waits for the server gets an exception. */
    void cut() {
        cut = true;
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // It is of no use any more either way.
            return;
        }
    }

    /** Says good-bye and closes. */
    void leave() {
        try {
            close();
        } catch (MessagingException alreadyBroken) {
            cut();
        }
    }

    @Override
    protected boolean protocolConnect(String host, int port, String user, String ignored) throws MessagingException {
        return super.protocolConnect(host, port, login == null ? null : login.username(), password);
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        housekeeping = HOUSEKEEPING.contains(command);
        if (!housekeeping) {
            step = Step.of(command);
            reply = null;
        }
        super.sendCommand(command);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (!housekeeping) {
            reply = code < 100 ? null : new Reply(code, words());
        }
        return code;
    }

    /** The library makes a character of each byte; servers write UTF-8, if they write more than ASCII. */
    private String words() {
        byte[] bytes = getLastServerResponse().getBytes(StandardCharsets.ISO_8859_1);
        return PlainLine.of(new String(bytes, StandardCharsets.UTF_8), Verdict.MAX_WORDS);
    }

    /** RFC 5321, 4.1.4: a client that has no name in the DNS says its address. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[IPv6:" + plain + "]" : "[" + plain + "]";
    }
}
