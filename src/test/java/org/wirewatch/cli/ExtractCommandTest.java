package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractCommandTest {

    private static final String PAGE = """
            <!DOCTYPE html><html lang="en"><head><title>Bridge reopens in Arnholt - The Arnholt Courier</title>
            <meta property="og:site_name" content="The Arnholt Courier">
            <meta property="article:published_time" content="2026-11-20T08:30:00+01:00">
            </head><body><header>Menu</header><article><h1>Bridge reopens in Arnholt</h1>
            <p>The old bridge over the river Sarne was opened to traffic again on Friday, two years after a flood had
            carried away one of its arches.</p>
            <p>“We have all waited for this day”, said the mayor, who walked over it first, followed by some four
            hundred people and a brass band.</p></article></body></html>
            """;

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (name.endsWith(".gz")) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
                out.write(bytes);
            }
        } else {
            Files.write(path, bytes);
        }
        return path.toString();
    }

    private static List<JsonNode> parsed(CommandLineRun run) {
        ObjectMapper mapper = new ObjectMapper();
        return run.lines().stream()
                .map(line -> {
                    try {
                        return mapper.readTree(line);
                    } catch (IOException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }

    @Test
    void aPageBecomesOneLine() throws IOException {
        CommandLineRun run = CommandLineRun.of("extract", file("bridge.html", PAGE));

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        JsonNode line = parsed(run).get(0);
        assertThat(line.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "url",
                        "title",
                        "body",
                        "authors",
                        "published",
                        "modified",
                        "language",
                        "site",
                        "canonical_url",
                        "image",
                        "section",
                        "keywords");
        assertThat(line.get("id").asText()).isEqualTo("bridge");
        assertThat(line.get("url").isNull()).isTrue();
        assertThat(line.get("title").asText()).isEqualTo("Bridge reopens in Arnholt");
        assertThat(line.get("body").asText())
                .contains("river Sarne")
                .contains("“We have")
                .doesNotContain("Menu");
        assertThat(line.get("published").asText()).isEqualTo("2026-11-20T08:30:00+01:00");
        assertThat(line.get("language").asText()).isEqualTo("en");
    }

    @Test
    void aDateOfWhichOnlyTheDayIsKnownHasNoTime() throws IOException {
        CommandLineRun run = CommandLineRun.of("extract", file("a.html", PAGE.replace("T08:30:00+01:00", "")));
        assertThat(parsed(run).get(0).get("published").asText()).isEqualTo("2026-11-20");
    }

    @Test
    void theAddressComesFromTheListOfAddresses() throws IOException {
        String urls = file(
                "urls.jsonl", "{\"id\":\"b\",\"url\":\"https://courier.example/b\",\"body\":[{}]}\n\n{\"id\":\"c\"}\n");
        CommandLineRun run =
                CommandLineRun.of("extract", "--urls", urls, file("b.html.gz", PAGE), file("c.html", PAGE));
        assertThat(parsed(run))
                .extracting(line -> line.get("url").asText(null))
                .containsExactly("https://courier.example/b", null);
    }

    @Test
    void aBadFileIsALineWithAnErrorAndTheOthersGoOn() throws IOException {
        String missing = folder.resolve("missing.html").toString();
        String broken = folder.resolve("broken.html.gz").toString();
        Files.writeString(Path.of(broken), "no gzip");
        CommandLineRun run = CommandLineRun.of("extract", missing, broken, folder.toString(), file("good.html", PAGE));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(parsed(run))
                .extracting(line -> line.path("error").asText(null))
                .containsExactly(
                        missing + " does not exist",
                        broken + " is not a whole gzip file: Not in GZIP format",
                        folder + " is a folder; name the files in it",
                        null);
    }

    @Test
    void aTruncatedGzipFileIsAnError() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(file("whole.html.gz", PAGE)));
        Path half = folder.resolve("half.html.gz");
        Files.write(half, java.util.Arrays.copyOf(whole, whole.length / 2));
        CommandLineRun run = CommandLineRun.of("extract", half.toString());
        assertThat(parsed(run).get(0).get("error").asText()).startsWith(half + " is not a whole gzip file: ");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void aBinaryFileIsNoArticleWhichIsAResultAndNoFailure() throws IOException {
        Path binary = folder.resolve("picture.html");
        byte[] bytes = new byte[5_000];
        new java.util.Random(7).nextBytes(bytes);
        bytes[100] = 0;
        Files.write(binary, bytes);
        CommandLineRun run = CommandLineRun.of("extract", binary.toString());
        assertThat(parsed(run).get(0).get("kind").asText()).isEqualTo("not-html");
        assertThat(parsed(run).get(0).get("error").asText()).startsWith("the page is no HTML");
        assertThat(run.exit()).isZero();
    }

    @Test
    void anEmptyFileIsNoArticle() throws IOException {
        CommandLineRun run = CommandLineRun.of("extract", file("empty.html", ""));
        assertThat(parsed(run).get(0).get("kind").asText()).isEqualTo("no-text");
        assertThat(run.exit()).isZero();
    }

    @Test
    void aListOfAddressesThatIsNoneIsWrongUse() throws IOException {
        String urls = file("urls.jsonl", "{\"id\":\"a\",\"url\":\"https://a.example/\"}\n[1]\n");
        CommandLineRun run = CommandLineRun.of("extract", "--urls", urls, file("a.html", PAGE));
        assertThat(run.err())
                .isEqualTo("wirewatch extract: " + urls
                        + ":2: the line is no JSON object. Each line must be an object such"
                        + " as {\"id\": \"page\", \"url\": \"https://example.org/page\"}\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isEqualTo(2);
    }
}
