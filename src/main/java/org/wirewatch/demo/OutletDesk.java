package org.wirewatch.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers for the outlets of one host: feeds, pages, a front page for each, robots.txt. */
final class OutletDesk implements Site.Desk {

    private static final String ROBOTS = "User-agent: *\nDisallow: /search\nAllow: /\n";

    private final List<Outlet> outlets;
    private final Supplier<Edition> edition;
    private final Function<Outlet, String> base;
    private final Pages pages;

    OutletDesk(List<Outlet> outlets, Supplier<Edition> edition, Function<Outlet, String> base, Pages pages) {
        this.outlets = outlets;
        this.edition = edition;
        this.base = base;
        this.pages = pages;
    }

    @Override
    public int answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().matches("GET|HEAD")) {
            return Answer.plain(405, "Only GET and HEAD.\n")
                    .with("Allow", "GET, HEAD")
                    .send(exchange);
        }
        return answer(exchange.getRequestURI().getPath()).send(exchange);
    }

    private Answer answer(String path) {
        if (path.equals("/robots.txt")) {
            return Answer.found("text/plain", ROBOTS.getBytes(StandardCharsets.US_ASCII), Instant.EPOCH);
        }
        Edition now = edition.get();
        for (Outlet outlet : outlets) {
            if (path.equals(outlet.feedPath())) {
                return feed(outlet, path, now.feed(outlet));
            }
            if (outlet.topFeedPath().filter(path::equals).isPresent()) {
                return feed(outlet, path, now.topFeed(outlet));
            }
            if (path.equals("/")) {
                return Answer.found(
                        "text/html; charset=utf-8", pages.front(outlet, now.feed(outlet)), changed(now.feed(outlet)));
            }
        }
        return now.page(outlets.get(0).host(), path)
                .map(out -> Answer.found(
                        "text/html; charset=" + pages.charset(out).name(),
                        pages.report(out, base.apply(outlets.get(0))),
                        out.updated()))
                .orElseGet(() -> Answer.plain(404, "There is no such page.\n"));
    }

    private Answer feed(Outlet outlet, String path, List<Published> entries) {
        String home = base.apply(outlet);
        return Answer.found(
                outlet.format().mediaType() + "; charset=utf-8",
                outlet.format().write(outlet, home, home + path, entries),
                changed(entries));
    }

    private static Instant changed(List<Published> entries) {
        return entries.stream().map(Published::updated).max(Instant::compareTo).orElse(Instant.EPOCH);
    }
}
