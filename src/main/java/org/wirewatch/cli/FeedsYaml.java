package org.wirewatch.cli;

import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Ids;

/** Feeds in the form of {@code feeds.yaml}. */
final class FeedsYaml {

    private static final int MAX_ID_CHARS = 40;

    private FeedsYaml() {}

    /** A whole file. */
    static String write(List<Feed> feeds) {
        StringBuilder yaml = new StringBuilder("feeds:\n");
        Set<String> ids = new HashSet<>();
        feeds.forEach(feed -> yaml.append("  ").append(item(feed, ids)).append('\n'));
        return yaml.toString();
    }

    /**
     * One feed in a line. An id that is only a hash of the address gives way to one made from the title, where that has
     * Latin letters, else from the host's name.
     *
     * @param ids those that are taken; the feed's is added
     */
    static String item(Feed feed, Set<String> ids) {
        List<String> fields = new ArrayList<>();
        fields.add("id: " + quoted(id(feed, ids)));
        if (feed.title() != null) {
            fields.add("title: " + quoted(feed.title()));
        }
        fields.add("url: " + quoted(feed.url()));
        if (feed.language() != null) {
            fields.add("language: " + quoted(feed.language()));
        }
        if (feed.country() != null) {
            fields.add("country: " + quoted(feed.country()));
        }
        if (feed.timeZone() != null) {
            fields.add("time-zone: " + quoted(feed.timeZone()));
        }
        if (!feed.tags().isEmpty()) {
            fields.add("tags: ["
                    + feed.tags().stream()
                            .map(FeedsYaml::word)
                            .distinct()
                            .map(FeedsYaml::quoted)
                            .collect(Collectors.joining(", "))
                    + "]");
        }
        PollSettings usual = PollSettings.defaults();
        if (feed.pollMinMillis() != usual.min().toMillis()
                || feed.pollMaxMillis() != usual.max().toMillis()) {
            fields.add("poll: {min: " + text(feed.pollMinMillis()) + ", max: " + text(feed.pollMaxMillis()) + "}");
        }
        return "- {" + String.join(", ", fields) + "}";
    }

    private static String text(long millis) {
        return millis % 60_000 == 0 ? Duration.ofMillis(millis).toMinutes() + "m" : millis + "ms";
    }

    private static String id(Feed feed, Set<String> taken) {
        String base = feed.id().equals(Ids.hash(feed.url())) ? readable(feed) : feed.id();
        String id = base;
        for (int i = 2; !taken.add(id); i++) {
            id = base + "-" + i;
        }
        return id;
    }

    private static String readable(Feed feed) {
        String word = latin(feed.title() == null ? "" : feed.title());
        if (word.isEmpty()) {
            word = latin(feed.url().replaceFirst("^[a-z]+://(www\\.)?", "").replaceFirst("[/?#:].*", ""));
        }
        return word.isEmpty() ? "feed" : word;
    }

    private static String latin(String text) {
        String word = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return word.length() <= MAX_ID_CHARS
                ? word
                : word.substring(0, MAX_ID_CHARS).replaceAll("-$", "");
    }

    /** Names of folders become tags as people write them. */
    private static String word(String tag) {
        return tag.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Cntrl}]+", "-");
    }

    /** Double quotes take every text that has no control characters. */
    private static String quoted(String text) {
        return '"' + Printable.line(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
