package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.parsers.SAXParserFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

class XmlMendingTest {

    static Stream<Arguments> damages() {
        return Stream.of(
                Arguments.of("<r>plain</r>", "<r>plain</r>", List.of()),
                Arguments.of("hello <r>a</r>", "<r>a</r>", List.of("text-before-prolog")),
                Arguments.of("\n\n<?xml version='1.0'?><r>a</r>", "<r>a</r>", List.of("text-before-prolog")),
                Arguments.of("<r>Mar\bkets &#8;&#x1c;rise</r>", "<r>Markets rise</r>", List.of("control-character")),
                Arguments.of(
                        "<r><![CDATA[Mar\bkets]]></r>", "<r><![CDATA[Markets]]></r>", List.of("control-character")),
                Arguments.of(
                        "<!DOCTYPE r [<!ENTITY x 'y>'>]><r>&x;</r>",
                        "<r>&amp;x;</r>",
                        List.of("doctype", "undeclared-entity")),
                Arguments.of(
                        "<r>&lsquo;caf&eacute;&nbsp;&euro;</r>", "<r>‘café\u00a0€</r>", List.of("undeclared-entity")),
                Arguments.of("<r>AT&T & co &lt;</r>", "<r>AT&amp;T &amp; co &lt;</r>", List.of("bare-ampersand")),
                Arguments.of("<r a='x?a=1&b=2'/>", "<r a=\"x?a=1&amp;b=2\"></r>", List.of("bare-ampersand")),
                Arguments.of("<r a=1 b a=2>x</r>", "<r a=\"1\" b=\"\">x</r>", List.of("broken-markup")),
                Arguments.of("<r>1 < 2</r>", "<r>1 &lt; 2</r>", List.of("broken-markup")),
                Arguments.of(
                        "<r><dc:date>x</dc:date></r>",
                        "<r><dc:date xmlns:dc=\"http://purl.org/dc/elements/1.1/\">x</dc:date></r>",
                        List.of("undeclared-namespace")),
                Arguments.of("<r><b>bold<i>both</b></r>", "<r><b>bold<i>both</i></b></r>", List.of("unclosed-element")),
                Arguments.of("<r>line<br>line</r>", "<r>line<br></br>line</r>", List.of("unclosed-element")),
                Arguments.of("<r>a</b></r>", "<r>a</r>", List.of("unclosed-element")),
                Arguments.of("<R>a</r>", "<R>a</R>", List.of("broken-markup")),
                Arguments.of("<r>a</r>tail", "<r>a</r>", List.of("text-after-end")),
                Arguments.of("<r><!-- never ends > a</r>", "<r> a</r>", List.of("broken-markup")),
                Arguments.of(
                        "<c><item><link>1</link></item><item><link>2</link><title>tw",
                        "<c><item><link>1</link></item><item><link>2</link></item></c>",
                        List.of("truncated")),
                Arguments.of(
                        "<c><item><link>1</link></item><item><title>two</title><link>http://exam",
                        "<c><item><link>1</link></item></c>",
                        List.of("truncated")),
                Arguments.of(
                        "<c><item><link>1</link></item><item><link>2</link><description>half <![CDATA[way",
                        "<c><item><link>1</link></item><item><link>2</link></item></c>",
                        List.of("truncated")),
                Arguments.of(
                        "<c><item><title>one</title><item><title>two</title></item></c>",
                        "<c><item><title>one</title></item><item><title>two</title></item></c>",
                        List.of("unclosed-element")),
                Arguments.of(
                        "<c><item><title>one<link>1</link></item></c>",
                        "<c><item><title>one</title><link>1</link></item></c>",
                        List.of("unclosed-element")),
                Arguments.of("nothing", "", List.of("text-before-prolog")),
                Arguments.of("", "", List.of()));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damageIsMendedAndNamed(String text, String expected, List<String> names) {
        Repairs repairs = new Repairs();

        assertThat(XmlMending.mend(text, repairs)).isEqualTo(expected);
        assertThat(repairs.words()).isEqualTo(names);
    }

    @Test
    void whateverIsMendedIsWellFormed() {
        String[] parts = {
            "<",
            ">",
            "</",
            "/>",
            "<item>",
            "</item>",
            "<a:b ",
            "x",
            "=",
            "\"",
            "'",
            "&",
            "&amp;",
            "&#",
            "&#0;",
            ";",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?",
            "?>",
            "<!DOCTYPE ",
            "[",
            "]",
            "<rss>",
            "</rss>",
            "<title>",
            "</title>",
            "<br>",
            "é",
            "\ud83d",
            "\u0001",
            " ",
            "\n",
            "xmlns",
            "xmlns:",
            ":",
            "xml:base",
            "<description>",
            "<link>",
            "</link>",
            "&eacute;",
            "\ufffe",
            "-",
            "1",
            "<xmlns:xml>",
            "<\u0528a ",
            "<a\u00b7 ",
            "<:",
            "<a:b:c>"
        };
        long seed = 20261125;
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            StringBuilder text = new StringBuilder(random.nextInt(4) > 0 ? "<rss>" : "");
            for (int i = random.nextInt(24); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            String mended = XmlMending.mend(text.toString(), new Repairs());
            if (!mended.isEmpty()) {
                assertWellFormed(mended, text.toString());
            }
        }
    }

    @Test
    void timeIsLinearInTheDepthOfWhatIsNeverClosed() {
        String deep = "<a>".repeat(300_000) + "</b>".repeat(300_000) + "</a>".repeat(300_000);

        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(10), () -> XmlMending.mend(deep, new Repairs()));
    }

    private static void assertWellFormed(String mended, String text) {
        try {
            SAXParserFactory.newDefaultNSInstance()
                    .newSAXParser()
                    .parse(new InputSource(new StringReader(mended)), new DefaultHandler());
        } catch (Exception refused) {
            throw new AssertionError("from\n" + text + "\ncame\n" + mended, refused);
        }
    }
}
