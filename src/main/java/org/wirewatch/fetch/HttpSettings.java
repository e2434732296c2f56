package org.wirewatch.fetch;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Located;
import org.wirewatch.config.Section;

/**
 * The {@code http} section of the settings.
 *
 * @param contact an e-mail address or URL under which a site's administrators reach the operator; it is part of the
 *     User-Agent. Null only where nothing but the operator's own servers is asked.
 * @param allowNetworks networks in CIDR notation that may be reached although they are private. They also open every
 *     port on their addresses: whoever opens an intranet means its services, wherever they listen.
 * @param allowPorts the only ports that are reached elsewhere
 * @param deadline longest time from asking to the last byte, redirects and name resolution included
 * @param connectTimeout longest time for one connection, TLS included
 * @param maxBodyBytes a body is cut here, counted after decompression
 * @param maxBufferedBytes what the bodies of all fetches under way hold together at most
 * @param maxConnections open connections, idle ones included
 * @param maxRetryAfter a longer {@code Retry-After} counts as this
 * @param pace how hosts are treated
 * @param robots how robots.txt is kept and asked for
 */
public record HttpSettings(
        @Nullable String contact,
        List<String> allowNetworks,
        List<Integer> allowPorts,
        Duration deadline,
        Duration connectTimeout,
        int maxBodyBytes,
        long maxBufferedBytes,
        int maxConnections,
        Duration maxRetryAfter,
        PaceSettings pace,
        RobotsSettings robots)
        implements Serializable {

    private static final Pattern CONTACT =
            Pattern.compile("[^\\s()<>@\\p{Cntrl}]+@[^\\s()<>@\\p{Cntrl}]+|https?://[^\\s()<>\\p{Cntrl}]+");

    public HttpSettings {
        allowNetworks = List.copyOf(allowNetworks);
        allowPorts = List.copyOf(allowPorts);
        for (String network : allowNetworks) {
            if (Network.parse(network).isEmpty()) {
                throw new IllegalArgumentException("not a network in CIDR notation: " + network);
            }
        }
        if (maxBodyBytes < 1 || maxBufferedBytes < maxBodyBytes || maxConnections < 1) {
            throw new IllegalArgumentException("max body " + maxBodyBytes + ", max buffered " + maxBufferedBytes
                    + ", max connections " + maxConnections + ": want 1 <= body <= buffered and connections >= 1");
        }
    }

    /** What holds where the configuration says nothing. */
    public static HttpSettings defaults() {
        return new HttpSettings(
                null,
                List.of(),
                List.of(80, 443),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                8 << 20,
                64 << 20,
                1_000,
                Duration.ofHours(6),
                PaceSettings.defaults(),
                RobotsSettings.defaults());
    }

    /**
     * Reads the {@code http} section; what is absent is as in {@link #defaults()}. The caller ends the section with
     * {@link Section#done()}, as part of the whole file.
     */
    public static HttpSettings read(Section http, ConfigErrors errors) {
        HttpSettings usual = defaults();
        int maxBody = (int) http.bytes("max-body", usual.maxBodyBytes, 64 << 10, 256 << 20);
        long maxBuffered = http.bytes("max-buffered", Math.max(usual.maxBufferedBytes, maxBody), 1 << 20, 64L << 30);
        if (maxBuffered < maxBody) {
            http.error(
                    "max-buffered",
                    "\"http.max-buffered\" is " + maxBuffered + " bytes, less than one body of \"http.max-body\", "
                            + maxBody,
                    "Raise it to several times http.max-body, or lower that");
            maxBuffered = maxBody;
        }
        return new HttpSettings(
                contact(http),
                networks(http, errors),
                ports(http, errors, usual.allowPorts),
                http.duration("deadline", usual.deadline, Duration.ofMillis(100), Duration.ofMinutes(10)),
                http.duration("connect-timeout", usual.connectTimeout, Duration.ofMillis(50), Duration.ofMinutes(2)),
                maxBody,
                maxBuffered,
                http.integer("max-connections", usual.maxConnections, 1, 100_000),
                http.duration("max-retry-after", usual.maxRetryAfter, Duration.ofSeconds(1), Duration.ofDays(7)),
                PaceSettings.read(http),
                RobotsSettings.read(http));
    }

    /** The same with these networks opened; for tests and intranets. */
    public HttpSettings withAllowNetworks(List<String> networks) {
        return new HttpSettings(
                contact,
                networks,
                allowPorts,
                deadline,
                connectTimeout,
                maxBodyBytes,
                maxBufferedBytes,
                maxConnections,
                maxRetryAfter,
                pace,
                robots);
    }

    private static @Nullable String contact(Section http) {
        String contact = http.optionalText("contact").orElse(null);
        if (contact != null && !CONTACT.matcher(contact).matches()) {
            http.error(
                    "contact",
                    "\"http.contact\" is no e-mail address and no http(s) URL",
                    "Write where a site's administrators reach you, such as desk@example.org");
            return null;
        }
        return contact;
    }

    private static List<String> networks(Section http, ConfigErrors errors) {
        List<String> networks = new ArrayList<>();
        for (Located text : http.locatedTexts("allow-networks")) {
            if (Network.parse(text.text()).isPresent()) {
                networks.add(text.text());
            } else {
                errors.add(
                        text.start(),
                        "\"" + text.text() + "\" is no network",
                        "Write an address and a prefix length, such as 10.1.0.0/16 or fd00::/8");
            }
        }
        return networks;
    }

    private static List<Integer> ports(Section http, ConfigErrors errors, List<Integer> usual) {
        if (!http.has("allow-ports")) {
            return usual;
        }
        List<Integer> ports = new ArrayList<>();
        for (Located text : http.locatedTexts("allow-ports")) {
            int port = text.text().matches("\\d{1,5}") ? Integer.parseInt(text.text()) : 0;
            if (port >= 1 && port <= 65_535) {
                ports.add(port);
            } else {
                errors.add(text.start(), "\"" + text.text() + "\" is no port", "Write a number from 1 to 65535");
            }
        }
        return ports;
    }
}
