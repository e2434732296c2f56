package org.wirewatch.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Section;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Ids;

/**
 * The schema of {@code feeds.yaml}:
 *
 * <pre>
 * feeds:
 *   - id: rferl                     # else a hash of the url
 *     url: https://…                # required
 *     title: RFE/RL
 *     language: en
 *     country: CZ
 *     time-zone: Europe/Prague      # of dates without a zone
 *     tags: [world]
 *     enabled: true                 # false keeps the line and does not poll
 *     poll: {min: 1m, max: 6h}
 * </pre>
 */
public final class FeedsFile {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private FeedsFile() {}

    /** The enabled feeds, polled within the default bounds where they set none. */
    public static List<Feed> read(Section root, ConfigErrors errors) {
        return read(root, PollSettings.defaults(), errors);
    }

    /**
     * The enabled feeds.
     *
     * @param settings holds the bounds of feeds that set none
     * @param errors takes the mistakes; a feed without a usable address is left out
     */
    public static List<Feed> read(Section root, PollSettings settings, ConfigErrors errors) {
        List<Feed> feeds = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (Section section : root.sections("feeds")) {
            feed(section, settings).ifPresent(feed -> {
                String other = seen.putIfAbsent(feed.feed().id(), feed.feed().url());
                if (other != null) {
                    section.error(
                            section.has("id") ? "id" : "url",
                            "the feed " + feed.feed().id() + " is there twice",
                            other.equals(feed.feed().url()) ? "remove one of them" : "give one of them another id");
                } else if (feed.enabled()) {
                    feeds.add(feed.feed());
                }
            });
        }
        root.done();
        return List.copyOf(feeds);
    }

    private static Optional<Configured> feed(Section section, PollSettings settings) {
        String url = section.text("url");
        if (!url.isEmpty() && !isAddress(url)) {
            section.error(
                    "url",
                    "\"" + url + "\" is no http(s) address",
                    "write it as in a browser: https://example.org/feed.xml");
        }
        String id = section.text("id", Ids.hash(url));
        String title = section.optionalText("title").orElse(null);
        String language = section.optionalText("language").orElse(null);
        String country = section.optionalText("country")
                .map(c -> c.toUpperCase(Locale.ROOT))
                .orElse(null);
        String timeZone = section.optionalText("time-zone").orElse(null);
        check(section, language, country, timeZone);
        List<String> tags = section.texts("tags");
        boolean enabled = section.flag("enabled", true);
        Section poll = section.section("poll");
        Duration min = poll.duration("min", settings.min(), SHORTEST, LONGEST);
        Duration max = poll.duration("max", settings.max(), SHORTEST, LONGEST);
        if (max.compareTo(min) < 0 && poll.has("min") && poll.has("max")) {
            poll.error(
                    "max",
                    "the longest interval is shorter than the shortest",
                    "write max: " + poll.text("min", "") + " or more");
        }
        poll.done();
        section.done();
        if (!isAddress(url)) {
            return Optional.empty();
        }
        // One bound set alone moves the other one along.
        Duration low = poll.has("min") || min.compareTo(max) < 0 ? min : max;
        Duration high = max.compareTo(low) < 0 ? low : max;
        return Optional.of(new Configured(
                new Feed(id, url, title, language, country, timeZone, tags, low.toMillis(), high.toMillis()), enabled));
    }

    private static void check(
            Section section, @Nullable String language, @Nullable String country, @Nullable String timeZone) {
        if (language != null && Reading.language(language) == null) {
            section.error(
                    "language", "\"" + language + "\" is no language tag", "write a BCP 47 tag such as en or pt-BR");
        }
        if (country != null && !List.of(Locale.getISOCountries()).contains(country)) {
            section.error(
                    "country", "\"" + country + "\" is no country code", "write two letters of ISO 3166 such as DE");
        }
        if (timeZone != null && !isZone(timeZone)) {
            section.error(
                    "time-zone", "\"" + timeZone + "\" is no time zone", "write an IANA name such as Europe/Prague");
        }
    }

    private static boolean isZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    static boolean isAddress(String url) {
        try {
            return Links.isHttp(url) && new URI(url).getHost() != null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private record Configured(Feed feed, boolean enabled) {}
}
