package org.wirewatch.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Addresses in feeds: made absolute, and freed of the wrappers of aggregators where the target stands in them. */
final class Links {

    /** Longer addresses are no addresses (RFC 9110 recommends to support 8,000). */
    private static final int MAX_CHARS = 8_000;

    /** Hosts that redirect, and the parameter that holds the target. */
    private static final Map<String, String> WRAPPERS = Map.of(
            "google.com/url", "url",
            "news.google.com/news/url", "url",
            "bing.com/news/apiclick.aspx", "url",
            "l.facebook.com/l.php", "u",
            "facebook.com/l.php", "u",
            "vk.com/away.php", "to",
            "youtube.com/redirect", "q",
            "t.umblr.com/redirect", "z",
            "duckduckgo.com/l/", "uddg",
            "out.reddit.com/", "url");

    private Links() {}

    /**
     * The absolute address that is meant; empty for what is none. Without a base a relative one stays as it is.
     *
     * @param base absolute, null when the document's own address is unknown
     */
    static Optional<String> resolve(@Nullable String base, @Nullable String link) {
        String plain = link == null ? "" : tidy(link);
        if (plain.isEmpty() || plain.length() > MAX_CHARS) {
            return Optional.empty();
        }
        String scheme = scheme(plain);
        if (scheme != null) {
            return isHttp(plain) ? Optional.of(unwrapped(plain)) : Optional.empty();
        }
        if (base == null || base.isEmpty()) {
            return Optional.of(plain);
        }
        try {
            URI target = absolute(new URI(encoded(base)), encoded(plain));
            return target.getHost() == null ? Optional.empty() : Optional.of(unwrapped(target.toString()));
        } catch (URISyntaxException | IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** The address where it is absolute already; empty for any other text. */
    static Optional<String> resolveAbsolute(@Nullable String text) {
        return isHttp(text) ? resolve(null, text) : Optional.empty();
    }

    /** RFC 3986, 5.2, where java.net.URI still follows its predecessor: an empty path on either side. */
    private static URI absolute(URI base, String relative) throws URISyntaxException {
        String path = base.getRawPath() == null || base.getRawPath().isEmpty() ? "/" : base.getRawPath();
        String site = base.getScheme() + "://" + base.getRawAuthority();
        return switch (relative.charAt(0)) {
            case '?' -> new URI(site + path + relative);
            case '#' -> new URI(site + path + (base.getRawQuery() == null ? "" : "?" + base.getRawQuery()) + relative);
            default -> new URI(site + path).resolve(relative);
        };
    }

    /** A base, which itself may be relative to the one around it. */
    static @Nullable String base(@Nullable String outer, @Nullable String xmlBase) {
        if (xmlBase == null || xmlBase.isBlank()) {
            return outer;
        }
        String plain = tidy(xmlBase);
        if (scheme(plain) != null) {
            return isHttp(plain) ? plain : outer;
        }
        return outer == null ? null : resolve(outer, plain).orElse(outer);
    }

    static boolean isHttp(@Nullable String link) {
        if (link == null) {
            return false;
        }
        String scheme = scheme(link.strip());
        return ("http".equals(scheme) || "https".equals(scheme)) && link.strip().length() > scheme.length() + 3;
    }

    private static @Nullable String scheme(String link) {
        for (int i = 0; i < link.length(); i++) {
            char c = link.charAt(i);
            if (c == ':') {
                return i == 0 ? null : link.substring(0, i).toLowerCase(Locale.ROOT);
            }
            boolean fits =
                    c < 0x80 && (Character.isLetter(c) || i > 0 && (Character.isDigit(c) || "+-.".indexOf(c) >= 0));
            if (!fits) {
                return null;
            }
        }
        return null;
    }

    /** Without the line breaks and blanks that templates put into links, and with what must be encoded encoded. */
    private static String tidy(String link) {
        String stripped = link.strip();
        StringBuilder tidy = new StringBuilder(stripped.length());
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            if (c == ' ') {
                tidy.append("%20");
            } else if (c > ' ' && c != '\u007f' && !Character.isWhitespace(c)) {
                tidy.append(c);
            }
        }
        return tidy.toString();
    }

    private static String encoded(String link) {
        StringBuilder encoded = new StringBuilder(link.length());
        for (int i = 0; i < link.length(); i++) {
            char c = link.charAt(i);
            boolean stray = c == '%' && !link.regionMatches(false, i, "%25", 0, 3) && !isEscape(link, i);
            if ("\"<>\\^`{|}[]".indexOf(c) >= 0 || stray || c == '#' && link.indexOf('#') < i) {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    private static boolean isEscape(String link, int i) {
        return i + 2 < link.length()
                && Character.digit(link.charAt(i + 1), 16) >= 0
                && Character.digit(link.charAt(i + 2), 16) >= 0;
    }

    private static String unwrapped(String link) {
        int host = link.indexOf("://") + 3;
        String rest = link.substring(host);
        String bare = rest.startsWith("www.") ? rest.substring(4) : rest;
        int query = bare.indexOf('?');
        if (query < 0) {
            int star = bare.indexOf("/*http");
            return star >= 0 && bare.startsWith("us.rd.yahoo.com") ? bare.substring(star + 2) : link;
        }
        String parameter = WRAPPERS.get(bare.substring(0, query));
        if (parameter == null) {
            return link;
        }
        for (String pair : bare.substring(query + 1).split("&")) {
            if (pair.startsWith(parameter + "=")) {
                try {
                    String target = URLDecoder.decode(pair.substring(parameter.length() + 1), StandardCharsets.UTF_8);
                    return isHttp(target) ? target : link;
                } catch (IllegalArgumentException notEncoded) {
                    return link;
                }
            }
        }
        return link;
    }
}
