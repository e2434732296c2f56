package org.wirewatch.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.article.ExtractorTest.extract;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.article.ExtractOutcome.Extracted;
import org.wirewatch.model.Precision;

/** What other extractors got wrong, with pages of our own. */
class TrapsTest {

    private static final String URL = "https://www.example.org/world/talks-go-on";

    private static final String STORY =
            "<p>The foreign minister arrived in the capital on Monday, where he met the leaders of both parties for the first time since spring.</p>"
                    + "<p>“We have spoken openly, and we will speak again,” he said after three hours, adding that no paper had been signed.</p>"
                    + "<p>Diplomats described the meeting as difficult, but they pointed out that nobody had left the table, which was more than expected.</p>"
                    + "<p>The next round is planned for the end of the month, when the heads of government will come together in the north of the country.</p>";

    private static String page(String head, String body) {
        return "<!doctype html><html lang=en><head><title>Talks go on | The Example Paper</title>" + head
                + "</head><body><header><nav><ul><li><a href=/>Home</a><li><a href=/world>World</a><li><a href=/sport>Sport</a></ul></nav></header>"
                + body
                + "<footer><p>© The Example Paper. All rights reserved.</p></footer></body></html>";
    }

    @Nested
    class Bodies {

        @Test
        void anArticleInsideAnAsideIsFoundAndTheCookieTextBelowIsNot() {
            String cookies =
                    "<div class=cookie-consent><p>We use cookies and similar techniques to make this site work, to measure how it is used"
                            + " and, if you agree, to show you advertisements that fit. You can change your choice at any time in the settings.</p></div>";
            String body = extract(
                            URL,
                            page(
                                    "",
                                    "<div class=main><aside class=story><h1>Talks go on</h1>" + STORY + "</aside></div>"
                                            + cookies))
                    .body();
            assertThat(body)
                    .contains("foreign minister arrived", "end of the month")
                    .doesNotContain("cookies");
        }

        @Test
        void aBoxOfPopularStoriesIsNoText() {
            StringBuilder box = new StringBuilder("<div class=popular-stories><h3>Popular stories</h3><ul>");
            for (String headline : List.of(
                    "Missile deployment alarms neighbours",
                    "Prices rise for the third month",
                    "Storm closes the harbour",
                    "Club signs a new keeper",
                    "Museum opens its doors again",
                    "Court hears the appeal",
                    "Trains to be late on Friday",
                    "Ten walks for the weekend")) {
                box.append("<li><a href=/x>").append(headline).append("</a></li>");
            }
            String body = extract(
                            URL, page("", "<article><h1>Talks go on</h1>" + STORY + "</article>" + box + "</ul></div>"))
                    .body();
            assertThat(body).contains("foreign minister arrived").doesNotContain("Missile", "Popular");
        }

        @Test
        void paragraphsThatAreOneLinkAreKeptAndTheListOfLinksBehindIsNot() {
            String linked =
                    "<p><a href=/1>The parliament had asked for the talks in a resolution last year, which all parties supported.</a></p>"
                            + "<p><a href=/2>Its speaker said on Sunday that the house would follow every step of the government closely.</a></p>";
            String body = extract(
                            URL,
                            page(
                                    "",
                                    "<article><h1>Talks go on</h1><div class=article-body>" + STORY + linked + STORY
                                            + "</div><ul class=related><li><a href=/3>Storm closes the harbour</a></li>"
                                            + "<li><a href=/4>Court hears the appeal</a></li></ul></article>"))
                    .body();
            assertThat(body)
                    .contains("asked for the talks in a resolution", "follow every step")
                    .doesNotContain("harbour", "appeal");
        }

        @Test
        void paragraphsStayParted() {
            assertThat(extract(URL, page("", "<article><h1>Talks go on</h1>" + STORY + "</article>"))
                            .body()
                            .split("\n\n"))
                    .hasSize(4);
        }

