package org.wirewatch.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wirewatch.demo.Newsroom;
import org.wirewatch.fetch.Urls;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Ids;

/** A configuration folder that watches a newsroom, as an ops person would write it. */
public final class WatchedNewsroom {

    private WatchedNewsroom() {}

    /** @param folder gets wirewatch.yaml, feeds.yaml and the shipped topics */
    public static Path configure(Newsroom newsroom, Path folder, String elasticsearch, String prefix)
            throws IOException {
        Path topics = Files.createDirectories(folder.resolve("topics"));
        Files.writeString(folder.resolve("wirewatch.yaml"), """
                http:
                  allow-networks: [%s]
                  pace: {delay: 20ms, at-once: 2, attempts: 2, backoff: 200ms, max-backoff: 1s, patience: 10s}
                  robots: {hold: 1s, max-hold: 1m}
                  deadline: 4s
                elasticsearch: {url: "%s", prefix: %s}
                """.formatted(Newsroom.NETWORK, elasticsearch, prefix));
        String feeds = newsroom.feeds().stream()
                .map(WatchedNewsroom::line)
                .collect(Collectors.joining("\n", "feeds:\n", "\n"));
        Files.writeString(folder.resolve("feeds.yaml"), feeds);
        try (Stream<Path> shipped = Files.list(Path.of("config/topics"))) {
            for (Path file :
                    shipped.filter(name -> name.toString().endsWith(".yaml")).toList()) {
                Files.copy(file, topics.resolve(file.getFileName()));
            }
        }
        return folder;
    }

    private static String line(Feed feed) {
        return "  - {id: %s, url: \"%s\", language: %s, poll: {min: 1s, max: 2s}}"
                .formatted(feed.id(), feed.url(), feed.language());
    }

    /** The ids of the articles that the newsroom has out. */
    public static Set<String> articleIds(Newsroom newsroom) {
        return newsroom.expectedArticles().keySet().stream()
                .map(url -> Ids.article(Urls.normalise(url).orElseThrow()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
