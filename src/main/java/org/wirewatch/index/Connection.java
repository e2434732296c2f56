package org.wirewatch.index;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.RetryConfig;
import co.elastic.clients.transport.TransportUtils;
import co.elastic.clients.transport.rest5_client.Rest5ClientOptions;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import co.elastic.clients.transport.rest5_client.low_level.WarningsHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigError;
import org.wirewatch.config.ConfigException;

/** Makes the HTTP client: addresses, credentials, certificates, timeouts. */
final class Connection {

    /** What both 8.x and 9.x servers take; a 9.x client's own media type is refused by 8.x. */
    static final String COMPATIBLE = "application/vnd.elasticsearch+json; compatible-with=8";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int THREADS = 2;

    private Connection() {}

    /** What every request says and asks for. */
    static RequestOptions options() {
        return RequestOptions.DEFAULT.toBuilder()
                .addHeader("Accept", COMPATIBLE)
                .addHeader("Content-Type", COMPATIBLE)
                .setWarningsHandler(WarningsHandler.PERMISSIVE)
                .build();
    }

    static ElasticsearchAsyncClient typed(Rest5Client client) {
        Rest5ClientOptions.Builder options = new Rest5ClientOptions.Builder(options().toBuilder());
        options.retryConfig(RetryConfig.disabled());
        return new ElasticsearchAsyncClient(
                new Rest5ClientTransport(client, new JacksonJsonpMapper(), options.build()));
    }

    static Rest5Client open(ElasticsearchSettings settings) throws ConfigException {
        URI uri = URI.create(settings.url());
        Rest5ClientBuilder builder = Rest5Client.builder(new HttpHost(uri.getScheme(), host(uri), port(uri)))
                .setDefaultHeaders(headers(settings))
                .setMetaHeaderEnabled(false)
                .setHttpClientConfigCallback(client -> client.disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .setUserAgent("wirewatch")
                        .setIOReactorConfig(IOReactorConfig.custom()
                                .setIoThreadCount(THREADS)
                                .build()))
                .setConnectionConfigCallback(connection -> connection
                        .setConnectTimeout(Timeout.of(CONNECT_TIMEOUT))
                        .setSocketTimeout(Timeout.of(settings.timeout())))
                .setRequestConfigCallback(request -> request.setConnectionRequestTimeout(Timeout.of(settings.timeout()))
                        .setResponseTimeout(Timeout.of(settings.timeout())));
        if (uri.getPath() != null && uri.getPath().replace("/", "").length() > 0) {
            builder.setPathPrefix(uri.getPath());
        }
        ElasticsearchSettings.Authority authority = settings.authority();
        if (authority != null) {
            builder.setSSLContext(sslContext(authority));
        }
        return builder.build();
    }

    /** An IPv6 address without the brackets that URLs have around it. */
    private static String host(URI uri) {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(URI uri) {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return uri.getScheme().equals("https") ? 443 : 80;
    }

    private static Header[] headers(ElasticsearchSettings settings) throws ConfigException {
        List<Header> headers = new ArrayList<>();
        String authorization = authorization(settings.credentials());
        if (authorization != null) {
            headers.add(new BasicHeader("Authorization", authorization, true));
        }
        return headers.toArray(Header[]::new);
    }

    private static @Nullable String authorization(ElasticsearchSettings.@Nullable Credentials credentials)
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

    private static javax.net.ssl.SSLContext sslContext(ElasticsearchSettings.Authority authority)
            throws ConfigException {
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
