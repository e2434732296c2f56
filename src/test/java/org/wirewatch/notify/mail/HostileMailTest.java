package org.wirewatch.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.notify.mail.TestLetters.AT;
import static org.wirewatch.notify.mail.TestLetters.RECIPIENT;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirewatch.model.Severity;
import org.wirewatch.notify.Filter;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Letter.Kind;
import org.wirewatch.notify.Mark;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Outage;
import org.wirewatch.notify.Quote;
import org.wirewatch.notify.Schedule;
import org.wirewatch.notify.Subscription;

/** Every text of a letter comes from strangers, or could: whatever stands in it, a mail keeps its shape. */
class HostileMailTest {

    private static final Rendering RENDERING = new Rendering(TestLetters.settingsWithKibana(), Templates.ours());

    static final List<String> ATTEMPTS = List.of(
            "x\r\nBcc: x@example.org",
            "x\nBcc: x@example.org",
            "x\rBcc: x@example.org",
            "x\r\n\r\n<h1>body</h1>",
            "x\u2028Bcc: x@example.org",
            "x\u2029Bcc: x@example.org",
            "x\u0085Bcc: x@example.org",
            "x\u000bBcc: x@example.org",
            "x\u0000Bcc: x@example.org",
            "x%0d%0aBcc: x@example.org",
            "=?utf-8?q?x=0d=0aBcc:_x@example.org?=",
            "=?utf-8?b?eA0KQmNjOiB4QGV4YW1wbGUub3Jn?=",
            "x?= =?utf-8?q?=0ABcc:_x?=",
            "\" <x@example.org>, \"y",
            "x>, <evil@example.org",
            "--=_wirewatch_0123456789abcdef0123456789abcdef--",
            "\r\n--=_wirewatch_0123456789abcdef0123456789abcdef\r\nContent-Type: text/html\r\n\r\n<b>x</b>",
            "\r\n.\r\nMAIL FROM:<x@example.org>",
            "<img src=x onerror=alert(1)>",
            "<script>alert(1)</script>",
            "<style>*{display:none}</style>",
            "</td></tr></table></body></html>",
            "</title><script>alert(1)</script>",
            "<!-- unclosed",
            "-->x<!--",
            "<![CDATA[x]]>",
            "<!--[if mso]><v:rect><![endif]-->",
            "<a href=\"javascript:alert(1)\">x</a>",
            "\" onmouseover=\"alert(1)",
            "' onmouseover='alert(1)",
            "` onmouseover=`alert(1)",
            "x\" style=\"position:fixed",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&#60;script&#62;alert(1)",
            "{{{subscription}}}{{&word}}{{#groups}}{{/nothing}}",
            "{{=<% %>=}}<%word%>",
            "${jndi:ldap://x.example/a} {0} {1} $1 \\1",
            "evil\u202egpj.exe",
            "\u2066\u2067\u2068\u2069\u202a\u202b\u202d\u202c\u200f\u200e\u061c",
            "\ud800 lone \udfff halves \ufffe \uffff",
            "\u200b\ufeff\u00ad\u2060invisible",
            "a".repeat(100_000),
            "<".repeat(100_000),
            "\u0301".repeat(50_000),
            "😀".repeat(50_000),
            "",
            "   ",
            "javascript:alert(1)",
            "https://bank.example@evil.example/",
            "https://x.example/\"><script>alert(1)</script>",
            "data:text/html,<script>alert(1)</script>");

    static Stream<String> attempts() {
        return ATTEMPTS.stream();
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }

    private static Letter with(Kind kind, String evil) {
        Subscription subscription = new Subscription(
                evil,
                evil,
                List.of(RECIPIENT),
                evil,
                java.time.ZoneOffset.UTC,
                new Filter(
                        List.of(evil),
                        List.of(evil, evil),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Severity.LOW,
                        false),
                Schedule.immediately(),
                null,
                List.of());
        NewsItem item = item(evil, evil);
        NewsItem own = item(evil, "subscription:" + evil);
        Outage outage = new Outage(evil, evil, evil, evil, AT, null);
        return new Letter(
                evil,
                kind,
                subscription,
                Letter.Channel.EMAIL,
                RECIPIENT,
                AT,
                List.of(item, own),
                2,
                List.of(outage, outage),
                evil);
    }

