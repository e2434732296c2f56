package org.wirewatch.notify.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server on loopback that behaves well, but for the commands that a test gives another answer to. GreenMail knows
 * neither STARTTLS nor bad manners.
 */
public final class ScriptedSmtp implements AutoCloseable {

    /** Ends the connection instead of answering. */
    public static final String CLOSE = "\0close";

    /** Says nothing more, and keeps the connection open. */
    public static final String SILENCE = "\0silence";

    /** A line without an end. */
    public static final String ENDLESS = "\0endless";

    /** A byte now and then, so that no single read takes long. */
    public static final String TRICKLE = "\0trickle";

    /** A message that was taken. */
    public record Taken(String sender, List<String> recipients, String content) {}

    private final ServerSocket server;
    private final @Nullable SSLContext tls;
    private final boolean implicit;
    private final Function<String, @Nullable String> script;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private ScriptedSmtp(
            int port, @Nullable SSLContext tls, boolean implicit, Function<String, @Nullable String> script)
            throws IOException {
        this.tls = tls;
        this.implicit = implicit;
        this.script = script;
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        start("smtp-accept", this::accept);
    }

    /** @param script the answer to a command ("" is the greeting, "." the end of a message); null for the usual one */
    public static ScriptedSmtp plain(Function<String, @Nullable String> script) throws IOException {
        return new ScriptedSmtp(0, null, false, script);
    }

    /** The same on a port that was free a moment ago. */
    public static ScriptedSmtp plain(int port, Function<String, @Nullable String> script) throws IOException {
        return new ScriptedSmtp(port, null, false, script);
    }

    public static ScriptedSmtp startTls(SSLContext tls, Function<String, @Nullable String> script) throws IOException {
        return new ScriptedSmtp(0, tls, false, script);
    }

    public static ScriptedSmtp implicitTls(SSLContext tls, Function<String, @Nullable String> script)
            throws IOException {
        return new ScriptedSmtp(0, tls, true, script);
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Taken> taken() {
        return taken;
    }

    /** All commands of all connections, in the order in which they came. */
    public List<String> commands() {
        return commands;
    }

    /** How often somebody connected. */
    public int connections() {
        return connections.get();
    }

    /** Connections that are open now. */
    public int openConnections() {
        return open.size();
    }

    /** Ends all connections without a word, as a restarted server does. */
    public void dropConnections() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        dropConnections();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                start("smtp-connection", () -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Talk talk = new Talk(socket);
            if (implicit) {
                talk.encrypt();
            }
            talk.run();
        } catch (IOException | UncheckedIOException gone) {
            // The client has gone, or its handshake failed: that is what some tests want.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private final class Talk {

        private Socket socket;
        private BufferedReader in;
        private OutputStream out;
        private String sender = "";
        private final List<String> recipients = new ArrayList<>();

        Talk(Socket socket) throws IOException {
            this.socket = socket;
            open();
        }

        private void open() throws IOException {
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = socket.getOutputStream();
        }

        private void encrypt() throws IOException {
            if (tls == null) {
                throw new IOException("no certificate");
            }
            SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
            encrypted.setUseClientMode(false);
            encrypted.startHandshake();
            socket = encrypted;
            open();
        }

        void run() throws IOException {
            if (!say("", "220 scripted ESMTP")) {
                return;
            }
            String line = in.readLine();
            while (line != null) {
                commands.add(line);
                if (!answer(line)) {
                    return;
                }
                line = in.readLine();
            }
        }

        private boolean answer(String line) throws IOException {
            String verb = line.split(" ")[0].toUpperCase(java.util.Locale.ROOT);
            switch (verb) {
                case "EHLO" -> {
                    boolean offered = tls != null && !(socket instanceof SSLSocket);
                    return say(line, "250-scripted\r\n" + (offered ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN LOGIN");
                }
                case "STARTTLS" -> {
                    boolean goOn = say(line, "220 go ahead");
                    if (goOn && script.apply(line) == null) {
                        encrypt();
                    }
                    return goOn;
                }
                case "AUTH" -> {
                    return say(line, "235 welcome");
                }
                case "MAIL" -> {
                    sender = between(line);
                    recipients.clear();
                    return say(line, "250 sender ok");
                }
                case "RCPT" -> {
                    String answer = script.apply(line);
                    if (answer == null || answer.startsWith("2")) {
                        recipients.add(between(line));
                    }
                    return say(line, "250 recipient ok");
                }
                case "DATA" -> {
                    if (!say(line, "354 go on")) {
                        return false;
                    }
                    return script.apply(line) != null || data();
                }
                case "QUIT" -> {
                    say(line, "221 bye");
                    return false;
                }
                default -> {
                    return say(line, "250 ok");
                }
            }
        }

        private boolean data() throws IOException {
            StringBuilder content = new StringBuilder();
            String line = in.readLine();
            while (line != null && !line.equals(".")) {
                content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
                line = in.readLine();
            }
            if (line == null) {
                return false;
            }
            String answer = script.apply(".");
            if (answer == null || answer.startsWith("\0") || answer.startsWith("2")) {
                taken.add(new Taken(sender, List.copyOf(recipients), content.toString()));
            }
            return say(".", "250 taken as 42");
        }

        private boolean say(String command, String usual) throws IOException {
            String scripted = script.apply(command);
            String answer = scripted == null ? usual : scripted;
            switch (answer) {
                case CLOSE -> {
                    return false;
                }
                case SILENCE -> {
                    return in.readLine() != null;
                }
                case TRICKLE -> trickle();
                case ENDLESS -> {
                    byte[] much = "a".repeat(8192).getBytes(StandardCharsets.US_ASCII);
                    write("250-".getBytes(StandardCharsets.US_ASCII));
                    for (int i = 0; i < 10_000; i++) {
                        write(much);
                    }
                }
                default -> write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
            return true;
        }

        private void trickle() throws IOException {
            try {
                for (int i = 0; i < 10_000; i++) {
                    write(new byte[] {'2'});
                    Thread.sleep(20);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        private String between(String line) {
            return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        }
    }
}
