package org.wirewatch.index;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Located;
import org.wirewatch.config.Place;
import org.wirewatch.config.Secret;
import org.wirewatch.config.Section;

/**
 * How to reach Elasticsearch, and how much to send it at once.
 *
 * @param url http or https, with a path where a proxy wants one
 * @param prefix with which the names of all indices and templates begin
 * @param credentials null for a server without security
 * @param authority the certificate authority that signed the server's certificate, null for those Java knows
 * @param bulkDocuments the most documents in one request, 1 to 10,000
 * @param bulkBytes the most bytes in one request; a larger document goes alone
 * @param documentBytes a document with more is rejected without being sent
 * @param timeout for one request, from sending it to the last byte of its answer
 * @param retention how long documents are kept after their month has ended
 */
public record ElasticsearchSettings(
        String url,
        String prefix,
        @Nullable Credentials credentials,
        @Nullable Authority authority,
        int bulkDocuments,
        long bulkBytes,
        long documentBytes,
        Duration timeout,
        Duration retention)
        implements Serializable {

    public static final String DEFAULT_URL = "http://127.0.0.1:9200";
    public static final String DEFAULT_PREFIX = "wirewatch";

    private static final int DEFAULT_BULK_DOCUMENTS = 500;
    private static final long KB = 1024;
    private static final long MB = 1024 * KB;
    private static final long DEFAULT_BULK_BYTES = 5 * MB;
    /** Elasticsearch takes requests up to 100 MB unless it is told otherwise. */
    private static final long MOST_BYTES = 100 * MB;

    private static final long DEFAULT_DOCUMENT_BYTES = 16 * MB;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DEFAULT_RETENTION = Duration.ofDays(365);

    /** Names of indices are lower case and begin with neither of {@code - _ +}; wildcards would be a disaster. */
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");

    /** Who we are. */
    public sealed interface Credentials extends Serializable {

        /** @param key the encoded form, as Kibana shows it */
        record ApiKey(Secret key) implements Credentials {}

        record Basic(String username, Secret password) implements Credentials {}
    }

    /**
     * @param file PEM certificate, on every machine that runs the job
     * @param place where the configuration names it, for messages
     */
    public record Authority(String file, Place place) implements Serializable {}

    /** A server without security, with all else as if nothing were configured. */
    public static ElasticsearchSettings of(String url, String prefix) {
        return new ElasticsearchSettings(
                url,
                prefix,
                null,
                null,
                DEFAULT_BULK_DOCUMENTS,
                DEFAULT_BULK_BYTES,
                DEFAULT_DOCUMENT_BYTES,
                DEFAULT_TIMEOUT,
                DEFAULT_RETENTION);
    }

    /** Reads {@code elasticsearch:} of wirewatch.yaml. */
    public static ElasticsearchSettings read(Section section, ConfigErrors errors) {
        return new ElasticsearchSettings(
                url(section, errors),
                prefix(section, errors),
                Access.credentials(section),
                section.located("certificate-authority")
                        .map(file -> new Authority(file.text(), file.start()))
                        .orElse(null),
                section.integer("bulk-documents", DEFAULT_BULK_DOCUMENTS, 1, 10_000),
                section.bytes("bulk-bytes", DEFAULT_BULK_BYTES, 64 * KB, MOST_BYTES),
                section.bytes("document-bytes", DEFAULT_DOCUMENT_BYTES, MB, MOST_BYTES),
                section.duration("timeout", DEFAULT_TIMEOUT, Duration.ofSeconds(1), Duration.ofMinutes(10)),
                section.duration("retention", DEFAULT_RETENTION, Duration.ofDays(1), Duration.ofDays(36_500)));
    }

    /** The same settings for another server, as {@code --elasticsearch URL} asks for. */
    public ElasticsearchSettings at(String otherUrl) {
        return new ElasticsearchSettings(
                otherUrl, prefix, credentials, authority, bulkDocuments, bulkBytes, documentBytes, timeout, retention);
    }

    /** The same settings for indices of another name. */
    public ElasticsearchSettings under(String otherPrefix) {
        return new ElasticsearchSettings(
                url, otherPrefix, credentials, authority, bulkDocuments, bulkBytes, documentBytes, timeout, retention);
    }

    private static String url(Section section, ConfigErrors errors) {
        Optional<Located> url = section.located("url");
        if (url.isPresent()) {
            mistakeIn(url.get().text())
                    .ifPresent(reason -> errors.add(
                            url.get().start(),
                            "\"elasticsearch.url\" " + reason,
                            "Write an address such as https://es.example.org:9200, and who we are under \"username\" and"
                                    + " \"password\" or \"api-key\""));
        }
        return url.map(Located::text).orElse(DEFAULT_URL);
    }

    /** What is wrong with an address, empty if nothing is. */
    public static Optional<String> mistakeIn(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("is not a URL: " + e.getReason());
        }
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            return Optional.of("must begin with http:// or https://");
        }
        if (uri.getHost() == null) {
            return Optional.of("names no host");
        }
        if (uri.getUserInfo() != null) {
            return Optional.of("holds a user or a password");
        }
        if (uri.getQuery() != null || uri.getFragment() != null) {
            return Optional.of("has a query or a fragment");
        }
        return Optional.empty();
    }

    private static String prefix(Section section, ConfigErrors errors) {
        Optional<Located> prefix = section.located("prefix");
        if (prefix.isPresent() && !PREFIX.matcher(prefix.get().text()).matches()) {
            errors.add(
                    prefix.get().start(),
                    "\"elasticsearch.prefix\" is \"" + prefix.get().text()
                            + "\", which cannot begin the name of an index",
                    "Write lower case letters, digits, - and _, a letter or digit first, at most 100");
        }
        return prefix.map(Located::text).orElse(DEFAULT_PREFIX);
    }
}