    private static NewsItem item(String evil, String topic) {
        String text = cut(evil, Quote.MAX_CHARS);
        List<Mark> marks = text.length() > 4 ? List.of(new Mark(1, 3)) : List.of();
        return new NewsItem(
                evil,
                evil,
                evil,
                topic,
                evil,
                Severity.HIGH,
                1,
                evil,
                evil,
                evil,
                evil,
                evil,
                List.of(evil),
                evil,
                Instant.EPOCH,
                AT,
                List.of(new Quote(text, marks)),
                List.of(evil, evil),
                false);
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void noAttemptChangesHeadersOrHtmlOfAnAlert(String evil) throws IOException {
        check(Kind.IMMEDIATE, evil);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noAttemptChangesHeadersOrHtmlOfAnyKindOfLetter(Kind kind) throws IOException {
        for (String evil : ATTEMPTS) {
            check(kind, evil);
        }
    }

    @Property(tries = 300)
    void noTextAtAllChangesHeadersOrHtml(@ForAll String evil) throws IOException {
        check(Kind.DIGEST, evil);
    }

    /** Compared with the same letter made of the word "harmless". */
    private static void check(Kind kind, String evil) throws IOException {
        RenderedMail mail = RENDERING.render(with(kind, evil));
        assertThat(mail.problem()).isNull();
        assertThat(mail.message()).hasSizeLessThan(Rendering.MAX_BYTES);
        ParsedMail parsed = ParsedMail.of(mail.message());
        ParsedMail harmless = ParsedMail.of(
                RENDERING.render(with(kind, "https://harmless.example/")).message());

        assertThat(parsed.headers().keySet()).isEqualTo(harmless.headers().keySet());
        assertThat(parsed.headers().values()).allMatch(values -> values.size() == 1);
        assertThat(parsed.header("To")).isEqualTo("<" + RECIPIENT + ">");
        assertThat(parsed.header("From")).isEqualTo("\"Wirewatch\" <alerts@example.org>");
        assertThat(parsed.message().getTo()).hasSize(1);
        assertThat(parsed.message().getBcc()).isNull();
        assertThat(parsed.message().getSubject())
                .isNotBlank()
                .doesNotContainPattern("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

        assertThat(parsed.text())
                .doesNotContainPattern("[\\x00-\\x09\\x0b\\x0c\\x0e-\\x1f\\u202a-\\u202e\\u2066-\\u2069]");
        assertThat(parsed.text().lines()).noneMatch(line -> line.startsWith("Bcc:"));
        assertThat(parsed.html()).doesNotContainPattern("[\\u202a-\\u202e\\u2066-\\u2069]");
        checkHtml(parsed.document(), harmless.document());
    }

    private static void checkHtml(Document html, Document harmless) {
        assertThat(html.select("script, img, iframe, object, embed, form, link, svg, base, [onerror], [onmouseover]"))
                .isEmpty();
        assertThat(html.getAllElements().stream().flatMap(element -> element.attributes().asList().stream()))
                .allMatch(attribute -> !attribute.getKey().startsWith("on"));
        assertThat(html.select("[href]").eachAttr("href"))
                .allMatch(href -> href.startsWith("https://") || href.startsWith("mailto:stop@example.org?subject="));
        assertThat(html.select("[href]").eachAttr("href")).noneMatch(href -> href.contains("@evil.example"));
        assertThat(html.select("style")).hasSize(1);
        assertThat(html.select("style").html())
                .isEqualTo(harmless.select("style").html());
        assertThat(tables(html)).as("the structure").isEqualTo(tables(harmless));
        assertThat(html.body().select("td.card").first().children().last().text())
                .as("the end is there")
                .isNotBlank();
        assertThat(html.html()).doesNotContain("<!--");
    }

    private static List<String> tables(Document html) {
        return html.body().select("table, tr, td").stream()
                .map(Element::tagName)
                .toList();
    }
}
