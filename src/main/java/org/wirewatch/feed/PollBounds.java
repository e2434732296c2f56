package org.wirewatch.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.Section;

/**
 * How often feeds are asked at most and at least: what a feed says itself counts, then what its tags say, then what
 * holds for all. Of several tags the shortest time counts, so that the order of tags means nothing.
 */
final class PollBounds {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Duration min;
    private final Duration max;
    private final Map<String, Own> tags;

    private PollBounds(Duration min, Duration max, Map<String, Own> tags) {
        this.min = min;
        this.max = max;
        this.tags = tags;
    }

    /** What one feed or tag sets; null where it sets nothing. */
    record Own(@Nullable Duration min, @Nullable Duration max) {

        /** The section {@code poll} of a feed or a tag. */
        static Own read(Section poll) {
            Own own = new Own(bound(poll, "min"), bound(poll, "max"));
            if (own.min != null && own.max != null && own.max.compareTo(own.min) < 0) {
                poll.error(
                        "max",
                        "the longest interval is shorter than the shortest",
                        "write max: " + poll.text("min", "") + " or more");
            }
            poll.done();
            return own;
        }

        private static @Nullable Duration bound(Section poll, String key) {
            return poll.has(key) ? poll.duration(key, SHORTEST, SHORTEST, LONGEST) : null;
        }
    }

    /** Both of one feed, the shorter one first. */
    record Range(Duration min, Duration max) {}

    static PollBounds of(PollSettings settings) {
        return new PollBounds(settings.min(), settings.max(), Map.of());
    }

    /** The same with the section {@code tags} of feeds.yaml. */
    PollBounds withTags(Section section) {
        Map<String, Own> own = new HashMap<>();
        for (String tag : section.keys()) {
            Section settings = section.section(tag);
            own.put(tag, Own.read(settings.section("poll")));
            settings.done();
        }
        section.done();
        return new PollBounds(min, max, own);
    }

    Range of(List<String> tagsOfFeed, Own own) {
        Optional<Duration> low = first(own.min, ofTags(tagsOfFeed).map(Own::min));
        Optional<Duration> high = first(own.max, ofTags(tagsOfFeed).map(Own::max));
        Duration shortest = low.orElse(min);
        Duration longest = high.orElse(max);
        if (shortest.compareTo(longest) <= 0) {
            return new Range(shortest, longest);
        }
        // The bound that was set for the feed moves the other one along.
        boolean shortestCounts = own.min != null || own.max == null && low.isPresent();
        return shortestCounts ? new Range(shortest, shortest) : new Range(longest, longest);
    }

    private Stream<Own> ofTags(List<String> tagsOfFeed) {
        return tagsOfFeed.stream().map(tags::get).filter(Objects::nonNull);
    }

    private static Optional<Duration> first(@Nullable Duration own, Stream<@Nullable Duration> ofTags) {
        return own != null
                ? Optional.of(own)
                : ofTags.flatMap(Stream::ofNullable).min(Duration::compareTo);
    }
}
