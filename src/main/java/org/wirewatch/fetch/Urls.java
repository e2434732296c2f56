package org.wirewatch.fetch;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When two URLs mean the same article.
 *
 * <p>{@link #normalise} gives the form of a URL that article ids are made of. <b>It is for identity, never for
 * fetching</b>: the address it shows may not exist. Two spellings of one form are taken for one article; a rule belongs
 * here only if it is safe for every site. The rules, in their order:
 *
 * <ol>
 *   <li>read as browsers do: blanks around and line breaks inside go, {@code \} is {@code /}, host in lower case and in
 *       ASCII (punycode), addresses in their usual notation, dot segments resolved;
 *   <li>{@code http} is {@code https}, a leading {@code www.} goes, so do the default ports 80 and 443;
 *   <li>escapes of letters, digits and {@code - . _ ~} are undone, the others written in upper case;
 *   <li>a {@code ;jsessionid=} and slashes at the end of the path go;
 *   <li>parameters that say where a reader came from go (the list is {@code tracking-parameters.txt} beside this class),
 *       and so do empty ones; the others keep their order, because it may matter to a site;
 *   <li>the fragment goes, unless it starts with {@code !}: such addresses are pages of their own.
 * </ol>
 *
 * <p>Whoever remembers articles does it by {@link #keys}, which carry {@link #VERSION}. A change of the rules raises it,
 * and the former rules stay in {@link #keys} for as long as anything is remembered: an article that was known under its
 * old key is not news under its new one.
 */
public final class Urls {

    /** Of the rules of {@link #normalise}. Raised whenever a URL's form changes. */
    public static final int VERSION = 1;

    private static final TrackingParameters TRACKING = TrackingParameters.shipped();

    private Urls() {}

    /** The identity form of an absolute http(s) URL; empty if the text is none. */
    public static Optional<String> normalise(String url) {
        return read(url).map(Urls::identity);
    }

    /** The keys of the article that a URL leads to; empty if the text is no absolute http(s) URL. */
    public static Optional<UrlKeys> keys(String url) {
        return UrlKeys.of(url, VERSION, List.of(Urls::normalise));
    }

    /** The host of an absolute http(s) URL in lower case and ASCII, IPv6 in brackets; empty if the text is no URL. */
    public static Optional<String> host(String url) {
        return read(url).map(HttpUrl::host);
    }

    /**
     * The URL as browsers read it, in ASCII and escaped, to be followed by people; empty if the text is no absolute
     * http(s) URL, or hides its host behind user info.
     */
    public static Optional<String> link(String url) {
        return read(url).map(read -> read.fragment() == null ? read.toString() : read + "#" + read.fragment());
    }

    /** Scheme, host and port, as robots.txt is valid for: {@code https://example.org}; empty if the text is no URL. */
    public static Optional<String> origin(String url) {
        return read(url).map(HttpUrl::origin);
    }

    /**
     * The part of a host name that somebody registered, by the public suffix list: {@code bbc.co.uk} of
     * {@code news.bbc.co.uk}. An address, a public suffix and a name that the list does not know stay themselves.
     */
    public static String registrableDomain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") || IpLiteral.endsInNumber(lower)) {
            return lower;
        }
        String domain = EffectiveTldFinder.getAssignedDomain(lower, true, true);
        return domain == null ? lower : domain;
    }

    private static Optional<HttpUrl> read(String url) {
        return HttpUrl.read(url)
                .match(read -> Optional.of(read.url()), forbidden -> Optional.empty(), bad -> Optional.empty());
    }

    private static String identity(HttpUrl url) {
        StringBuilder form = new StringBuilder("https://").append(withoutWww(url.host()));
        if (url.port() != 80 && url.port() != 443) {
            form.append(':').append(url.port());
        }
        form.append(path(url.path()));
        String query = query(url.query());
        if (!query.isEmpty()) {
            form.append('?').append(query);
        }
        String fragment = url.fragment();
        if (fragment != null && fragment.startsWith("!") && fragment.length() > 1) {
            form.append('#').append(fragment);
        }
        return form.toString();
    }

    private static String withoutWww(String host) {
        String rest = host.startsWith("www.") ? host.substring(4) : host;
        return rest.indexOf('.') < 0 ? host : rest;
    }

    private static String path(String path) {
        String plain = simplest(path);
        int session = plain.toLowerCase(Locale.ROOT).indexOf(";jsessionid=");
        int end = session < 0 ? plain.length() : session;
        while (end > 1 && plain.charAt(end - 1) == '/') {
            end--;
        }
        return plain.substring(0, end);
    }

    private static String query(@Nullable String query) {
        if (query == null) {
            return "";
        }
        List<String> kept = new ArrayList<>();
        for (String parameter : query.split("&")) {
            String plain = simplest(parameter);
            int equals = plain.indexOf('=');
            String name = equals < 0 ? plain : plain.substring(0, equals);
            String value = equals < 0 ? "" : plain.substring(equals + 1);
            if (!plain.isEmpty() && !TRACKING.contains(name, value)) {
                kept.add(plain);
            }
        }
        return String.join("&", kept);
    }

    /** Undoes escapes that no one needs and writes the others in upper case (RFC 3986, 6.2.2). */
    static String simplest(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low < 0) {
                plain.append(c);
                continue;
            }
            char decoded = (char) (high << 4 | low);
            if (decoded < 0x80 && (Character.isLetterOrDigit(decoded) || "-._~".indexOf(decoded) >= 0)) {
                plain.append(decoded);
            } else {
                plain.append(text.substring(i, i + 3).toUpperCase(Locale.ROOT));
            }
            i += 2;
        }
        return plain.toString();
    }
}
