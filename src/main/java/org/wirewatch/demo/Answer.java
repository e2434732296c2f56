package org.wirewatch.demo;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Ids;

/**
 * A whole answer, sent as a good server does: with validators, 304 to those who have it already (RFC 9110, 13), and
 * compressed for those who understand that.
 *
 * @param lastModified null when the server does not say, and then there is no ETag either
 */
record Answer(
        int status,
        String contentType,
        byte[] body,
        @Nullable Instant lastModified,
        Map<String, String> headers) {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    static Answer found(String contentType, byte[] body, Instant lastModified) {
        return new Answer(200, contentType, body, lastModified, Map.of());
    }

    static Answer plain(int status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), null, Map.of());
    }

    Answer with(String header, String value) {
        return new Answer(status, contentType, body, lastModified, Map.of(header, value));
    }

    /** @return the status that was sent */
    int send(HttpExchange exchange) throws IOException {
        Headers answered = exchange.getResponseHeaders();
        headers.forEach(answered::set);
        answered.set("Content-Type", contentType);
        answered.set("Vary", "Accept-Encoding");
        if (lastModified != null) {
            String etag = '"' + Ids.hash(body) + '"';
            answered.set("ETag", etag);
            answered.set("Last-Modified", HTTP_DATE.format(lastModified.atZone(ZoneOffset.UTC)));
            if (isKnown(exchange.getRequestHeaders(), etag, lastModified)) {
                exchange.sendResponseHeaders(304, -1);
                return 304;
            }
        }
        byte[] sent = body;
        if (accepts(exchange.getRequestHeaders(), "gzip")) {
            answered.set("Content-Encoding", "gzip");
            sent = gzip(body);
        }
        if (exchange.getRequestMethod().equals("HEAD") || sent.length == 0) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, sent.length);
            exchange.getResponseBody().write(sent);
        }
        return status;
    }

    static boolean isConditional(Headers request) {
        return request.containsKey("If-None-Match") || request.containsKey("If-Modified-Since");
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory failed", e);
        }
        return packed.toByteArray();
    }

    /** If-None-Match rules where it is sent; only else the date is looked at. */
    private static boolean isKnown(Headers request, String etag, Instant lastModified) {
        String tags = request.getFirst("If-None-Match");
        if (tags != null) {
            return tags.contains(etag);
        }
        return Optional.ofNullable(request.getFirst("If-Modified-Since"))
                .flatMap(Answer::date)
                .map(since -> !since.isBefore(
                        lastModified.atZone(ZoneOffset.UTC).withNano(0).toInstant()))
                .orElse(false);
    }

    /** A date that cannot be read is as good as none (RFC 9110, 13.1.3). */
    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, HTTP_DATE).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean accepts(Headers request, String coding) {
        String accepted = request.getFirst("Accept-Encoding");
        return accepted != null && accepted.contains(coding);
    }
}
