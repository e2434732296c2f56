package org.wirewatch.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.model.Page;

/** A page's text comes out right whatever its bytes mean and wherever it says so. */
class CharsetsTest {

    private static final String RUSSIAN =
            "Министры обороны стран альянса обсудили размещение ракет на восточной границе.";
    private static final String POLISH =
            "Wojska sojuszu rozmieszczą dodatkowe wyrzutnie rakiet na granicy – „jeszcze w tym roku”, mówi rzecznik.";
    private static final String CZECH =
            "Ministři obrany jednali o rozmístění raket na východní hranici, řekl mluvčí ministerstva.";
    private static final String CHINESE = "联盟各国国防部长讨论了在东部边境部署导弹的问题，发言人说。";
    private static final String JAPANESE = "同盟国の国防相は東部国境へのミサイル配備について協議したと報道官は述べた。";
    private static final String ENGLISH =
            "“We’ll deploy missiles,” the minister’s spokesman said — at a cost of €40 million.";

    private static String text(String language) {
        return switch (language) {
            case "ru" -> RUSSIAN;
            case "pl" -> POLISH;
            case "cs" -> CZECH;
            case "zh" -> CHINESE;
            case "ja" -> JAPANESE;
            default -> ENGLISH;
        };
    }

    @ParameterizedTest(name = "{0} in {1}, called {2} by {3}")
    @CsvSource({
        "ru, windows-1251, windows-1251, header",
        "ru, windows-1251, CP1251, header",
        "ru, windows-1251, windows-1251, meta",
        "ru, windows-1251, windows-1251, http-equiv",
        "ru, windows-1251, windows-1251, xml",
        "ru, KOI8-R, koi8-r, header",
        "ru, KOI8-R, KOI8-R, meta",
        "ru, ISO-8859-5, iso-8859-5, meta",
        "cs, ISO-8859-2, ISO-8859-2, header",
        "cs, ISO-8859-2, iso-8859-2, http-equiv",
        "pl, windows-1250, windows-1250, meta",
        "zh, GB18030, gb18030, header",
        "zh, GB18030, gb2312, meta",
        "zh, GBK, gbk, http-equiv",
        "ja, Shift_JIS, Shift_JIS, header",
        "ja, Shift_JIS, shift_jis, meta",
        "ja, EUC-JP, euc-jp, http-equiv",
        "en, windows-1252, iso-8859-1, header",
        "en, windows-1252, us-ascii, meta",
        "ru, UTF-8, utf-8, meta",
        "ru, UTF-8, windows-1251, header",
        "ru, UTF-8, nonsense, header",
    })
    void aDeclaredPageComesOutRight(String language, String charset, String label, String where) {
        String text = text(language);
        String head = switch (where) {
            case "meta" -> "<meta charset=\"" + label + "\">";
            case "http-equiv" -> "<meta content='text/html; charset=" + label + "' http-equiv=Content-Type>";
            default -> "";
        };
        String xml = where.equals("xml") ? "<?xml version=\"1.0\" encoding=\"" + label + "\"?>" : "";
        byte[] body = (xml + html(head, text)).getBytes(Charset.forName(charset));

        assertThat(body(body, where.equals("header") ? label : null)).contains(text);
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE, ff fe", "UTF-16BE, fe ff", "UTF-8, ef bb bf"})
    void aByteOrderMarkOverrulesWhatIsDeclared(String charset, String mark) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String octet : mark.split(" ")) {
            body.write(Integer.parseInt(octet, 16));
        }
        body.write(html("<meta charset=windows-1251>", RUSSIAN).getBytes(Charset.forName(charset)));

        assertThat(body(body.toByteArray(), "koi8-r")).contains(RUSSIAN);
    }

    @Test
    void theHeaderOverrulesThePage() {
        byte[] body = html("<meta charset=windows-1252>", RUSSIAN).getBytes(Charset.forName("windows-1251"));

        assertThat(body(body, "windows-1251")).contains(RUSSIAN);
    }

    @Test
    void utf8ThatNobodyDeclaresIsSeen() {
        assertThat(body(html("", CHINESE).getBytes(StandardCharsets.UTF_8), null))
                .contains(CHINESE);
    }

    private static String body(byte[] body, @Nullable String charset) {
        Page page = new Page(
                "https://news.example.org/a",
                "https://news.example.org/a",
                200,
                Map.of("content-type", charset == null ? "text/html" : "text/html; charset=" + charset),
                charset,
                body,
                false,
                Instant.parse("2026-03-04T05:06:07Z"));
        return new Extractor().extract(page).match(ExtractOutcome.Extracted::body, nothing -> {
            throw new AssertionError(nothing.problem().message());
        });
    }

    private static String html(String head, String text) {
        String paragraph = "<p>" + text + ' ' + text + "</p>\n";
        return "<html><head>" + head + "<title>" + text.substring(0, 20) + "</title></head><body><article><h1>"
                + text.substring(0, 20) + "</h1>\n" + paragraph.repeat(6) + "</article></body></html>";
    }
}
