package org.wirewatch.index;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.RetryConfig;
import co.elastic.clients.transport.rest5_client.Rest5ClientOptions;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import co.elastic.clients.transport.rest5_client.low_level.WarningsHandler;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
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
            builder.setSSLContext(Access.trusting(authority));
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
        String authorization = Access.authorization(settings.credentials());
        if (authorization != null) {
            headers.add(new BasicHeader("Authorization", authorization, true));
        }
        return headers.toArray(Header[]::new);
    }
}