        @Test
        void textThatIsPartedByLineBreaksOnlyIsFound() {
            String text = STORY.replace("<p>", "").replace("</p>", "<br><br>");
            assertThat(extract(URL, page("", "<h1>Talks go on</h1><div id=content>" + text + "</div>"))
                            .body())
                    .contains("arrived in the capital", "end of the month");
        }

        @Test
        void textThatOnlyTheScriptsHoldIsFound() {
            String state = "<script id=__NEXT_DATA__ type=application/json>{\"props\":{\"article\":{\"bodyHtml\":\""
                    + STORY.replace("<", "\\u003c").replace("\"", "\\\"") + "\"}}}</script>";
            String body =
                    extract(URL, page("", "<div id=__next></div>" + state)).body();
            assertThat(body)
                    .startsWith("The foreign minister arrived")
                    .endsWith("north of the country.")
                    .doesNotContain("<p>");
        }

        @Test
        void textThatOnlyTheLinkedDataHoldsIsFound() {
            String text = STORY.replace("<p>", "").replace("</p>", "\\n\\n");
            String head = "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":\"" + text
                    + "\"}</script>";
            assertThat(extract(URL, page(head, "<div id=app></div>")).body())
                    .startsWith("The foreign minister arrived");
        }
    }

    @Nested
    class Dates {

        @Test
        void aYearAndMonthInTheAddressAreNoDateAndTheMetaIsBelieved() {
            Extracted article = extract(
                    "https://www.example.org/2023/12/talks-go-on",
                    page(
                            "<meta name=dc.date content=2023-01-02>",
                            "<article><h1>Talks go on</h1>" + STORY + "</article>"));
            assertThat(article.published().toLocalDate()).isEqualTo(LocalDate.of(2023, 1, 2));
            assertThat(article.precision()).isEqualTo(Precision.DAY);
        }

        @Test
        void aWholeDateInTheAddressIsAGuess() {
            Extracted article = extract(
                    "https://www.example.org/2023/02/14/talks-go-on",
                    page("", "<article><h1>Talks go on</h1>" + STORY + "</article>"));
            assertThat(article.published().toLocalDate()).isEqualTo(LocalDate.of(2023, 2, 14));
            assertThat(article.precision()).isEqualTo(Precision.GUESSED);
        }

        @Test
        void nothingIsPublishedAfterItWasFetched() {
            Extracted article = extract(
                    "https://www.example.org/2031/02/14/talks-go-on",
                    page(
                            "<meta property=article:published_time content=2030-01-01T00:00:00Z>",
                            "<article><h1>Talks go on</h1><time datetime=2029-01-01>soon</time>" + STORY
                                    + "</article>"));
            assertThat(article.published()).isNull();
            assertThat(article.precision()).isNull();
        }

        @Test
        void theOffsetThatIsStatedIsKept() {
            Extracted article = extract(
                    URL,
                    page(
                            "<meta property=article:published_time content=2023-01-02T23:30:00-05:00>",
                            "<article><h1>Talks go on</h1>" + STORY + "</article>"));
            assertThat(article.published()).hasToString("2023-01-02T23:30-05:00");
            assertThat(article.precision()).isEqualTo(Precision.SECOND);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "en|Published 5 March 2022",
                    "en|March 5th, 2022 at 10:15 am",
                    "de|Stand: 5. März 2022, 10:15 Uhr",
                    "fr|Publié le 5 mars 2022 à 10h15",
                    "es|5 de marzo de 2022",
                    "ru|5 марта 2022, 10:15",
                    "uk|5 березня 2022",
                    "pl|5 marca 2022",
                    "cs|5. března 2022",
                    "ja|2022年3月5日 10時15分",
                    "ko|2022년 3월 5일",
                    "de|05.03.2022",
                    "en|2022-03-05T10:15:00.000+0100"
                })
        void aDateInTheTextIsReadInItsLanguage(String language, String line) {
            PublishedDate date = new DateReader().read(line, java.time.ZoneOffset.UTC, language, ExtractorTest.FETCHED);
            assertThat(date).isNotNull();
            assertThat(date.at().toLocalDate()).isEqualTo(LocalDate.of(2022, 3, 5));
        }

