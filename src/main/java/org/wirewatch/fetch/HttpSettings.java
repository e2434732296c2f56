package org.wirewatch.fetch;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        PaceSettings pace)
        implements Serializable {

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
                PaceSettings.defaults());
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
                pace);
    }
}
