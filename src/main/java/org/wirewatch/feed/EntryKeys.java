package org.wirewatch.feed;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wirewatch.fetch.Urls;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Ids;

/**
 * The keys by which an entry is recognised. A guid that is an address shares its key with that address as a link, and
 * addresses that {@link Urls#normalise} takes for one (scheme, {@code www.}, a trailing slash, tracking parameters) share one key.
 *
 * @param guid null when there is none or when the feed repeats it for different links
 * @param link null when there is none
 * @param title never an identity by itself: it tells a renamed entry from a new one when many change at once
 */
record EntryKeys(
        @Nullable Long guid, @Nullable Long link, @Nullable Long title) {

    private static final int MAX_TEXT = 4_096;
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    /** An address without a path names a site, not one of its entries. */
    private static final Pattern HOME_PAGE = Pattern.compile("(?i)https?://[^/?#]+/?");

    /** Keys of all entries of one body, in order. */
    static List<EntryKeys> of(List<Entry> entries) {
        List<EntryKeys> keys = entries.stream().map(EntryKeys::of).toList();
        Map<Long, Long> linkOfGuid = new HashMap<>();
        Set<Long> shared = new HashSet<>();
        for (EntryKeys entry : keys) {
            if (entry.guid != null && entry.link != null) {
                Long other = linkOfGuid.putIfAbsent(entry.guid, entry.link);
                if (other != null && !other.equals(entry.link)) {
                    shared.add(entry.guid);
                }
            }
        }
        return keys.stream()
                .map(entry -> entry.guid != null && entry.link != null && shared.contains(entry.guid)
                        ? new EntryKeys(null, entry.link, entry.title)
                        : entry)
                .toList();
    }

    private static EntryKeys of(Entry entry) {
        String text = entry.title() == null
                ? ""
                : BLANKS.matcher(entry.title().strip()).replaceAll(" ");
        Long title = text.isEmpty() ? null : Long.valueOf(Ids.hash64("title " + cut(text.toLowerCase(Locale.ROOT))));
        Long link = entry.url() == null ? null : Long.valueOf(key(entry.url()));
        String guid = entry.guid();
        if (guid != null && !guid.isBlank() && !(link != null && isHomePage(guid))) {
            return new EntryKeys(key(guid), link, title);
        }
        if (link == null) {
            // Nothing but its text tells such an entry from another.
            long whole = Ids.hash64("text " + cut(entry.title() + "\n" + entry.summary() + "\n" + entry.content()));
            return new EntryKeys(whole, null, title);
        }
        return new EntryKeys(null, link, title);
    }

    /** One key that stands for the entry. */
    static long identity(Entry entry) {
        EntryKeys keys = of(entry);
        return keys.guid != null
                ? keys.guid
                : Objects.requireNonNull(keys.link, "an entry has a guid key or a link key");
    }

    /** Whether an address names a site as a whole. */
    static boolean isHomePage(String url) {
        return HOME_PAGE.matcher(url.strip()).matches();
    }

    private static long key(String text) {
        String stripped = text.strip();
        return Urls.normalise(stripped)
                .map(address -> Ids.hash64("at " + address))
                .orElseGet(() -> Ids.hash64("guid " + cut(stripped)));
    }

    private static String cut(String text) {
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }
}
