package org.wirewatch.notify.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Stands before GreenMail, which knows no STARTTLS and one certificate a process, and speaks TLS for it. */
public final class TlsFront implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final SSLContext tls;
    private final int target;
    private final boolean startTls;

    private TlsFront(SSLContext tls, int target, boolean startTls) throws IOException {
        this.tls = tls;
        this.target = target;
        this.startTls = startTls;
        start(this::accept);
    }

    public static TlsFront implicit(SSLContext tls, int target) throws IOException {
        return new TlsFront(tls, target, false);
    }

    public static TlsFront startTls(SSLContext tls, int target) throws IOException {
        return new TlsFront(tls, target, true);
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), target)) {
            if (startTls) {
                upTo(behind.getInputStream());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                say(client, "220 front");
                in.readLine();
                say(client, "250-front\r\n250 STARTTLS");
                in.readLine();
                say(client, "220 go ahead");
            }
            SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(client, null, true);
            encrypted.setUseClientMode(false);
            encrypted.startHandshake();
            start(() -> copy(behind, encrypted));
            copy(encrypted, behind);
        } catch (IOException gone) {
            // The client has gone: that is how each connection ends.
            return;
        }
    }

    private static void upTo(InputStream in) throws IOException {
        int c = in.read();
        while (c >= 0 && c != '\n') {
            c = in.read();
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException gone) {
            // One side has gone, and the other one is closed for it.
            return;
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tls-front");
        thread.setDaemon(true);
        thread.start();
    }
}
