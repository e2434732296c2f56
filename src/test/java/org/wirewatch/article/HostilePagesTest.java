package org.wirewatch.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pages that are made, or broken, to hurt. */
class HostilePagesTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Extractor EXTRACTOR = new Extractor();
    private static final String PARAGRAPH =
            "<p>The minister said on Monday that the talks in the capital would go on, although nobody expects much of them.</p>";

    /** Of this thread: what other processes do on a busy machine is not the extractor's fault. */
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String bodyOrNothing(String html) {
        return bodyOrNothing(html.getBytes(StandardCharsets.UTF_8));
    }

    private static String bodyOrNothing(byte[] bytes) {
        long start = processorNanos();
        String body = EXTRACTOR
                .extract(ExtractorTest.page("https://example.org/a", bytes))
                .match(ExtractOutcome.Extracted::body, none -> "");
        assertThat(Duration.ofNanos(processorNanos() - start)).isLessThan(LIMIT);
        return body;
    }

    @Test
    void aHundredThousandNestedElementsEndInTime() {
        bodyOrNothing("<html><body>" + "<div>".repeat(100_000) + PARAGRAPH.repeat(5));
    }

    @Test
    void aHundredThousandNestedLinksAndFontsEndInTime() {
        bodyOrNothing("<html><body>" + "<a><b><font>".repeat(30_000) + PARAGRAPH.repeat(5));
    }

    @Test
    void aMillionSiblingsEndInTime() {
        bodyOrNothing("<html><body>" + PARAGRAPH.repeat(5) + "<p>x".repeat(1_000_000));
    }

    @Test
    void anAttributeOfTenMegabytesDoesNotHideTheText() {
        String html = "<html><body><div class='" + "x".repeat(10_000_000) + "'>" + PARAGRAPH.repeat(5)
                + "</div></body></html>";
        bodyOrNothing(html);
    }

    @Test
    void aPageOfFiftyMegabytesEndsInTimeAndItsBodyIsBounded() {
        byte[] page = ("<html><body>" + PARAGRAPH.repeat(50_000_000 / PARAGRAPH.length()) + "</body></html>")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(bodyOrNothing(page).length()).isLessThanOrEqualTo(BodyText.MAX_CHARS);
    }

    @Test
    void tagsThatNeverEndEndInTime() {
        for (String part :
                new String[] {"<script", "<!--", "<style>", "<a href='", "</", "<svg><", "<p class=x ", "&#", "<table>"
                }) {
            bodyOrNothing("<html><body>" + PARAGRAPH + part.repeat(200_000));
        }
    }

    @Test
    void deeplyNestedJsonIsPassedOver() {
        String json = "{\"@type\":\"NewsArticle\",\"a\":" + "[".repeat(200_000);
        assertThat(bodyOrNothing("<html><head><script type='application/ld+json'>" + json + "</script></head><body>"
                        + PARAGRAPH.repeat(5)))
                .contains("The minister said");
    }

    /** For longer: {@code mvn test -Dtest=HostilePagesTest -Dwirewatch.fuzz.runs=1000000}, another seed with {@code -Dwirewatch.fuzz.seed}. */
    @Test
    void mutatedPagesNeitherThrowNorHang() {
        String page = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Talks go on - The Paper</title>"
                + "<meta property=og:title content='Talks go on'><link rel=canonical href=/a>"
                + "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Talks go on\",\"author\":[{\"name\":\"Ann Lee\"}],"
                + "\"datePublished\":\"2023-01-02T03:04:05+01:00\",\"articleBody\":\"The minister said\"}</script></head>"
                + "<body><nav><ul><li><a href=/>Home</a><li><a href=/world>World</a></ul></nav><article><h1>Talks go on</h1>"
                + "<p class=byline>By <a rel=author href=/lee>Ann Lee</a>, 2 January 2023</p>" + PARAGRAPH.repeat(4)
                + "<table><tr><td>1</td><td>2</td></tr></table><blockquote class=twitter-tweet><p>so</p></blockquote>"
                + PARAGRAPH
                + "</article><aside><h2>Popular</h2><ul><li><a href=/b>Missile deployed</a></ul></aside></body></html>";
        int runs = Integer.getInteger("wirewatch.fuzz.runs", 2_000);
        long seed = Long.getLong("wirewatch.fuzz.seed", 7);
        Random random = new Random(seed);
        String[] parts = {
            "<",
            ">",
            "\"",
            "'",
            "</div>",
            "<p>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "{",
            "}",
            "\\u",
            "&",
            ";",
            "<table>",
            "\u0000",
            "<svg",
            "=",
            "/",
            "2023-13-45",
            "hidden",
            "<br>"
        };
        for (int run = 0; run < runs; run++) {
            StringBuilder mutated = new StringBuilder(page);
            int changes = 1 + random.nextInt(20);
            for (int change = 0; change < changes; change++) {
                int at = random.nextInt(mutated.length());
                switch (random.nextInt(4)) {
                    case 0 -> mutated.deleteCharAt(at);
                    case 1 -> mutated.insert(at, parts[random.nextInt(parts.length)]);
                    case 2 -> mutated.setCharAt(at, (char) random.nextInt(0x3000));
                    default -> mutated.delete(at, Math.min(mutated.length(), at + random.nextInt(60)));
                }
                if (mutated.length() < 10) {
                    break;
                }
            }
            byte[] bytes = mutated.toString().getBytes(StandardCharsets.UTF_8);
            long start = processorNanos();
            assertThat(EXTRACTOR.extract(ExtractorTest.page("https://example.org/a", bytes)))
                    .as("run %d of seed %d", run, seed)
                    .isNotNull();
            assertThat(Duration.ofNanos(processorNanos() - start))
                    .as("run %d of seed %d", run, seed)
                    .isLessThan(LIMIT);
        }
    }
}
