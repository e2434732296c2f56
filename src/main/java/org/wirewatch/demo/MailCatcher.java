package org.wirewatch.demo;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail server on loopback that delivers nothing: each message becomes a file to open in a mail program ({@code .eml})
 * and one to open in a browser ({@code .html}). Speaks as much SMTP as one sender on this machine needs (RFC 5321).
 */
public final class MailCatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailCatcher.class);

    private static final int MAX_LINE = 8_192;
    private static final int MAX_MESSAGE = 1 << 20;
    private static final int MAX_CONNECTIONS = 8;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final ServerSocket server;
    private final Path folder;
    private final ExecutorService threads = Executors.newFixedThreadPool(MAX_CONNECTIONS + 1, work -> {
        Thread thread = new Thread(work, "mail-catcher");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger caught = new AtomicInteger();

    private MailCatcher(ServerSocket server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** @param folder where messages are written; made if it is not there */
    public static MailCatcher open(Path folder) throws IOException {
        Files.createDirectories(folder);
        MailCatcher catcher = new MailCatcher(new ServerSocket(0, 50, InetAddress.getByName(Loopback.SHARED)), folder);
        catcher.threads.execute(catcher::accept);
        return catcher;
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return server.getLocalPort();
    }

    /** Where messages are written. */
    public Path folder() {
        return folder;
    }

    /** How many messages there are. */
    public int caught() {
        return caught.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                client.setSoTimeout(TIMEOUT_MILLIS);
                threads.execute(() -> serve(client));
            } catch (IOException | RejectedExecutionException closed) {
                LOG.debug("The mail catcher stops", closed);
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            talk(new BufferedInputStream(client.getInputStream()), client.getOutputStream());
        } catch (IOException gone) {
            LOG.debug("A sender went away", gone);
        }
    }

    private void talk(InputStream in, OutputStream out) throws IOException {
        say(out, "220 mail catcher");
        for (String line = line(in); line != null; line = line(in)) {
            switch (line.split(" ")[0].toUpperCase(Locale.ROOT)) {
                case "DATA" -> {
                    say(out, "354 go on");
                    byte[] message = message(in);
                    say(out, message == null ? "552 too large" : "250 caught as " + keep(message));
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 ok");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Null at the end, and where a line is too long. */
    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0 && line.size() <= MAX_LINE; read = in.read()) {
            if (read == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
            }
            line.write(read);
        }
        return null;
    }

    /** Null if it is too large. */
    private static byte @Nullable [] message(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        boolean fits = true;
        for (String line = line(in); line != null && !line.equals("."); line = line(in)) {
            fits = fits && message.size() + line.length() < MAX_MESSAGE;
            if (fits) {
                message.write((line.startsWith(".") ? line.substring(1) : line).getBytes(StandardCharsets.ISO_8859_1));
                message.write('\r');
                message.write('\n');
            }
        }
        return fits ? message.toByteArray() : null;
    }

    /** The files' name without its ending: a number, and the recipient. */
    private String keep(byte[] bytes) throws IOException {
        int number = caught.incrementAndGet();
        String name = String.format(Locale.ROOT, "%03d", number);
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            String to = message.getHeader("To", ",");
            name += to == null
                    ? ""
                    : "-" + to.replaceAll("[^A-Za-z0-9.-]+", "-").replaceAll("^-|-$", "");
            String html = html(message);
            if (html != null) {
                Files.writeString(folder.resolve(name + ".html"), html);
            }
        } catch (MessagingException unreadable) {
            LOG.warn("A message that was caught is kept as it is: {}", unreadable.getMessage());
        }
        Files.write(folder.resolve(name + ".eml"), bytes);
        return name;
    }

    private static @Nullable String html(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/html")) {
            return String.valueOf(part.getContent());
        }
        if (part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                String html = html(several.getBodyPart(i));
                if (html != null) {
                    return html;
                }
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
