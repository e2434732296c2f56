package org.wirewatch.article;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirewatch.article.HeadTag.Attribute;
import org.wirewatch.model.Page;

/**
 * What a page's head says to whoever fetched it, found without reading the page as an article.
 *
 * <p>Only markup counts that a browser with scripts would see: a refresh inside {@code <noscript>}, in a comment or in a
 * script's text is none.
 *
 * @param refresh where the page sends its reader at once ({@code <meta http-equiv=refresh>} with a delay of at most {@value
 *     MetaRefresh#MAX_SECONDS} seconds to another address), absolute http(s); null if nowhere
 * @param amp the address of the same article as an AMP page ({@code <link rel=amphtml>}), absolute http(s); null if none
 *     is named
 * @param noindex whether a robots meta for everyone, or for this product, asks not to index the page ({@code noindex} or
 *     {@code none})
 */
public record PageHints(@Nullable String refresh, @Nullable String amp, boolean noindex) {

    /** No head is longer that is worth reading: styles and scripts in it count. */
    private static final int MAX_HEAD_BYTES = 512 * 1024;

    private static final Set<String> REFUSALS = Set.of("noindex", "none");

    /**
     * Reads the hints of a page.
     *
     * @param productToken the name that robots metas call us by, compared without regard to case
     */
    public static PageHints of(Page page, String productToken) {
        byte[] bytes = page.body();
        PageText head = new PageText(bytes, headEnd(bytes, Math.min(bytes.length, MAX_HEAD_BYTES)), page.charset());
        String base = page.finalUrl();
        String refresh = null;
        String amp = null;
        boolean noindex = false;
        boolean baseSeen = false;
        for (HeadTag tag : head.headTags()) {
            if (tag.isBase() && !baseSeen && tag.has(Attribute.HREF)) {
                baseSeen = true;
                String declared = Addresses.resolve(page.finalUrl(), tag.get(Attribute.HREF, head.charset()));
                base = declared == null ? base : declared;
            } else if (tag.isMeta()) {
                String content = tag.get(Attribute.CONTENT, head.charset());
                noindex |= refuses(tag.get(Attribute.NAME, head.charset()), content, productToken);
                if (refresh == null
                        && tag.get(Attribute.HTTP_EQUIV, head.charset()).strip().equalsIgnoreCase("refresh")) {
                    refresh = MetaRefresh.target(content);
                }
            } else if (amp == null && tag.isLink() && hasToken(tag.get(Attribute.REL, head.charset()), "amphtml")) {
                amp = tag.get(Attribute.HREF, head.charset());
            }
        }
        return new PageHints(
                elsewhere(page, Addresses.resolve(base, refresh)),
                elsewhere(page, Addresses.resolve(base, amp)),
                noindex);
    }

    /** Where the body's start tag stands; templates that have none are read up to the limit. */
    private static int headEnd(byte[] bytes, int length) {
        for (int i = 0; i + 5 < length; i++) {
            if (bytes[i] == '<'
                    && (bytes[i + 1] | 0x20) == 'b'
                    && (bytes[i + 2] | 0x20) == 'o'
                    && (bytes[i + 3] | 0x20) == 'd'
                    && (bytes[i + 4] | 0x20) == 'y'
                    && (bytes[i + 5] == '>' || bytes[i + 5] == ' ' || bytes[i + 5] == '\n')) {
                return i;
            }
        }
        return length;
    }

    private static boolean refuses(String metaName, String content, String productToken) {
        String name = metaName.strip();
        return (name.equalsIgnoreCase("robots") || name.equalsIgnoreCase(productToken))
                && Arrays.stream(content.split(","))
                        .anyMatch(rule -> REFUSALS.contains(rule.strip().toLowerCase(Locale.ROOT)));
    }

    private static boolean hasToken(String tokens, String token) {
        return Arrays.stream(tokens.split("\\s+")).anyMatch(token::equalsIgnoreCase);
    }

    /** A page that leads to itself leads nowhere: that is how pages keep themselves fresh. */
    private static @Nullable String elsewhere(Page page, @Nullable String address) {
        return address == null || withoutFragment(address).equals(withoutFragment(page.finalUrl())) ? null : address;
    }

    private static String withoutFragment(String address) {
        int fragment = address.indexOf('#');
        return fragment < 0 ? address : address.substring(0, fragment);
    }
}
