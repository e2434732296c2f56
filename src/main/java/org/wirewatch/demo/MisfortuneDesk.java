package org.wirewatch.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers for a host that suffers one {@link Misfortune}. */
final class MisfortuneDesk implements Site.Desk {

    static final String FEED = "/feed.xml";
    /** Longer than clients wait, and not for ever: nothing tells a silent server that its client has gone. */
    private static final int SILENCE_SECONDS = 40;

    private static final int BLOCK = 64 * 1024;
    private static final long FIFTY_MB = 50L * 1000 * 1000;
    private static final String HTML = "text/html; charset=utf-8";
    private static final String RSS = "application/rss+xml; charset=utf-8";

    private final Misfortune misfortune;
    private final Published entry;
    private final Outlet outlet;
    private final Pages pages;
    private final String base;
    private final CountDownLatch closing;
    private final AtomicInteger pageRequests = new AtomicInteger();

    /** @param closing is counted down when the newsroom closes: ends all waiting */
    MisfortuneDesk(
            Misfortune misfortune, Outlet outlet, Published entry, Pages pages, String base, CountDownLatch closing) {
        this.misfortune = misfortune;
        this.outlet = outlet;
        this.entry = entry;
        this.pages = pages;
        this.base = base;
        this.closing = closing;
    }

