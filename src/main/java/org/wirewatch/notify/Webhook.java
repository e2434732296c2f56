package org.wirewatch.notify;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigError;
import org.wirewatch.config.ConfigException;
import org.wirewatch.config.Place;
import org.wirewatch.config.Secret;

/**
 * Where a subscription's messages are posted over HTTP. Some services' addresses are secrets themselves, so an address
 * may be a reference.
 *
 * @param url the address; null exactly if {@code secretUrl} is set
 * @param secretUrl reference to the address
 * @param key of the signature; null if bodies are not signed
 * @param format what the body looks like
 */
public record Webhook(
        @Nullable String url,
        @Nullable Secret secretUrl,
        @Nullable Secret key,
        Format format) implements Serializable {

    /** Of a body. */
    public enum Format {
        JSON,
        SLACK
    }

    public Webhook {
        if ((url == null) == (secretUrl == null)) {
            throw new IllegalArgumentException("want exactly one of an address and a reference to one");
        }
    }

    /**
     * The address to post to, looked up now.
     *
     * @throws ConfigException when a reference leads nowhere on this machine
     */
    public String address() throws ConfigException {
        if (url != null) {
            return url;
        }
        if (secretUrl == null) {
            throw new ConfigException(List.of(new ConfigError(
                    Place.startOf("subscriptions.yaml"), "a webhook without an address", "Write its url")));
        }
        return secretUrl.reveal();
    }
}
