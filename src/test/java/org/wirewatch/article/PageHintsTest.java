package org.wirewatch.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageHintsTest {

    private static final String URL = "https://www.example.org/news/talks?id=1";

    private static PageHints hints(String head) {
        String html = "<!doctype html><html><head>" + head + "</head><body><p>Text</p></body></html>";
        return PageHints.of(ExtractorTest.page(URL, html.getBytes(StandardCharsets.UTF_8)), "Wirewatch");
    }

    @Nested
    class Refreshes {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "0;url=/new|https://www.example.org/new",
                    "0; URL='https://other.example/x'|https://other.example/x",
                    "3, url = \"/new\"|https://www.example.org/new",
                    "0;/new|https://www.example.org/new",
                    "0 url=next|https://www.example.org/news/next",
                    "0.5;url=//m.example.org/a?b=1&amp;c=2|https://m.example.org/a?b=1&c=2",
                    " 10 ; url=/new |https://www.example.org/new",
                    ".3;url=/new|https://www.example.org/new"
                })
        void aRefreshIsReadAsBrowsersReadIt(String content, String target) {
            assertThat(hints("<meta http-equiv=Refresh content=\"" + content.replace("\"", "&quot;") + "\">")
                            .refresh())
                    .isEqualTo(target);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "300",
                    "0",
                    "",
                    "url=/new",
                    "11;url=/new",
                    "99999999999;url=/new",
                    "0;url=",
                    "0;url=javascript:alert(1)",
                    "0;url=ftp://example.org/a",
                    "0;url=/news/talks?id=1",
                    "0;url=#top",
                    "0;url=file:///etc/passwd",
                    "soon"
                })
        void whatLeadsNowhereAtOnceIsNoRefresh(String content) {
            assertThat(hints("<meta http-equiv=refresh content='" + content + "'>")
                            .refresh())
                    .isNull();
        }

        @Test
        void aRefreshThatABrowserWithScriptsDoesNotSeeIsNone() {
            String refresh = "<meta http-equiv=refresh content='0;url=/no-script'>";
            assertThat(hints("<noscript>" + refresh + "</noscript>").refresh()).isNull();
            assertThat(hints("<!-- " + refresh + " -->").refresh()).isNull();
            assertThat(hints("<script>document.write(\"" + refresh + "\")</script>")
                            .refresh())
                    .isNull();
        }

        @Test
        void theBaseOfThePageCounts() {
            assertThat(hints("<base href='/archive/'><meta http-equiv=refresh content='0;url=a'>")
                            .refresh())
                    .isEqualTo("https://www.example.org/archive/a");
        }
    }

    @Test
    void theAmpPageIsNamedByAnAbsoluteAddress() {
        assertThat(hints("<link rel=amphtml href='/amp/talks'>").amp()).isEqualTo("https://www.example.org/amp/talks");
        assertThat(hints("<link rel='amphtml nofollow' href='https://amp.example.org/t'>")
                        .amp())
                .isEqualTo("https://amp.example.org/t");
        assertThat(hints("<link rel=amphtml href='data:text/html,x'>").amp()).isNull();
        assertThat(hints("<link rel=canonical href='/amp/talks'>").amp()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "robots|noindex|true",
                "ROBOTS|NOINDEX, follow|true",
                "robots|none|true",
                "wirewatch|nofollow,noindex|true",
                "googlebot|noindex|false",
                "robots|index, follow|false",
                "robots|max-image-preview:large, nonesuch|false",
                "description|noindex|false"
            })
    void aRobotsMetaForAllOrForUsIsHeard(String name, String content, boolean refused) {
        assertThat(hints("<meta name='" + name + "' content='" + content + "'>").noindex())
                .isEqualTo(refused);
    }

    @Test
    void aPageWithoutHintsHasNone() {
        assertThat(hints("<title>Talks</title>")).isEqualTo(new PageHints(null, null, false));
        assertThat(PageHints.of(ExtractorTest.page(URL, new byte[0]), "Wirewatch"))
                .isEqualTo(new PageHints(null, null, false));
    }

    @Test
    void anEndlessHeadIsReadUpToALimit() {
        String refresh = "<meta http-equiv=refresh content='0;url=/new'>";
        assertThat(hints("<meta name=x content=y>".repeat(100_000) + refresh).refresh())
                .isNull();
    }
}
