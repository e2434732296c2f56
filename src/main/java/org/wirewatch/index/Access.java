package org.wirewatch.index;

import co.elastic.clients.transport.TransportUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigError;
import org.wirewatch.config.ConfigException;
import org.wirewatch.config.Secret;
import org.wirewatch.config.Section;

/** Who we are to a server of the stack, and whose certificates we believe: the same for Elasticsearch and Kibana. */
public final class Access {

    private Access() {}

    /** Reads who we are: {@code api-key}, or {@code username} and {@code password}; null where neither is given. */
    public static ElasticsearchSettings.@Nullable Credentials credentials(Section section) {
        Optional<Secret> key = section.secret("api-key");
        Optional<String> username = section.optionalText("username");
        Optional<Secret> password = section.secret("password");
        if (key.isPresent() && (username.isPresent() || password.isPresent())) {
            section.error("api-key", "there is an API key and also a user or password", "Keep one of them");
        }
        if (username.isPresent() != password.isPresent() && section.has("username") != section.has("password")) {
            section.error(
                    username.isPresent() ? "username" : "password",
                    "\"username\" and \"password\" go together, but one is missing",
                    "Add the other one");
        }
        if (key.isPresent()) {
            return new ElasticsearchSettings.Credentials.ApiKey(key.get());
        }
        if (username.isPresent() && password.isPresent()) {
            return new ElasticsearchSettings.Credentials.Basic(username.get(), password.get());
        }
        return null;
    }

    /** The value of the Authorization header; null for nobody. */
    public static @Nullable String authorization(ElasticsearchSettings.@Nullable Credentials credentials)
            throws ConfigException {
        if (credentials instanceof ElasticsearchSettings.Credentials.ApiKey apiKey) {
            return "ApiKey " + apiKey.key().reveal();
        }
        if (credentials instanceof ElasticsearchSettings.Credentials.Basic basic) {
            String pair = basic.username() + ':' + basic.password().reveal();
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
        return null;
    }

    /** Trusts what this authority signed, and nothing else. */
    public static SSLContext trusting(ElasticsearchSettings.Authority authority) throws ConfigException {
        try {
            byte[] pem = Files.readAllBytes(Path.of(authority.file()));
            return TransportUtils.sslContextFromHttpCaCrt(new ByteArrayInputStream(pem));
        } catch (IOException | InvalidPathException e) {
            throw unusable(authority, "cannot be read: " + e, "Put it on every machine that runs Wirewatch");
        } catch (RuntimeException e) {
            throw unusable(authority, "is no certificate: " + e.getMessage(), "Write a file in PEM format");
        }
    }

    private static ConfigException unusable(ElasticsearchSettings.Authority authority, String why, String advice) {
        return new ConfigException(List.of(new ConfigError(
                authority.place(), "the certificate authority " + authority.file() + " " + why, advice)));
    }
}
