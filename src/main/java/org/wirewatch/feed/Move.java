package org.wirewatch.feed;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wirewatch.fetch.Urls;
import org.wirewatch.model.Ids;

/**
 * What permanent redirects (301, 308) have taught of a feed's address. One that is seen in {@value #REMEMBERED_AFTER}
 * polls in a row is remembered: from then on the feed is asked there. Its id, its configured address and its known
 * entries stay. When {@value #FORGOTTEN_AFTER} polls in a row fail there, the configured address counts again.
 *
 * <p>Never remembered: what does not answer with a feed (such polls fail), the front page of another host (where sites
 * that give up send everybody), a step from https back to http, and addresses of more than {@value #MAX_BYTES} bytes.
 *
 * @param to where the feed is asked instead of its configured address, null while nothing is remembered
 * @param candidate key of the address that was seen last, meaningless while {@code seen} is 0
 * @param seen in how many polls in a row
 */
public record Move(@Nullable String to, long candidate, int seen) {

    /** Nothing was ever redirected. */
    public static final Move NONE = new Move(null, 0, 0);

    public static final int REMEMBERED_AFTER = 3;
    public static final int FORGOTTEN_AFTER = 3;
    public static final int MAX_BYTES = 160;

    /**
     * After a poll that found a feed.
     *
     * @param asked where it was asked
     * @param movedTo where permanent redirects led from there, null if there was none
     */
    Move after(String asked, @Nullable String movedTo) {
        if (movedTo == null || !isMemorable(asked, movedTo)) {
            return new Move(to, 0, 0);
        }
        long key = Ids.hash64(movedTo);
        int times = key == candidate ? seen + 1 : 1;
        return times < REMEMBERED_AFTER ? new Move(to, key, times) : new Move(movedTo, 0, 0);
    }

    /** After so many failed polls in a row. */
    Move afterFailures(int failures) {
        return failures >= FORGOTTEN_AFTER ? NONE : this;
    }

    private static boolean isMemorable(String asked, String target) {
        boolean downgrade = isHttps(asked) && !isHttps(target);
        boolean sameHost = Urls.host(asked).equals(Urls.host(target));
        return Links.isHttp(target)
                && target.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && !downgrade
                && (sameHost || !EntryKeys.isHomePage(target));
    }

    private static boolean isHttps(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith("https:");
    }
}
