package org.wirewatch.feed;

import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.wirewatch.model.Feed;

/**
 * Reads the same well-formed feeds with ROME alone and with {@link FeedParser}, by turns, and prints the times and their
 * ratio. Feeds that ROME refuses are left out.
 *
 * <pre>java -cp ... org.wirewatch.feed.ParsingSpeed FOLDER [ROUNDS]</pre>
 */
final class ParsingSpeed {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Feed FEED =
            new Feed("f", "https://speed.example/feed", null, null, null, null, List.of(), 60_000, 3_600_000);

    private ParsingSpeed() {}

    /** {@code FOLDER [ROUNDS]} */
    public static void main(String[] args) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path file : files.sorted().toList()) {
                try (var in = new GZIPInputStream(Files.newInputStream(file))) {
                    byte[] body = in.readAllBytes();
                    if (rome(body)) {
                        bodies.add(body);
                    }
                }
            }
        }
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        FeedParser parser = new FeedParser();
        long bestRome = Long.MAX_VALUE;
        long bestOurs = Long.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            bodies.forEach(ParsingSpeed::rome);
            long middle = System.nanoTime();
            bodies.forEach(body -> parser.parse(body, null, FEED.url(), FEED, NOW));
            bestRome = Math.min(bestRome, middle - start);
            bestOurs = Math.min(bestOurs, System.nanoTime() - middle);
        }
        long bytes = bodies.stream().mapToLong(body -> body.length).sum();
        System.out.printf(
                "%d feeds, %d KB: ROME %.1f ms, FeedParser %.1f ms, ratio %.2f%n",
                bodies.size(), bytes / 1_000, bestRome / 1e6, bestOurs / 1e6, (double) bestOurs / bestRome);
    }

    private static boolean rome(byte[] body) {
        try (XmlReader reader = new XmlReader(new ByteArrayInputStream(body))) {
            new SyndFeedInput().build(reader);
            return true;
        } catch (FeedException | IOException | IllegalArgumentException refused) {
            return false;
        } catch (RuntimeException broken) {
            return false;
        }
    }
}
