package org.wirewatch.cli;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirewatch.feed.FeedLinks;
import org.wirewatch.feed.FeedParser;
import org.wirewatch.feed.ParsedFeed;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.fetch.Accept;
import org.wirewatch.fetch.FetchRequest;
import org.wirewatch.fetch.Fetcher;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Ids;
import org.wirewatch.model.Page;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Validators;

/**
 * Finds the feeds behind an address: itself, what the page declares, where feeds usually are, sitemaps for news. Each step
 * is taken only when the one before found nothing, and no more than {@value #MAX_REQUESTS} addresses are asked.
 */
final class FeedSearch {

    private static final int MAX_REQUESTS = 40;

    private final Fetcher fetcher;
    private final InstantSource clock;
    private final FeedParser parser = new FeedParser();
    private final Set<String> asked = new HashSet<>();
    private @Nullable Problem firstProblem;

    FeedSearch(Fetcher fetcher, InstantSource clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /** @param url where it answers */
    record Found(String url, ParsedFeed feed) {}

    /** Best first; empty if there is none. */
    List<Found> from(String url) {
        Optional<Page> page = fetch(url, Accept.FEED);
        List<Found> itself = page.flatMap(this::feed).stream().toList();
        if (!itself.isEmpty()) {
            return itself;
        }
        List<Found> found = page.map(read -> all(FeedLinks.inPage(read.body(), read.charset(), read.finalUrl())))
                .orElse(List.of());
        String site = page.map(Page::finalUrl).orElse(url);
        if (found.isEmpty()) {
            found = first(FeedLinks.commonPlaces(site));
        }
        return found.isEmpty() ? first(sitemaps(site)) : found;
    }

    /** Why the address itself could not be read, if that was so. */
    Optional<Problem> firstProblem() {
        return Optional.ofNullable(firstProblem);
    }

    private List<Found> all(List<String> urls) {
        List<Found> found = new ArrayList<>();
        for (String url : urls) {
            fetch(url, Accept.FEED).flatMap(this::feed).ifPresent(found::add);
        }
        return found;
    }

    private List<Found> first(List<String> urls) {
        for (String url : urls) {
            Optional<Found> found = fetch(url, Accept.FEED).flatMap(this::feed);
            if (found.isPresent()) {
                return List.of(found.get());
            }
        }
        return List.of();
    }

    private List<String> sitemaps(String site) {
        Deque<String> lists =
                new ArrayDeque<>(fetch(site.replaceFirst("^(https?://[^/?#]+).*", "$1/robots.txt"), Accept.ROBOTS)
                        .map(robots -> FeedLinks.sitemaps(new String(robots.body(), StandardCharsets.UTF_8)))
                        .orElse(List.of()));
        List<String> sitemaps = new ArrayList<>();
        while (!lists.isEmpty()) {
            String list = lists.remove();
            sitemaps.add(list);
            Optional<Page> read = fetch(list, Accept.FEED);
            read.map(page -> FeedLinks.newsSitemaps(page.body(), page.finalUrl()))
                    .ifPresent(sitemaps::addAll);
            asked.remove(list);
        }
        return sitemaps;
    }

    private Optional<Page> fetch(String url, Accept accept) {
        if (asked.size() >= MAX_REQUESTS || !asked.add(url)) {
            return Optional.empty();
        }
        return fetcher.fetch(new FetchRequest(url, accept, Validators.NONE, null))
                .join()
                .match(fetched -> Optional.of(fetched.page()), unchanged -> Optional.<Page>empty(), failed -> {
                    firstProblem = asked.size() == 1 ? failed.problem() : firstProblem;
                    return Optional.<Page>empty();
                });
    }

    /** A feed with something in it: an empty list of sitemap addresses is none that anybody wants. */
    private Optional<Found> feed(Page page) {
        Feed feed = subscribed(page.finalUrl());
        return parser.parse(page.body(), page.headers().get("content-type"), page.finalUrl(), feed, clock.instant())
                .match(
                        parsed -> parsed.feed().entries().isEmpty()
                                ? Optional.<Found>empty()
                                : Optional.of(new Found(page.finalUrl(), parsed.feed())),
                        unreadable -> Optional.empty());
    }

    static Feed subscribed(String url) {
        PollSettings usual = PollSettings.defaults();
        return new Feed(
                Ids.hash(url),
                url,
                null,
                null,
                null,
                null,
                List.of(),
                usual.min().toMillis(),
                usual.max().toMillis());
    }
}
