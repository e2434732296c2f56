package org.wirewatch.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.model.Page;

/** Pages in other charsets than UTF-8 that no header and no meta declares rightly. */
class UndeclaredCharsetsTest {

    private static final Extractor EXTRACTOR = new Extractor();

    private static final String RUSSIAN =
            "Министр обороны заявил в понедельник, что учения на границе начнутся в марте. ";

    private static String outcome(byte[] bytes, @Nullable String header) {
        return EXTRACTOR
                .extract(new Page(
                        "https://example.org/a",
                        "https://example.org/a",
                        200,
                        Map.of("content-type", "text/html"),
                        header,
                        bytes,
                        false,
                        ExtractorTest.FETCHED))
                .match(ExtractOutcome.Extracted::body, none -> none.problem().kind());
    }

    private static String html(String head, String text) {
        return "<html><head>" + head + "<title>a</title></head><body><p>" + text.repeat(6) + "</p></body></html>";
    }

    @ParameterizedTest
    @CsvSource({"windows-1251", "KOI8-R"})
    void cyrillicWithoutAnyDeclarationOrWithAWrongOneIsRecognised(String charset) {
        byte[] bytes = html("", RUSSIAN).getBytes(Charset.forName(charset));
        assertThat(outcome(bytes, null)).startsWith("Министр обороны");
        assertThat(outcome(bytes, "utf-8")).startsWith("Министр обороны");
        assertThat(outcome(bytes, "x-no-such-charset")).startsWith("Министр обороны");
    }

    @Test
    void westernTextWithoutADeclarationIsNotTakenForCyrillic() {
        String text = "Die Außenministerin sagte am Montag, die Gespräche würden fortgeführt. ";
        assertThat(outcome(html("", text).getBytes(StandardCharsets.ISO_8859_1), null))
                .startsWith(text.strip());
    }

    @Test
    void bytesThatAreNoTextInAnyCharsetAreAProblemOfTheirOwn() {
        byte[] noise = new byte[4_000];
        new Random(1).nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            int c = noise[i] & 0x1f;
            noise[i] = (byte) (i % 9 == 0 ? ' ' : 0x80 | c);
        }
        byte[] page = html("", "x").getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[page.length + noise.length];
        int at = new String(page, StandardCharsets.US_ASCII).indexOf("xxxxxx");
        System.arraycopy(page, 0, bytes, 0, at);
        System.arraycopy(noise, 0, bytes, at, noise.length);
        System.arraycopy(page, at, bytes, at + noise.length, page.length - at);
        assertThat(outcome(bytes, null)).isEqualTo("charset");
    }
}
