package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.model.Enclosure;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Precision;
import org.wirewatch.model.Problem;

class FeedParserTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Feed FEED =
            new Feed("f", "https://news.example/feed", null, null, null, null, List.of(), 60_000, 3_600_000);

    @Nested
    class Formats {

        @Test
        void rss20WithItsNamespacesIsRead() {
            ParsedFeed feed = parsed(SampleFeeds.RSS_20);

            assertThat(feed.title()).isEqualTo("The Harbour Wire");
            assertThat(feed.link()).isEqualTo("https://harbour.example/");
            assertThat(feed.language()).isEqualTo("en-GB");
            assertThat(feed.repairs()).isEmpty();
            assertThat(feed.ttl()).isEqualTo(Duration.ofMinutes(30));
            assertThat(feed.hints()).isEqualTo(new PublisherHints(1_800_000, 0b110, 1 << 6));
            assertThat(feed.entries())
                    .containsExactly(
                            new Entry(
                                    "hw-1",
                                    "https://news.example/2026/ferries?a=1&b=2",
                                    "Ferries & trawlers collide",
                                    "Short <i>text</i>",
                                    "<p>Long text</p>",
                                    List.of("Ada Skye", "Ben Tide"),
                                    Instant.parse("2026-11-25T08:15:00Z"),
                                    Precision.SECOND,
                                    null,
                                    null,
                                    List.of("Sea"),
                                    "https://harbour.example/t.jpg",
                                    List.of(new Enclosure("https://news.example/audio.mp3", "audio/mpeg")),
                                    "en-GB"),
                            new Entry(
                                    "https://harbour.example/2026/second",
                                    "https://harbour.example/2026/second",
                                    "Second",
                                    null,
                                    null,
                                    List.of(),
                                    Instant.parse("2026-11-25T07:00:00Z"),
                                    Precision.SECOND,
                                    null,
                                    null,
                                    List.of(),
                                    null,
                                    List.of(),
                                    "en-GB"));
        }

        @Test
        void rss10IsRead() {
            ParsedFeed feed = parsed(SampleFeeds.RSS_10);

            assertThat(feed.title()).isEqualTo("Ridge Dispatch");
            assertThat(feed.language()).isEqualTo("de");
            assertThat(feed.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.guid()).isEqualTo("https://ridge.example/1");
                assertThat(entry.url()).isEqualTo("https://ridge.example/1");
                assertThat(entry.authors()).containsExactly("Jo Grat");
                assertThat(entry.categories()).containsExactly("Berge");
                assertThat(entry.published()).isEqualTo("2026-11-25T07:00:00Z");
            });
        }

        @Test
        void atom10IsRead() {
            ParsedFeed feed = parsed(SampleFeeds.ATOM_10);

            assertThat(feed.title()).isEqualTo("Delta <Presse>");
            assertThat(feed.link()).isEqualTo("https://delta.example/");
            assertThat(feed.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.title()).isEqualTo("Les «crues» montent");
                assertThat(entry.url()).isEqualTo("https://delta.example/news/crues.html");
                assertThat(entry.content()).isEqualTo("<p>Le <b>texte</b></p>");
                assertThat(entry.authors()).containsExactly("Rédaction");
                assertThat(entry.published()).isEqualTo("2026-11-25T06:30:00Z");
                assertThat(entry.updated()).isEqualTo("2026-11-25T08:00:00Z");
                assertThat(entry.enclosures())
                        .containsExactly(new Enclosure("https://delta.example/crues.jpg", "image/jpeg"));
                assertThat(entry.language()).isEqualTo("fr");
            });
        }

        @Test
        void atom03IsRead() {
            assertThat(parsed(SampleFeeds.ATOM_03).entries()).singleElement().satisfies(entry -> {
                assertThat(entry.title()).isEqualTo("Nets & lines");
                assertThat(entry.content()).isEqualTo("<p>Text</p>");
                assertThat(entry.published()).isEqualTo("2026-11-25T07:30:00Z");
                assertThat(entry.updated()).isEqualTo("2026-11-25T07:40:00Z");
            });
        }

        @Test
        void jsonFeedIsRead() {
            ParsedFeed feed = parsed(SampleFeeds.JSON);

            assertThat(feed.title()).isEqualTo("Mill News");
            assertThat(feed.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.guid()).isEqualTo("7");
                assertThat(entry.title()).isEqualTo("Wheel & stone");
                assertThat(entry.published()).isEqualTo("2026-11-25T08:00:00Z");
                assertThat(entry.authors()).containsExactly("Eve Miller");
                assertThat(entry.categories()).containsExactly("grain");
            });
        }

        @Test
        void aNewsSitemapIsRead() {
            ParsedFeed feed = parsed(SampleFeeds.NEWS_SITEMAP);

            assertThat(feed.title()).isEqualTo("Tower Post");
            assertThat(feed.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.url()).isEqualTo("https://tower.example/a");
                assertThat(entry.title()).isEqualTo("Bells & clocks");
                assertThat(entry.published()).isEqualTo("2026-11-25T08:00:00Z");
                assertThat(entry.categories()).containsExactly("bells", "clocks");
            });
        }

        @Test
        void anEmptyFeedIsAFeed() {
            assertThat(parsed("<rss version='2.0'><channel><title>Quiet</title></channel></rss>")
                            .entries())
                    .isEmpty();
        }
    }

    @Nested
    class Links {

        @ParameterizedTest
        @CsvSource({
            "/a, https://news.example/a",
            "a?b=1, https://news.example/a?b=1",
            "?b=1, https://news.example/feed?b=1",
            "//cdn.example/a, https://cdn.example/a",
            "https://news.example/a b, https://news.example/a%20b",
            "https://www.google.com/url?sa=t&amp;url=https%3A%2F%2Fx.example%2F1%3Fa%3Db&amp;ct=ga, https://x.example/1?a=b",
            "http://www.bing.com/news/apiclick.aspx?ref=FexRss&amp;url=https%3a%2f%2fx.example%2f2&amp;c=3, https://x.example/2",
            "https://www.google.com/url?sa=t, https://www.google.com/url?sa=t"
        })
        void aLinkIsMadeAbsoluteAndUnwrapped(String link, String expected) {
            assertThat(entry("<link>" + link + "</link>").url()).isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"javascript:alert(1)", "mailto:a@b.example", "  ", "http://", "file:///etc/passwd"})
        void whatIsNoWebAddressIsNoLink(String link) {
            assertThat(entry("<link>" + link + "</link>").url()).isNull();
        }

        @Test
        void theOriginalLinkBehindFeedburnerIsTaken() {
            assertThat(entry(
                                    "<link>https://feedproxy.example/~r/1</link><feedburner:origLink"
                                            + " xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'>https://x.example/1</feedburner:origLink>")
                            .url())
                    .isEqualTo("https://x.example/1");
        }
    }

    @Nested
    class Damage {

        @Test
        void aDoctypeIsDroppedAndTheFeedRead() {
            ParsedFeed feed =
                    parsed("<!DOCTYPE rss SYSTEM \"http://example.invalid/rss.dtd\">" + rss("<title>One</title>"));

            assertThat(feed.entries()).extracting(Entry::title).containsExactly("One");
            assertThat(feed.repairs()).containsExactly("doctype");
        }

        @Test
        void entitiesThatADocumentDeclaresAreNeverResolved() {
            String bomb =
                    "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>"
                            + rss("<title>x&b;y&c;z</title>");

            ParsedFeed feed = assertTimeout(Duration.ofSeconds(5), () -> parsed(bomb));

            assertThat(feed.entries()).extracting(Entry::title).containsExactly("x&b;y&c;z");
        }

        @Test
        void aControlCharacterCostsNothingButItself() {
            ParsedFeed feed = parsed(rss("<title>Mar\bkets &#8;rise</title>"));

            assertThat(feed.entries()).extracting(Entry::title).containsExactly("Markets rise");
            assertThat(feed.repairs()).containsExactly("control-character");
        }

        @Test
        void blanksBeforeThePrologDoNotHideItsCharset() {
            String text = "\n\n<?xml version=\"1.0\" encoding=\"windows-1251\"?>" + rss("<title>Новости дня</title>");

            ParsedFeed feed = parsed(text.getBytes(Charset.forName("windows-1251")), "text/xml");

            assertThat(feed.entries()).extracting(Entry::title).containsExactly("Новости дня");
            assertThat(feed.repairs()).containsExactly("text-before-prolog");
        }

        @Test
        void anUndeclaredPrefixIsTakenForWhatItUsuallyMeans() {
            ParsedFeed feed = parsed(rss("<title>One</title><media:thumbnail url=\"https://x.example/a.jpg\"/>"));

            assertThat(feed.entries()).extracting(Entry::image).containsExactly("https://x.example/a.jpg");
            assertThat(feed.repairs()).containsExactly("undeclared-namespace");
        }

        @Test
        void undeclaredEntitiesAndABareAmpersandAreMended() {
            ParsedFeed feed = parsed(
                    rss("<title>&lsquo;Adi&oacute;s&rsquo; 5&euro;</title><link>https://x.example/?a=1&b=2</link>"));

            assertThat(feed.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.title()).isEqualTo("‘Adiós’ 5€");
                assertThat(entry.url()).isEqualTo("https://x.example/?a=1&b=2");
            });
            assertThat(feed.repairs()).containsExactly("undeclared-entity", "bare-ampersand");
        }

        @Test
        void theEntriesBeforeABreakAreRead() {
            String whole =
                    "<rss version='2.0'><channel><title>x</title><item><title>One</title><link>https://x.example/1</link></item>"
                            + "<item><title>Two</title><link>https://x.example/2";

            ParsedFeed feed = parsed(whole);

            assertThat(feed.entries()).extracting(Entry::title).containsExactly("One");
            assertThat(feed.repairs()).containsExactly("truncated");
        }

        @Test
        void aDateThatCannotBeReadIsKeptAsText() {
            ParsedFeed feed = parsed(rss("<title>One</title><pubDate>some day</pubDate>"));

            assertThat(feed.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.published()).isNull();
                assertThat(entry.publishedText()).isEqualTo("some day");
            });
            assertThat(feed.repairs()).containsExactly("unreadable-date");
        }

        @Test
        void aClockThatRunsAheadIsNamed() {
            ParsedFeed feed = parsed(rss("<title>One</title><pubDate>Thu, 26 Nov 2026 10:00:00 GMT</pubDate>"));

            assertThat(feed.entries()).extracting(Entry::published).containsExactly(NOW);
            assertThat(feed.repairs()).containsExactly("future-date");
        }

        @Test
        void oneEntryThatRomeRefusesDoesNotCostTheOthers() {
            ParsedFeed feed = parsed(
                    "<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>"
                            + "<entry><title>One</title><link href='https://x.example/1'/></entry>"
                            + "<entry><title>Two</title><content type='application/octet-stream' src='::bad::'/></entry></feed>");

            assertThat(feed.entries()).extracting(Entry::title).containsExactly("One", "Two");
        }

        @Test
        void nestingWithoutEndIsCutOff() {
            String deep = rss("<title>One</title><description>" + "<a>".repeat(50_000) + "</description>");

            ParsedFeed feed = assertTimeout(Duration.ofSeconds(5), () -> parsed(deep));

            assertThat(feed.entries()).extracting(Entry::title).containsExactly("One");
            assertThat(feed.repairs()).contains("oversized");
        }

        @Test
        void aFeedWithoutEndIsReadUpToTheBound() {
            String many = "<rss version='2.0'><channel>" + "<item><title>One more</title></item>".repeat(20_000)
                    + "</channel></rss>";

            assertThat(parsed(many).entries()).hasSize(FeedTree.MAX_ENTRIES);
            assertThat(parsed(many).repairs()).contains("oversized");
        }
    }

    @Nested
    class Charsets {

        @ParameterizedTest
        @CsvSource({
            "windows-1251, windows-1251, text/xml",
            "windows-1251, , application/rss+xml; charset=windows-1251",
            "windows-1251, windows-1251, text/xml; charset=utf-8",
            "windows-1251, windows-1251, text/xml; charset=iso-8859-1",
            "utf-8, windows-1251, text/xml; charset=windows-1251",
            "utf-8, , text/xml; charset=iso-8859-1",
            "koi8-r, koi8-r, ",
            "UTF-16BE, , ",
            "UTF-16LE, UTF-16, text/xml"
        })
        void theTextIsRightWhoeverLies(String real, @Nullable String prolog, @Nullable String header) {
            String text = (prolog == null ? "" : "<?xml version='1.0' encoding='" + prolog + "'?>")
                    + rss("<title>Новости дня</title>");

            assertThat(parsed(text.getBytes(Charset.forName(real)), header).entries())
                    .extracting(Entry::title)
                    .containsExactly("Новости дня");
        }

        @Test
        void aByteOrderMarkDecides() {
            byte[] text = ("\ufeff<?xml version='1.0' encoding='iso-8859-1'?>" + rss("<title>Año</title>"))
                    .getBytes(StandardCharsets.UTF_8);

            assertThat(parsed(text, "text/xml; charset=iso-8859-1").entries())
                    .extracting(Entry::title)
                    .containsExactly("Año");
        }

        @Test
        void latin1MeansWindows1252() {
            byte[] text = ("<?xml version='1.0' encoding='iso-8859-1'?>" + rss("<title>“Año” – 5€</title>"))
                    .getBytes(Charset.forName("windows-1252"));

            assertThat(parsed(text, null).entries()).extracting(Entry::title).containsExactly("“Año” – 5€");
        }

        @Test
        void aFewForeignBytesDoNotSpoilTheRest() {
            byte[] text = rss("<title>Año ? ü</title>").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < text.length; i++) {
                if (text[i] == '?') {
                    text[i] = (byte) 0x93;
                }
            }
            ParsedFeed feed = parsed(text, "text/xml; charset=utf-8");

            assertThat(feed.entries()).extracting(Entry::title).containsExactly("Año “ ü");
            assertThat(feed.repairs()).containsExactly("mixed-charset");
        }
    }

    @Nested
    class Titles {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                AT&amp;T                          | AT&T
                AT&amp;amp;T                      | AT&T
                5 &lt; 6 and 7 &gt; 3             | 5 < 6 and 7 > 3
                &lt;b&gt;Bold&lt;/b&gt; claim     | Bold claim
                Use of &lt;T&gt; in Java          | Use of <T> in Java
                <![CDATA[Caf&eacute; <i>x</i>]]>  | Café x
                two<![CDATA[ halves]]>            | two halves
                """)
        void aTitleOfRssIsPlainText(String title, String expected) {
            assertThat(entry("<title>" + title + "</title>").title()).isEqualTo(expected);
        }

        @Test
        void aTitleIsOneLine() {
            assertThat(entry("<title>\n  two\n  lines&#160;here </title>").title())
                    .isEqualTo("two lines here");
        }
    }

    @Nested
    class NoFeeds {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                <!DOCTYPE html><html><head><title>x</title></head><body><p>y<br></body></html> | not-a-feed | an HTML page stands where a feed was expected
                <note><to>x</to></note>       | not-a-feed     | the document is <note>, no feed
                <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://x.example/s.xml</loc></sitemap></sitemapindex> | not-a-feed | a list of sitemaps stands where a feed was expected
                {"error": 404}                | not-a-feed     | the body is JSON without the items of a JSON Feed
                Service unavailable           | not-a-feed     | text without markup stands where a feed was expected
                ''                            | empty-body     | the body is empty
                """)
        void whatStandsThereInsteadIsSaid(String body, String kind, String message) {
            Problem problem = unreadable(body);

            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.advice()).isNotEmpty();
        }

        @Test
        void jsonThatBreaksOffIsMalformed() {
            assertThat(unreadable("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [")
                            .kind())
                    .isEqualTo("malformed-feed");
        }

        @Test
        void aBinaryFileIsNoFeed() {
            byte[] body = new byte[10_000];
            new java.util.Random(7).nextBytes(body);

            assertThat(outcome(body, "image/png")
                            .<String>match(
                                    parsed -> "parsed",
                                    unreadable -> unreadable.problem().kind()))
                    .isEqualTo("not-a-feed");
        }
    }

    private static String rss(String item) {
        return "<rss version=\"2.0\"><channel><title>x</title><item>" + item + "</item></channel></rss>";
    }

    private static Entry entry(String item) {
        return parsed(rss(item)).entries().get(0);
    }

    private static ParsedFeed parsed(String text) {
        return parsed(text.getBytes(StandardCharsets.UTF_8), null);
    }

    private static ParsedFeed parsed(byte[] body, @Nullable String contentType) {
        return outcome(body, contentType).match(ParseOutcome.Parsed::feed, unreadable -> {
            throw new AssertionError(unreadable.problem().toString());
        });
    }

    private static Problem unreadable(String text) {
        return outcome(text.getBytes(StandardCharsets.UTF_8), null)
                .match(
                        parsed -> {
                            throw new AssertionError("read as a feed: " + parsed.feed());
                        },
                        ParseOutcome.Unreadable::problem);
    }

    private static ParseOutcome outcome(byte[] body, @Nullable String contentType) {
        return new FeedParser().parse(body, contentType, FEED.url(), FEED, NOW);
    }
}
