package org.wirewatch.article;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses that a page gives, made absolute and believed only where they can be true. */
final class Addresses {

    private static final int MAX_CHARS = 2_000;

    private Addresses() {}

    /** An absolute http(s) address, or null if the reference cannot be resolved to one. */
    static @Nullable String resolve(String base, @Nullable String reference) {
        if (reference == null || reference.isBlank() || reference.length() > MAX_CHARS) {
            return null;
        }
        try {
            URI uri = new URI(base).resolve(reference.strip().replace(" ", "%20"));
            String scheme = uri.getScheme();
            boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
            return web && uri.getHost() != null ? uri.toString() : null;
        } catch (URISyntaxException | IllegalArgumentException malformed) {
            return null; // a reference that is no address names nothing
        }
    }

    /**
     * What the page calls its own address. The root of a site is no article's address, and another site's is believed
     * only if it names the same page.
     */
    static @Nullable String canonical(String pageUrl, @Nullable String declared) {
        String resolved = resolve(pageUrl, declared);
        if (resolved == null) {
            return null;
        }
        URI canonical = URI.create(resolved);
        URI page;
        try {
            page = new URI(pageUrl);
        } catch (URISyntaxException malformed) {
            return resolved; // nothing to compare with
        }
        String path = canonical.getPath() == null ? "" : canonical.getPath();
        boolean root = path.isEmpty() || path.equals("/");
        boolean pageIsRoot = page.getPath() == null || page.getPath().length() <= 1;
        if (root && canonical.getQuery() == null && !pageIsRoot) {
            return null;
        }
        boolean sameSite = page.getHost() == null || related(page.getHost(), canonical.getHost());
        return sameSite || path.equals(page.getPath()) ? resolved : null;
    }

    /** Whether two hosts share their last two labels, such as {@code amp.example.org} and {@code www.example.org}. */
    private static boolean related(String a, String b) {
        return lastLabels(a).equals(lastLabels(b));
    }

    private static String lastLabels(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        int last = lower.lastIndexOf('.');
        int before = last < 0 ? -1 : lower.lastIndexOf('.', last - 1);
        return before < 0 ? lower : lower.substring(before + 1);
    }
}
