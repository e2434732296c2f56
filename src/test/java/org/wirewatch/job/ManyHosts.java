package org.wirewatch.job;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A web server of many hosts, each an address of 127.0.0.0/8, on one port and one thread. It notes when each host was
 * asked for what, at the moment at which it has read the request.
 */
public final class ManyHosts implements AutoCloseable {

    /** What to allow a fetcher. */
    public static final String NETWORK = "127.0.0.0/8";

    private static final int HOSTS_A_BLOCK = 250;
    private static final int LARGEST_REQUEST = 8 << 10;

    private final Desk desk;
    private final Selector selector;
    private final ServerSocketChannel door;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, List<Asked>> asked = new TreeMap<>();

    /** Answers requests; on the server's only thread, so at once. */
    public interface Desk {
        Reply reply(String host, String path);
    }

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param headers whole lines, such as {@code Content-Type: text/html}
     * @param body null to leave the client without any answer
     */
    public record Reply(int status, List<String> headers, byte @Nullable [] body) {

        /** Nothing, ever: the connection stays open. */
        public static final Reply NONE = new Reply(0, List.of(), null);

        public static final Reply NOT_FOUND = new Reply(404, List.of("Content-Type: text/plain"), new byte[0]);

        public static Reply html(String text, String... headers) {
            return found("text/html; charset=utf-8", text, headers);
        }

        public static Reply found(String contentType, String text, String... headers) {
            List<String> lines = new ArrayList<>(List.of(headers));
            lines.add("Content-Type: " + contentType);
            return new Reply(200, lines, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * One request.
     *
     * @param nanos when it was read, by {@link System#nanoTime}
     */
    public record Asked(String path, long nanos) {}

    private ManyHosts(Desk desk, Selector selector, ServerSocketChannel door) {
        this.desk = desk;
        this.selector = selector;
        this.door = door;
        this.thread = new Thread(this::serve, "many-hosts");
        thread.setDaemon(true);
    }

    /** Opens on a free port. */
    public static ManyHosts open(Desk desk) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel door = ServerSocketChannel.open();
        door.bind(new InetSocketAddress("0.0.0.0", 0), 1_024);
        door.configureBlocking(false);
        door.register(selector, SelectionKey.OP_ACCEPT);
        ManyHosts hosts = new ManyHosts(desk, selector, door);
        hosts.thread.start();
        return hosts;
    }

    /** The name of one of the hosts. */
    public static String host(int number) {
        return "127.1." + number / HOSTS_A_BLOCK + "." + (1 + number % HOSTS_A_BLOCK);
    }

    public String url(int host, String path) {
        return "http://" + host(host) + ":" + port() + path;
    }

    public int port() {
        return door.socket().getLocalPort();
    }

    /** Every request so far, in the order in which they came, by host. */
    public Map<String, List<Asked>> asked() {
        synchronized (asked) {
            Map<String, List<Asked>> copy = new TreeMap<>();
            asked.forEach((host, requests) -> copy.put(host, List.copyOf(requests)));
            return copy;
        }
    }

    /** The shortest time between two requests to one host, in nanoseconds; the longest there is if none had two. */
    public long shortestGapNanos() {
        return shortestGapNanos(asked().values().stream()
                .map(requests -> requests.stream().map(Asked::nanos).toList())
                .toList());
    }

    /** The same for times noted elsewhere, a list a host, in their order. */
    public static long shortestGapNanos(Iterable<List<Long>> times) {
        long shortest = Long.MAX_VALUE;
        for (List<Long> ofHost : times) {
            for (int i = 1; i < ofHost.size(); i++) {
                shortest = Math.min(shortest, ofHost.get(i) - ofHost.get(i - 1));
            }
        }
        return shortest;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closing.countDown();
        selector.wakeup();
        thread.join();
    }

    private void serve() {
        try (selector;
                door) {
            while (closing.getCount() > 0) {
                selector.select(this::ready);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException broken) {
            throw new IllegalStateException("the server of the test broke", broken);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel channel = door.accept();
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
            } else {
                ((Connection) key.attachment()).ready(key);
            }
        } catch (IOException | CancelledKeyException gone) {
            key.cancel();
            close(key);
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException alreadyClosed) {
            throw new IllegalStateException("closing a connection of the test failed", alreadyClosed);
        }
    }

    private void note(String host, String path) {
        synchronized (asked) {
            asked.computeIfAbsent(host, h -> new ArrayList<>()).add(new Asked(path, System.nanoTime()));
        }
    }

    private final class Connection {

        private final SocketChannel channel;
        private final String host;
        private final ByteBuffer in = ByteBuffer.allocate(LARGEST_REQUEST);
        private @Nullable ByteBuffer out;

        Connection(SocketChannel channel) throws IOException {
            this.channel = channel;
            this.host =
                    ((InetSocketAddress) channel.getLocalAddress()).getAddress().getHostAddress();
        }

        void ready(SelectionKey key) throws IOException {
            if (key.isWritable()) {
                write(key);
            } else if (channel.read(in) < 0) {
                key.cancel();
                channel.close();
            } else {
                answer(key);
            }
        }

        private void answer(SelectionKey key) throws IOException {
            String request = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
            if (!request.endsWith("\r\n\r\n")) {
                return;
            }
            in.clear();
            String path = request.split(" ", 3)[1];
            note(host, path);
            Reply reply = desk.reply(host, path);
            if (reply.body() != null) {
                StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " -\r\n");
                reply.headers().forEach(line -> head.append(line).append("\r\n"));
                head.append("Content-Length: ").append(reply.body().length).append("\r\n\r\n");
                byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
                out = ByteBuffer.allocate(start.length + reply.body().length)
                        .put(start)
                        .put(reply.body())
                        .flip();
                write(key);
            }
        }

        private void write(SelectionKey key) throws IOException {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }
}
