package org.wirewatch.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
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
 * tags:                             # what holds for all feeds with a tag that do not say otherwise
 *   world:
 *     poll: {min: 30s, max: 1h}
 * </pre>
 */
public final class FeedsFile {

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
        return read(root, bounds(root, settings), errors);
    }

    /** The bounds that hold for feeds that set none, by their tags. */
    static PollBounds bounds(Section root, PollSettings settings) {
        return PollBounds.of(settings).withTags(root.section("tags"));
    }

    /** @param bounds those of {@link #bounds} */
    static List<Feed> read(Section root, PollBounds bounds, ConfigErrors errors) {
        List<Feed> feeds = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (Section section : root.sections("feeds")) {
            feed(section, bounds).ifPresent(feed -> {
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

    private static Optional<Configured> feed(Section section, PollBounds bounds) {
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
        PollBounds.Own own = PollBounds.Own.read(section.section("poll"));
        section.done();
        if (!isAddress(url)) {
            return Optional.empty();
        }
        PollBounds.Range poll = bounds.of(tags, own);
        return Optional.of(new Configured(
                new Feed(
                        id,
                        url,
                        title,
                        language,
                        country,
                        timeZone,
                        tags,
                        poll.min().toMillis(),
                        poll.max().toMillis()),
                enabled));
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
