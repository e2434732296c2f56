package org.wirewatch.feed;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * How long after their publication the newest few entries were seen: the last {@value #KEPT} of them, in seconds, so that
 * the median is exact and costs 44 bytes.
 */
public final class RecentLags {

    public static final int KEPT = 11;

    private RecentLags() {}

    /**
     * @param lags the newest last
     * @param more in the order in which they were seen; negative ones come from clocks that are ahead and count as 0
     */
    public static int[] with(int[] lags, List<Duration> more) {
        int[] all = Arrays.copyOf(lags, lags.length + more.size());
        for (int i = 0; i < more.size(); i++) {
            all[lags.length + i] =
                    (int) Math.max(0, Math.min(Integer.MAX_VALUE, more.get(i).toSeconds()));
        }
        return Arrays.copyOfRange(all, Math.max(0, all.length - KEPT), all.length);
    }

    /** Their median in milliseconds. */
    public static OptionalLong medianMillis(int[] lags) {
        if (lags.length == 0) {
            return OptionalLong.empty();
        }
        int[] sorted = lags.clone();
        Arrays.sort(sorted);
        return OptionalLong.of(Duration.ofSeconds(sorted[sorted.length / 2]).toMillis());
    }
}
