package org.wirewatch.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;

/**
 * Reads damaged feeds, to see that none makes the parser throw, hang or return what it may not.
 *
 * <p>A short run is part of the tests ({@link FeedFuzzTest}). The long one:
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
 * java -Xmx256m -cp target/classes:target/test-classes:$(cat target/test.classpath) org.wirewatch.feed.FeedFuzz RUNS SEED [FOLDER of feed files]
 * </pre>
 */
final class FeedFuzz {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MAX_SEED_BYTES = 400_000;
    private static final Feed FEED =
            new Feed("fuzz", "https://fuzz.example/feed", null, null, null, null, List.of(), 60_000, 3_600_000);
    private static final String[] TOKENS = {
        "<",
        ">",
        "&",
        "\"",
        "'",
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "<!DOCTYPE x [",
        "<!ENTITY a \"&a;&a;\">",
        "&a;",
        "&#0;",
        "&#x1F600;",
        "&#xD800;",
        "\u0000",
        "\u0008",
        "\ufeff",
        "\ufffe",
        "<item>",
        "</item>",
        "<entry>",
        "</channel>",
        "<rss>",
        "</rss>",
        "<x:y>",
        "<br>",
        "{",
        "}",
        "[",
        "\\u0000",
        "null",
        "1e999",
        "xml:base=\"::\"",
        "xmlns=\"\"",
        "<link>http://[</link>",
        "<pubDate>99999999999999999999</pubDate>",
        "mode=\"base64\"",
        "type=\"xhtml\"",
        "<skipHours><hour>-1</hour></skipHours>",
        "<ttl>99999999999</ttl>",
        "<cloud port=\"x\"/>",
        "<enclosure length=\"-1\" url=\"\"/>",
        "<a>".repeat(300),
        "&lt;".repeat(200),
        "(".repeat(500),
        "<dc:date></dc:date>"
    };

    private final FeedParser parser = new FeedParser();
    private final List<byte[]> seeds;

    FeedFuzz(List<byte[]> seeds) {
        this.seeds = seeds;
    }

    /** Reads one damaged feed; the seed alone decides which. */
    void run(long seed) {
        byte[] body = damaged(new Random(seed));
        long start = System.nanoTime();
        String contentType = seed % 5 == 0 ? "application/xml; charset=utf-16" : null;
        try {
            parser.parse(body, contentType, seed % 7 == 0 ? null : FEED.url(), FEED, NOW)
                    .match(
                            parsed -> check(parsed.feed()),
                            unreadable -> unreadable.problem().kind());
        } catch (RuntimeException | StackOverflowError | AssertionError thrown) {
            throw new AssertionError("seed " + seed + ": " + thrown, thrown);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (took.compareTo(LONGEST) > 0) {
            throw new AssertionError("seed " + seed + " took " + took + " for " + body.length + " bytes");
        }
    }

    private static int check(ParsedFeed feed) {
        for (Entry entry : feed.entries()) {
            if (entry.published() != null && entry.published().isAfter(NOW.plusSeconds(3_600))) {
                throw new AssertionError("published in the future: " + entry.published());
            }
            if (entry.title() != null && entry.title().isBlank()) {
                throw new AssertionError("a blank title");
            }
            EntryKeys.identity(entry);
        }
        return feed.entries().size();
    }

    private byte[] damaged(Random random) {
        byte[] body = seeds.get(random.nextInt(seeds.size())).clone();
        for (int damage = random.nextInt(6); damage >= 0 && body.length > 0; damage--) {
            int at = random.nextInt(body.length);
            int length = Math.min(body.length - at, random.nextInt(1 + random.nextInt(200)));
            body = switch (random.nextInt(7)) {
                case 0 -> flipped(body, at, random);
                case 1 -> spliced(body, at, at + length, new byte[0]);
                case 2 -> spliced(body, at, at, token(random));
                case 3 -> spliced(body, at, at + length, token(random));
                case 4 -> Arrays.copyOf(body, at);
                case 5 -> spliced(body, at, at, Arrays.copyOfRange(body, at, at + length));
                default -> {
                    byte[] other = seeds.get(random.nextInt(seeds.size()));
                    yield spliced(
                            body,
                            at,
                            body.length,
                            Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
                }
            };
        }
        return body;
    }

    private static byte[] token(Random random) {
        return TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flipped(byte[] body, int at, Random random) {
        body[at] ^= (byte) (1 << random.nextInt(8));
        return body;
    }

    private static byte[] spliced(byte[] body, int from, int to, byte[] middle) {
        byte[] whole = new byte[body.length - (to - from) + middle.length];
        System.arraycopy(body, 0, whole, 0, from);
        System.arraycopy(middle, 0, whole, from, middle.length);
        System.arraycopy(body, to, whole, from + middle.length, body.length - to);
        return whole;
    }

    /** {@code RUNS SEED [FOLDER]} */
    public static void main(String[] args) throws IOException {
        long runs = Long.parseLong(args[0]);
        long first = Long.parseLong(args[1]);
        FeedFuzz fuzz = new FeedFuzz(args.length > 2 ? files(Path.of(args[2])) : SampleFeeds.all());
        int failures = 0;
        long start = System.nanoTime();
        for (long run = 0; run < runs; run++) {
            try {
                fuzz.run(first + run);
            } catch (AssertionError found) {
                if (failures++ < 20) {
                    found.printStackTrace(System.out);
                }
            }
        }
        System.out.printf(
                "%d damaged feeds from %d seeds, %d failures, %d s%n",
                runs,
                fuzz.seeds.size(),
                failures,
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
        System.exit(failures == 0 ? 0 : 1);
    }

    private static List<byte[]> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .map(FeedFuzz::content)
                    .filter(body -> body.length > 0 && body.length < MAX_SEED_BYTES)
                    .toList();
        }
    }

    private static byte[] content(Path file) {
        try (var in = Files.newInputStream(file);
                var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return plain.readAllBytes();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
