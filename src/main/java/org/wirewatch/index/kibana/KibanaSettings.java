package org.wirewatch.index.kibana;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Located;
import org.wirewatch.config.Section;
import org.wirewatch.index.Access;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.ElasticsearchSettings.Authority;
import org.wirewatch.index.ElasticsearchSettings.Credentials;

/**
 * How to reach Kibana.
 *
 * @param url its address, with the path before which a proxy puts it; null where none is configured
 * @param space where the dashboards go; null for the default one
 * @param credentials null for a Kibana without security
 * @param authority the certificate authority that signed its certificate, null for those Java knows
 * @param timeout for one request, until the last byte of its answer
 */
public record KibanaSettings(
        @Nullable String url,
        @Nullable String space,
        @Nullable Credentials credentials,
        @Nullable Authority authority,
        Duration timeout) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
    private static final String SPACE = "[a-z0-9_-]{1,100}";

    /** A Kibana without security, in its default space. */
    public static KibanaSettings of(String url) {
        return new KibanaSettings(url, null, null, null, DEFAULT_TIMEOUT);
    }

    /**
     * Reads {@code kibana:} of wirewatch.yaml. Kibana knows the users and keys of its Elasticsearch: what is not said here
     * is as it is there.
     */
    public static KibanaSettings read(Section kibana, ElasticsearchSettings elasticsearch, ConfigErrors errors) {
        Optional<Located> url = kibana.located("url");
        url.flatMap(address -> ElasticsearchSettings.mistakeIn(address.text()))
                .ifPresent(reason -> errors.add(
                        url.orElseThrow().start(),
                        "\"kibana.url\" " + reason,
                        "Write an address such as https://kibana.example.org:5601"));
        Optional<Located> space = kibana.located("space");
        space.flatMap(name -> mistakeInSpace(name.text()))
                .ifPresent(reason -> errors.add(
                        space.orElseThrow().start(), "\"kibana.space\" " + reason, "Write the space's identifier"));
        Credentials own = Access.credentials(kibana);
        Optional<Authority> authority =
                kibana.located("certificate-authority").map(file -> new Authority(file.text(), file.start()));
        return new KibanaSettings(
                url.map(Located::text).orElse(null),
                space.map(Located::text).orElse(null),
                own == null ? elasticsearch.credentials() : own,
                authority.orElse(elasticsearch.authority()),
                kibana.duration("timeout", DEFAULT_TIMEOUT, Duration.ofSeconds(1), Duration.ofMinutes(10)));
    }

    /** What is wrong with the name of a space, empty if nothing is. */
    public static Optional<String> mistakeInSpace(String space) {
        return space.matches(SPACE)
                ? Optional.empty()
                : Optional.of("is \"" + space + "\", want lower case letters, digits, _ and -");
    }

    /** The same for another Kibana. */
    public KibanaSettings at(String otherUrl) {
        return new KibanaSettings(otherUrl, space, credentials, authority, timeout);
    }

    /** The same for another space. */
    public KibanaSettings in(String otherSpace) {
        return new KibanaSettings(url, otherSpace, credentials, authority, timeout);
    }

    /** Where pages and the API of the space begin. */
    String base() {
        String address = url == null ? "" : url.replaceAll("/+$", "");
        return space == null ? address : address + "/s/" + space;
    }
}