        @ParameterizedTest
        @CsvSource({"''", "0000-00-00", "c1992", "2023-02-30", "not a date", "'March 2022'"})
        void whatIsNoDateIsNone(String text) {
            assertThat(new DateReader().read(text, java.time.ZoneOffset.UTC, "en", ExtractorTest.FETCHED))
                    .isNull();
        }
    }

    @Nested
    class Authors {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "By ABBY GOODNOUGH, THOMAS KAPLAN and ROBERT PEAR|ABBY GOODNOUGH;THOMAS KAPLAN;ROBERT PEAR",
                    "Melissa Jeltsen, Senior Reporter|Melissa Jeltsen",
                    "Von Anna Schmidt und Jörg Müller|Anna Schmidt;Jörg Müller",
                    "Par Jean-Pierre Dubois avec AFP|Jean-Pierre Dubois;AFP",
                    "Por: María Gómez|María Gómez",
                    "Jane Roe (jane.roe@example.org)|Jane Roe",
                    "Dr. Jane Roe|Jane Roe",
                    "Email the author|''",
                    "Minutes Ago Jon Russell|''",
                    "Posted on 5 March 2022|''",
                    "https://www.facebook.com/paper|''"
                })
        void aBylineIsReadAsNamesOnly(String byline, String names) {
            List<String> expected = names.isEmpty() ? List.of() : List.of(names.split(";"));
            assertThat(Bylines.split(byline)).isEqualTo(expected);
        }

        @Test
        void anAuthorThatTheLinkedDataOnlyRefersToIsLookedUp() {
            String head =
                    "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Talks go on\",\"author\":{\"@id\":\"#ann\"}},"
                            + "{\"@type\":\"Person\",\"@id\":\"#ann\",\"name\":\"Ann Lee\"}]}</script>";
            assertThat(extract(URL, page(head, "<article><h1>Talks go on</h1>" + STORY + "</article>"))
                            .authors())
                    .containsExactly("Ann Lee");
        }

        @Test
        void nobodyIsTakenFromAListBesideTheArticle() {
            String side =
                    "<aside class=sidebar><ul class=latest><li><span class=author>Minutes Ago Jon Russell</span> <a href=/x>Something else</a></li></ul></aside>";
            Extracted article = extract(
                    URL,
                    page(
                            "",
                            "<article><h1>Talks go on</h1><p class=byline>By Ann Lee</p>" + STORY + "</article>"
                                    + side));
            assertThat(article.authors()).containsExactly("Ann Lee");
        }
    }

    @Nested
    class Headings {

        @Test
        void theSitesNameIsNoPartOfTheTitle() {
            assertThat(extract(URL, page("", "<article>" + STORY + "</article>"))
                            .title())
                    .isEqualTo("Talks go on");
        }

        @Test
        void theCanonicalAddressIsNotTheRootOfTheSite() {
            assertThat(extract(URL, page("<link rel=canonical href=/>", STORY)).canonicalUrl())
                    .isNull();
            assertThat(extract(URL, page("<link rel=canonical href=/talks>", STORY))
                            .canonicalUrl())
                    .isEqualTo("https://www.example.org/talks");
        }
    }

    @Test
    void theSameBytesGiveTheSameArticleInEveryLocaleAndTimeZone() {
        String html = page(
                "<meta name=date content='5 March 2022 10:15'><meta name=author content='IPEK IRMAK'>",
                "<article><h1>TITLE IN CAPITALS</h1>" + STORY + "</article>");
        Extracted here = extract(URL, html);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String tag : List.of("tr", "ar-EG", "th-TH-u-nu-thai", "ja-JP-u-ca-japanese")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
                assertThat(extract(URL, html)).as(tag).isEqualTo(here);
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }
}
