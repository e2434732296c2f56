package org.wirewatch.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;

/** A host's web server: what it answers comes from a {@link Desk}; this logs it, whatever happens. */
final class Site implements HttpHandler {

    /** Writes the answer to one request. */
    interface Desk {

        /** @return the status that was sent, 0 when the answer was broken off on purpose */
        int answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final String host;
    private final Desk desk;
    private final RequestLog log;
    private final InstantSource clock;

    Site(String host, Desk desk, RequestLog log, InstantSource clock) {
        this.host = host;
        this.desk = desk;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Instant started = clock.instant();
        log.started(host);
        int status = 0;
        try (exchange) {
            status = desk.answer(exchange);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            String path = exchange.getRequestURI().getPath();
            log.ended(host, path, Answer.isConditional(exchange.getRequestHeaders()), status, started, clock.instant());
        }
    }
}
