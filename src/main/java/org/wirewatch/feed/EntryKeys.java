package org.wirewatch.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Ids;

/**
 * The keys by which an entry is recognised. A guid that is an address shares its key with that address as a link, and
 * addresses that differ only in scheme, a leading {@code www.}, a trailing slash or tracking parameters share one key.
 *
 * @param guid null when there is none or when the feed repeats it for different links
 * @param link null when there is none
 * @param title never an identity by itself: it tells a renamed entry from a new one when many change at once
 */
record EntryKeys(
        @Nullable Long guid, @Nullable Long link, @Nullable Long title) {

    private static final int MAX_TEXT = 4_096;

    /** Keys of all entries of one body, in order. */
    static List<EntryKeys> of(List<Entry> entries) {
        Map<String, String> linkOfGuid = new HashMap<>();
        Map<String, Boolean> repeated = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.guid() != null && entry.url() != null) {
                String link = address(entry.url()).orElse(entry.url());
                String other = linkOfGuid.putIfAbsent(entry.guid(), link);
                if (other != null && !other.equals(link)) {
                    repeated.put(entry.guid(), true);
                }
            }
        }
        return entries.stream()
                .map(entry -> of(entry, entry.guid() != null && repeated.containsKey(entry.guid())))
                .toList();
    }

    private static EntryKeys of(Entry entry, boolean guidRepeats) {
        String guid = entry.guid() == null || entry.guid().isBlank() || guidRepeats ? null : entry.guid();
        Long guidKey = guid == null ? null : key(guid);
        Long linkKey = entry.url() == null ? null : key(entry.url());
        Long titleKey = entry.title() == null || entry.title().isBlank()
                ? null
                : Ids.hash64("title "
                        + cut(entry.title()
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("\\s+", " ")
                                .strip()));
        if (guidKey == null && linkKey == null) {
            // Nothing but its text tells such an entry from another.
            return new EntryKeys(
                    Ids.hash64("text " + cut(entry.title() + '\n' + entry.summary() + '\n' + entry.content())),
                    null,
                    titleKey);
        }
        return new EntryKeys(guidKey, linkKey, titleKey);
    }

    /** One key that stands for the entry. */
    static long identity(Entry entry) {
        EntryKeys keys = of(entry, false);
        return keys.guid != null ? keys.guid : keys.link != null ? keys.link : 0;
    }

    private static long key(String text) {
        String stripped = text.strip();
        return address(stripped).map(a -> Ids.hash64("at " + a)).orElseGet(() -> Ids.hash64("guid " + cut(stripped)));
    }

    private static String cut(String text) {
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }

    private static Optional<String> address(String url) {
        try {
            URI uri = new URI(url);
            String host = uri.getHost();
            if (host == null
                    || uri.getScheme() == null
                    || !uri.getScheme().toLowerCase(Locale.ROOT).startsWith("http")) {
                return Optional.empty();
            }
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String name = host.toLowerCase(Locale.ROOT);
            return Optional.of((name.startsWith("www.") ? name.substring(4) : name) + bare + query);
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
