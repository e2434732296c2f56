package org.wirewatch.fetch;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How many pages a second the {@link Fetcher} gets when no pace holds it back, against two bare loops of the same
 * JDK's HTTP client, one asynchronous and one of blocking threads: same server, same number of requests under way, by
 * turns in one process.
 *
 * <pre>{@code
 * java -cp target/classes:target/test-classes:target/lib/*:target/flink/* org.wirewatch.fetch.FetchThroughput
 * }</pre>
 *
 * Arguments: requests under way (32), rounds (7), seconds of a turn (2), bytes of a page (170000). Server and
 * clients share this machine's processors: the ratio says something, the figures alone do not.
 */
public final class FetchThroughput {

    private static final String FETCHER = "fetcher";

    private final PageServer server;
    private final String url;
    private final int underWay;
    private final Duration turn;
    private final int pageBytes;

    /** One request, complete with its body's length. */
    @FunctionalInterface
    private interface Client {
        CompletableFuture<Integer> get();
    }

    private FetchThroughput(PageServer server, int underWay, Duration turn, int pageBytes) {
        this.server = server;
        this.url = server.url();
        this.underWay = underWay;
        this.turn = turn;
        this.pageBytes = pageBytes;
    }

    public static void main(String[] args) throws Exception {
        int underWay = argument(args, 0, 32);
        int rounds = argument(args, 1, 7);
        int seconds = argument(args, 2, 2);
        int bytes = argument(args, 3, 170_000);
        HttpSettings settings = HttpSettings.defaults().withAllowNetworks(List.of("127.0.0.0/8"));
        ExecutorService threads = Executors.newFixedThreadPool(underWay);
        try (PageServer server = new PageServer(bytes);
                Fetcher fetcher = new Fetcher(settings, InstantSource.system())) {
            FetchThroughput measured = new FetchThroughput(server, underWay, Duration.ofSeconds(seconds), bytes);
            Map<String, Client> clients = new LinkedHashMap<>();
            clients.put("sendAsync", measured.asynchronous());
            clients.put("send", measured.blocking(threads));
            clients.put(FETCHER, measured.ours(fetcher));
            measured.compare(clients, rounds);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int argument(String[] args, int index, int fallback) {
        return args.length > index ? Integer.parseInt(args[index]) : fallback;
    }

    private Client asynchronous() {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return () -> client.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(answer -> answer.body().length);
    }

    private Client blocking(Executor threads) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return () -> CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return client.send(request, BodyHandlers.ofByteArray()).body().length;
                    } catch (IOException | InterruptedException failed) {
                        throw new IllegalStateException(failed);
                    }
                },
                threads);
    }

    private Client ours(Fetcher fetcher) {
        FetchRequest request = FetchRequest.page(url, "en");
        return () -> fetcher.fetch(request)
                .thenApply(outcome -> outcome.match(fetched -> fetched.page().body().length, same -> 0, failed -> 0));
    }

    private void compare(Map<String, Client> clients, int rounds) throws InterruptedException {
        System.out.printf(
                "%d requests under way, pages of %,d bytes, turns of %ds%n", underWay, pageBytes, turn.toSeconds());
        List<String> names = new ArrayList<>(clients.keySet());
        Map<String, Turn[]> turns = new HashMap<>();
        for (String name : names) {
            take(clients.get(name));
            turns.put(name, new Turn[rounds]);
        }
        for (int round = 0; round < rounds; round++) {
            // Who goes first changes, so that nobody always follows the same one's garbage.
            Collections.rotate(names, 1);
            for (String name : names) {
                turns.get(name)[round] = take(clients.get(name));
            }
            System.out.printf("round %d:", round + 1);
            for (String name : clients.keySet()) {
                System.out.printf("  %s %,.0f pages/s", name, turns.get(name)[round].pagesASecond());
            }
            System.out.println();
        }
        System.out.println("medians of the rounds:");
        for (String name : clients.keySet()) {
            Turn[] own = turns.get(name);
            Turn[] fetcher = turns.get(FETCHER);
            double rate = median(rounds, round -> own[round].pagesASecond());
            System.out.printf(
                    "%-9s %,6.0f pages/s %,6.0f MB/s %,4.0f us of processor a page; the fetcher has %.2f times the pages,"
                            + " takes %.2f times the processor%n",
                    name,
                    rate,
                    rate * pageBytes / 1e6,
                    median(rounds, round -> own[round].microsAPage()),
                    median(rounds, round -> fetcher[round].pagesASecond() / own[round].pagesASecond()),
                    median(rounds, round -> fetcher[round].microsAPage() / own[round].microsAPage()));
        }
    }

    /**
     * What one client did in one turn.
     *
     * @param microsAPage processor time that the process took without the server's threads: unlike the rate, it does not
     *     depend on who else is busy on the machine
     */
    private record Turn(double pagesASecond, double microsAPage) {}

    private Turn take(Client client) throws InterruptedException {
        Semaphore free = new Semaphore(underWay);
        AtomicLong wrong = new AtomicLong();
        long pages = 0;
        long processor = processorNanos();
        long start = System.nanoTime();
        long end = start + turn.toNanos();
        while (System.nanoTime() < end) {
            free.acquire();
            pages++;
            client.get().whenComplete((length, failure) -> {
                if (failure != null || length != pageBytes) {
                    wrong.incrementAndGet();
                }
                free.release();
            });
        }
        free.acquire(underWay);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (wrong.get() > 0) {
            throw new IllegalStateException(wrong + " of " + pages + " answers were not the page");
        }
        return new Turn(pages / seconds, (processorNanos() - processor) / 1e3 / pages);
    }

    private long processorNanos() {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return process.getProcessCpuTime() - server.processorNanos();
    }

    private static double median(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value).sorted().toArray()[count / 2];
    }

    /** Answers every request with the same page, on kept connections, as cheaply as it can be done. */
    private static final class PageServer implements AutoCloseable {

        private final ServerSocket listener;
        private final byte[] answer;
        private final List<Socket> open = new ArrayList<>();
        private final List<Thread> serving = new ArrayList<>();

        PageServer(int bytes) throws IOException {
            answer = answer(bytes);
            listener = new ServerSocket(0, 500, InetAddress.getByName("127.0.0.1"));
            Thread accepting = new Thread(this::accept, "page-server");
            accepting.setDaemon(true);
            accepting.start();
        }

        /** What its threads have taken so far; they live as long as the server. */
        long processorNanos() {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            synchronized (serving) {
                return serving.stream()
                        .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.getId())))
                        .sum();
            }
        }

        String url() {
            return "http://127.0.0.1:" + listener.getLocalPort() + "/page";
        }

        private static byte[] answer(int bytes) {
            Random random = new Random(7);
            StringBuilder page = new StringBuilder("<!DOCTYPE html><html><body>");
            while (page.length() < bytes) {
                page.append((char) ('a' + random.nextInt(26))).append(random.nextInt(6) == 0 ? " " : "");
            }
            page.setLength(bytes);
            String head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + bytes
                    + "\r\nETag: \"1\"\r\nCache-Control: max-age=60\r\nServer: bench\r\n\r\n";
            return (head + page).getBytes(StandardCharsets.US_ASCII);
        }

        private void accept() {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    synchronized (open) {
                        open.add(socket);
                    }
                    Thread thread = new Thread(() -> serve(socket), "page-server-connection");
                    thread.setDaemon(true);
                    synchronized (serving) {
                        serving.add(thread);
                    }
                    thread.start();
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream();
                int matched = 0;
                for (int next = in.read(); next >= 0; next = in.read()) {
                    matched = next == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : next == '\r' ? 1 : 0;
                    if (matched == 4) {
                        out.write(answer);
                        matched = 0;
                    }
                }
            } catch (IOException gone) {
                return; // the client has closed its connection
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
            synchronized (open) {
                for (Socket socket : open) {
                    socket.close();
                }
            }
        }
    }
}
