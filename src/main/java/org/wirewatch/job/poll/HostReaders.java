package org.wirewatch.job.poll;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.wirewatch.fetch.Urls;
import org.wirewatch.model.Feed;

/**
 * Which reader polls which host. All feeds of a host go to one reader, so that a host is polled politely by one place;
 * within that, readers get about the same number of feeds: the hosts with the most feeds are given first, each to the
 * reader that has the fewest.
 */
final class HostReaders {

    private final Map<String, Integer> readers = new HashMap<>();
    private final int[] feeds;

    /**
     * @param known the feeds of now
     * @param parallelism how many readers there are
     */
    HostReaders(Iterable<Feed> known, int parallelism) {
        feeds = new int[parallelism];
        Map<String, Integer> counts = new HashMap<>();
        known.forEach(feed -> counts.merge(host(feed), 1, Integer::sum));
        List<Map.Entry<String, Integer>> hosts = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        for (Map.Entry<String, Integer> host : hosts) {
            int reader = leastLoaded();
            readers.put(host.getKey(), reader);
            feeds[reader] += host.getValue();
        }
    }

    /** The reader of a feed that was counted. */
    int of(Feed feed) {
        return Objects.requireNonNull(readers.get(host(feed)), feed.url());
    }

    /** Counts one feed more; a host that is new goes to the reader with the fewest feeds. */
    int add(Feed feed) {
        int reader = readers.computeIfAbsent(host(feed), host -> leastLoaded());
        feeds[reader]++;
        return reader;
    }

    /** Counts one feed less. Its host stays where it is, for feeds of it that come back. */
    void remove(Feed feed) {
        feeds[of(feed)]--;
    }

    private int leastLoaded() {
        int least = 0;
        for (int reader = 1; reader < feeds.length; reader++) {
            least = feeds[reader] < feeds[least] ? reader : least;
        }
        return least;
    }

    static String host(Feed feed) {
        return Urls.host(feed.url()).orElse(feed.url());
    }
}
