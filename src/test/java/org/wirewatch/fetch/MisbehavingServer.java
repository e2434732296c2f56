package org.wirewatch.fetch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on a loopback address that does exactly what a test tells it, down to the byte and the moment: what no
 * real server library lets one send. A path without a route is a 404. Every request is kept for the test to look at.
 *
 * <pre>{@code
 * try (MisbehavingServer server = MisbehavingServer.start()) {
 *     server.on("/page", MisbehavingServer.html("<p>Hello</p>"));
 *     server.on("/slow", answer -> {
 *         answer.head(200, "Content-Type: text/html");
 *         answer.drip("x", Duration.ofSeconds(10));
 *     });
 * }
 * }</pre>
 */
public final class MisbehavingServer implements AutoCloseable {

    private static final int MOST_HEAD_BYTES = 64 << 10;

    private final ServerSocket listener;
    private final boolean tls;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What a path answers. It may throw whatever it likes: the connection is closed then. */
    @FunctionalInterface
    public interface Route {
        void answer(Answer answer) throws Exception;
    }

    /**
     * What was asked.
     *
     * @param path with the query
     * @param headers names in lower case
     */
    public record Request(String path, Map<String, String> headers) {

        public @Nullable String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    private MisbehavingServer(ServerSocket listener, boolean tls) {
        this.listener = listener;
        this.tls = tls;
        thread(this::accept);
    }

    /** Listens on 127.0.0.1, on a free port. */
    public static MisbehavingServer start() throws IOException {
        return start(InetAddress.getByName("127.0.0.1"));
    }

    /** Listens on an address, on a free port. */
    public static MisbehavingServer start(InetAddress address) throws IOException {
        return new MisbehavingServer(new ServerSocket(0, 200, address), false);
    }

    /** Speaks TLS, with the context's first certificate. */
    public static MisbehavingServer startTls(SSLContext context) throws IOException {
        return new MisbehavingServer(
                context.getServerSocketFactory().createServerSocket(0, 200, InetAddress.getByName("127.0.0.1")), true);
    }

    public MisbehavingServer on(String path, Route route) {
        routes.put(path, route);
        return this;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url(String path) {
        return url(listener.getInetAddress().getHostAddress(), path);
    }

    public String url(String host, String path) {
        return (tls ? "https://" : "http://") + host + ':' + port() + path;
    }

    /** All requests so far, in the order in which they came. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Connections that were ever made, those without a request included. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** A page of HTML. */
    public static Route html(String body) {
        return answer ->
                answer.send(200, body.getBytes(StandardCharsets.UTF_8), "Content-Type: text/html; charset=utf-8");
    }

    public static Route status(int status, String... headers) {
        return answer -> answer.send(status, "sorry".getBytes(StandardCharsets.UTF_8), headers);
    }

    public static Route redirect(int status, String location) {
        return status(status, "Location: " + location);
    }

    /** Says these bytes and closes. */
    public static Route raw(String bytes) {
        return answer -> {
            answer.write(bytes);
            answer.close();
        };
    }

    /** One connection's side of the conversation, at one request. */
    public final class Answer {

        private final Request request;
        private final Socket socket;
        private final OutputStream out;

        private Answer(Request request, Socket socket) throws IOException {
            this.request = request;
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        public Request request() {
            return request;
        }

        /** A whole answer with a right Content-Length; the connection stays open. */
        public void send(int status, byte[] body, String... headers) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
            whole.writeBytes(body);
            write(whole.toByteArray());
        }

        /** The beginning of an answer whose body ends with the connection. */
        public void head(int status, String... headers) throws IOException {
            write("HTTP/1.1 " + status + " Status\r\n" + String.join("\r\n", headers)
                    + (headers.length == 0 ? "" : "\r\n") + "Connection: close\r\n\r\n");
        }

        public void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        public void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** Writes a text again and again, until the client goes away or the server is closed. */
        public void drip(String text, Duration pause) throws IOException, InterruptedException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            do {
                write(bytes);
            } while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS));
        }

        /** Says nothing more until the server is closed. */
        public void hang() throws InterruptedException {
            closed.await();
        }

        /** Ends the connection with a reset instead of an orderly end. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        public void close() throws IOException {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                thread(() -> serve(socket));
            } catch (SocketException closing) {
                return;
            } catch (IOException failed) {
                throw new IllegalStateException("the test server cannot accept", failed);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed()) {
                Request request = read(in);
                requests.add(request);
                Route route = routes.get(request.path());
                (route == null ? status(404) : route).answer(new Answer(request, socket));
            }
        } catch (EOFException | SocketException | SSLException clientGone) {
            // Clients of this server leave whenever they have had enough.
            return;
        } catch (Exception bug) {
            if (closed.getCount() > 0) {
                throw new IllegalStateException("a route of the test server failed", bug);
            }
        } finally {
            open.remove(socket);
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0d0a0d0a) {
            int next = in.read();
            if (next < 0 || head.size() > MOST_HEAD_BYTES) {
                throw new EOFException();
            }
            head.write(next);
            last = last << 8 | next;
        }
        String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n");
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        return new Request(lines[0].split(" ")[1], Map.copyOf(headers));
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "misbehaving-server");
        thread.setDaemon(true);
        thread.start();
    }
}
