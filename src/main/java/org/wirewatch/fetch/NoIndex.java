package org.wirewatch.fetch;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code X-Robots-Tag} header: whether a page asks not to be indexed. What the page's own head says is read where
 * heads are read, by the article package.
 *
 * <p>A value is a list of directives, such as {@code noindex, nofollow}; a name before a colon makes those that follow
 * it count for that robot alone. Repeated headers arrive joined, so a directive for everyone in a header after one that
 * names a robot counts for that robot only; the other way round would take one robot's ban for everyone's.
 */
public final class NoIndex {

    private static final List<String> DIRECTIVES_WITH_VALUE =
            List.of("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview");

    private NoIndex() {}

    /**
     * Whether {@code noindex} or {@code none} is said to everyone or to us.
     *
     * @param headers of a response, names in lower case
     */
    public static boolean isIn(Map<String, String> headers) {
        boolean concernsUs = true;
        for (String part : headers.getOrDefault("x-robots-tag", "").split(",")) {
            String directive = part.strip().toLowerCase(Locale.ROOT);
            int colon = directive.indexOf(':');
            String name = colon < 0 ? "" : directive.substring(0, colon).strip();
            if (colon >= 0 && !DIRECTIVES_WITH_VALUE.contains(name)) {
                concernsUs = name.equals(RobotsPolicy.PRODUCT_TOKEN.toLowerCase(Locale.ROOT));
                directive = directive.substring(colon + 1).strip();
            }
            if (concernsUs && (directive.equals("noindex") || directive.equals("none"))) {
                return true;
            }
        }
        return false;
    }
}
