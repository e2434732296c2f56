package org.wirewatch.job.poll;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Many feeds on many loopback addresses, in a process of their own: {@code /q/N} never changes, {@code /l/N} has an entry
 * more every {@link #PERIOD_MILLIS}. {@code /stats} tells when each was asked.
 */
final class FeedLoadServer {

    static final int HOSTS = 250;
    static final int SHOWN = 30;
    static final long PERIOD_MILLIS = 30_000;
    private static final int MAX_FEEDS = 100_000;

    private final long start = System.currentTimeMillis();
    private final AtomicLongArray first = new AtomicLongArray(MAX_FEEDS);
    private final AtomicLongArray last = new AtomicLongArray(MAX_FEEDS);
    private final AtomicIntegerArray times = new AtomicIntegerArray(MAX_FEEDS);

    private FeedLoadServer() {}

    /** The address of a feed. */
    static String url(int feed, boolean live, int port) {
        return "http://127.0.1." + (1 + feed % HOSTS) + ":" + port + (live ? "/l/" : "/q/") + feed;
    }

    /** {@code PORT}: prints "ready" when it listens. */
    public static void main(String[] args) throws IOException {
        FeedLoadServer feeds = new FeedLoadServer();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        for (int host = 1; host <= HOSTS; host++) {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress("127.0.1." + host, Integer.parseInt(args[0])), 1_000);
            server.setExecutor(threads);
            server.createContext("/q/", exchange -> feeds.answer(exchange, false));
            server.createContext("/l/", exchange -> feeds.answer(exchange, true));
            server.createContext("/stats", feeds::stats);
            server.start();
        }
        System.out.println("ready");
    }

    private void answer(HttpExchange exchange, boolean live) throws IOException {
        int feed = Integer.parseInt(exchange.getRequestURI().getPath().substring(3));
        long now = System.currentTimeMillis();
        first.compareAndSet(feed, 0, now);
        last.set(feed, now);
        times.incrementAndGet(feed);
        long newest = live ? newest(feed, now - start) : SHOWN;
        String etag = "\"v" + newest + "\"";
        exchange.getResponseHeaders().set("ETag", etag);
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
            return;
        }
        byte[] body = rss(feed, newest).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/rss+xml; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static long newest(int feed, long age) {
        return SHOWN + (age + Math.floorMod(feed * 7_919L, PERIOD_MILLIS)) / PERIOD_MILLIS;
    }

    private String rss(int feed, long newest) {
        StringBuilder rss = new StringBuilder("<rss version=\"2.0\"><channel><title>Feed ")
                .append(feed)
                .append("</title>");
        for (long entry = newest; entry > newest - SHOWN; entry--) {
            Instant published = Instant.ofEpochMilli(start + (entry - SHOWN) * PERIOD_MILLIS);
            rss.append("<item><title>Entry ")
                    .append(entry)
                    .append(" of feed ")
                    .append(feed)
                    .append("</title><link>http://news.example/")
                    .append(feed)
                    .append('/')
                    .append(entry)
                    .append("</link><guid isPermaLink=\"false\">g-")
                    .append(feed)
                    .append('-')
                    .append(entry)
                    .append("</guid><pubDate>")
                    .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(published.atOffset(ZoneOffset.UTC)))
                    .append("</pubDate><description>")
                    .append("Some words. ".repeat(20))
                    .append("</description></item>");
        }
        return rss.append("</channel></rss>").toString();
    }

    /** A line for each feed that was asked: its number, when first, when last, how often, its newest entry of now. */
    private void stats(HttpExchange exchange) throws IOException {
        StringBuilder lines = new StringBuilder();
        long now = System.currentTimeMillis();
        for (int feed = 0; feed < MAX_FEEDS; feed++) {
            if (times.get(feed) > 0) {
                lines.append(feed)
                        .append(' ')
                        .append(first.get(feed))
                        .append(' ')
                        .append(last.get(feed));
                lines.append(' ')
                        .append(times.get(feed))
                        .append(' ')
                        .append(newest(feed, now - start))
                        .append('\n');
            }
        }
        byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
