package org.wirewatch.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.wirewatch.model.Feed;

/** Reads hostile bodies of {@link #BYTES} bytes each; {@link MemoryBoundTest} runs it in a heap of ten times that. */
final class MemoryProbe {

    static final int BYTES = 4 << 20;

    private static final Feed FEED =
            new Feed("f", "https://memory.example/feed", null, null, null, null, List.of(), 60_000, 3_600_000);

    private MemoryProbe() {}

    static final List<String> PATTERNS = List.of(
            "<a/>",
            "<item/>",
            "<item><title>x</title></item>",
            "&",
            "&lt;",
            "<",
            "<b>",
            "x",
            "]]>",
            "<a b='' c='' d='' e='' f=''/>",
            "<description><p>x</p>",
            "<dc:creator>x</dc:creator>",
            "Ж",
            "{},",
            "[[]],",
            "\"\",");

    public static void main(String[] args) {
        PATTERNS.forEach(MemoryProbe::read);
    }

    private static void read(String pattern) {
        System.out.print(pattern + " ");
        boolean json = pattern.endsWith(",");
        String head = json
                ? "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":["
                : "<rss version='2.0'><channel><item><title>ж</title>";
        String tail = json ? "{}]}" : "</item></channel></rss>";
        int repeats = (BYTES - 200) / pattern.getBytes(StandardCharsets.UTF_8).length;
        byte[] body = (head + pattern.repeat(repeats) + tail).getBytes(StandardCharsets.UTF_8);
        System.out.println(new FeedParser()
                .parse(body, null, FEED.url(), FEED, Instant.parse("2026-11-25T12:00:00Z"))
                .<String>match(
                        parsed -> parsed.feed().entries().size() + " entries "
                                + parsed.feed().repairs(),
                        unreadable -> unreadable.problem().message()));
    }
}