    @Override
    public int answer(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(FEED)) {
            return feed(exchange);
        }
        if (path.equals("/robots.txt")) {
            return robots().send(exchange);
        }
        return path.equals(entry.path())
                ? page(exchange)
                : Answer.plain(404, "Nothing here.\n").send(exchange);
    }

    private int feed(HttpExchange exchange) throws IOException, InterruptedException {
        String feed = new String(RssFeed.write(outlet, base, base + FEED, List.of(entry)), StandardCharsets.UTF_8);
        return switch (misfortune) {
            case FEED_NOT_FOUND -> Answer.plain(404, "The feed has moved.\n").send(exchange);
            case FEED_SERVER_ERROR ->
                Answer.plain(500, "The content system is down.\n").send(exchange);
            case FEED_ENDLESS -> endless(exchange, RSS, feed.substring(0, feed.indexOf("<item>")), "<!-- more -->\n");
            case FEED_DRIPS -> drip(exchange, RSS, feed.substring(0, feed.indexOf("<item>")));
            case FEED_IS_HTML ->
                found(HTML, FrontMatter.text("templates/closed.html")).send(exchange);
            case FEED_EMPTY -> found(RSS, "").send(exchange);
            case FEED_WITHOUT_ENTRIES ->
                found(RSS, new String(RssFeed.write(outlet, base, base + FEED, List.of()), StandardCharsets.UTF_8))
                        .send(exchange);
            case FEED_WITH_EXTERNAL_ENTITIES -> found(RSS, withEntities(feed)).send(exchange);
            case FEED_TRUNCATED_GZIP -> truncated(exchange, RSS, feed.substring(0, feed.indexOf("<item>") + 10));
            case ENTRY_WITHOUT_LINK ->
                found(RSS, feed.replaceFirst("<link>[^<]*" + entry.path() + "</link>", ""))
                        .send(exchange);
            default -> found(RSS, feed).send(exchange);
        };
    }

    private Answer robots() {
        String forbidden = misfortune == Misfortune.PAGE_DISALLOWED ? entry.path() : "/search";
        return found("text/plain", "User-agent: *\nDisallow: " + forbidden + "\n");
    }

    private int page(HttpExchange exchange) throws IOException, InterruptedException {
        String page = new String(pages.report(outlet, entry, List.of(), base), StandardCharsets.UTF_8);
        return switch (misfortune) {
            case PAGE_NOT_FOUND ->
                new Answer(
                                404,
                                HTML,
                                FrontMatter.text("templates/gone.html").getBytes(StandardCharsets.UTF_8),
                                null,
                                Map.of())
                        .send(exchange);
            case PAGE_SERVER_ERROR ->
                Answer.plain(500, "The content system is down.\n").send(exchange);
            case PAGE_ENDLESS ->
                endless(exchange, HTML, page.substring(0, page.indexOf("</p>")), "and so it went on and on. ");
            case PAGE_SILENT -> silent();
            case PAGE_TRUNCATED_GZIP -> truncated(exchange, HTML, page);
            case PAGE_OF_50_MB -> large(exchange, page);
            case PAGE_IS_BINARY -> binary("video/mp4").send(exchange);
            case PAGE_IS_DISGUISED_BINARY -> binary(HTML).send(exchange);
            case PAGE_WITHOUT_ARTICLE ->
                found(HTML, FrontMatter.text("templates/gallery.html")).send(exchange);
            case PAGE_SLOW -> {
                closing.await(3, TimeUnit.SECONDS);
                yield found(HTML, page).send(exchange);
            }
            case PAGE_BUSY_AT_FIRST ->
                pageRequests.getAndIncrement() == 0
                        ? Answer.plain(429, "Too many requests.\n")
                                .with("Retry-After", "2")
                                .send(exchange)
                        : found(HTML, page).send(exchange);
            default -> found(HTML, page).send(exchange);
        };
    }

    private Answer found(String contentType, String text) {
        return Answer.found(contentType, text.getBytes(StandardCharsets.UTF_8), entry.published());
    }

    private int silent() throws InterruptedException {
        closing.await(SILENCE_SECONDS, TimeUnit.SECONDS);
        return 0;
    }

    private int endless(HttpExchange exchange, String contentType, String start, String more) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        body.write(start.getBytes(StandardCharsets.UTF_8));
        byte[] block = more.repeat(BLOCK / more.length()).getBytes(StandardCharsets.UTF_8);
        while (closing.getCount() > 0) {
            body.write(block);
        }
        return 0;
    }

    private int drip(HttpExchange exchange, String contentType, String start) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        body.write(start.getBytes(StandardCharsets.UTF_8));
        do {
            body.write('\n');
            body.flush();
        } while (!closing.await(500, TimeUnit.MILLISECONDS));
        return 0;
    }

    private static int truncated(HttpExchange exchange, String contentType, String text) throws IOException {
        byte[] packed = Answer.gzip(text.getBytes(StandardCharsets.UTF_8));
        byte[] cut = Arrays.copyOf(packed, packed.length / 2);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, cut.length);
        exchange.getResponseBody().write(cut);
        return 200;
    }

    private static int large(HttpExchange exchange, String page) throws IOException {
        byte[] start = page.substring(0, page.indexOf("</p>")).getBytes(StandardCharsets.UTF_8);
        byte[] block = "word ".repeat(BLOCK / 5).getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Content-Type", HTML);
        exchange.sendResponseHeaders(200, FIFTY_MB);
        OutputStream body = exchange.getResponseBody();
        body.write(start);
        for (long left = FIFTY_MB - start.length; left > 0; left -= block.length) {
            body.write(block, 0, (int) Math.min(left, block.length));
        }
        return 200;
    }

    /** Bytes as in a film: no text in them, the same every time. */
    private static Answer binary(String contentType) {
        byte[] film = new byte[256 * 1024];
        new Random(7).nextBytes(film);
        byte[] start = "\0\0\0\u0018ftypmp42".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, film, 0, start.length);
        return Answer.found(contentType, film, Instant.EPOCH);
    }

    private String withEntities(String feed) {
        String doctype = """
                <!DOCTYPE rss [
                <!ENTITY local SYSTEM "file:///etc/passwd">
                <!ENTITY remote SYSTEM "%s/entity">
                ]>
                """.formatted(base);
        int root = feed.indexOf("<rss");
        return feed.substring(0, root)
                + doctype
                + feed.substring(root).replaceFirst("<description>", "<description>&local;&remote;");
    }
}
