package org.wirewatch.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.notify.mail.TestLetters.AT;
import static org.wirewatch.notify.mail.TestLetters.ID;
import static org.wirewatch.notify.mail.TestLetters.item;
import static org.wirewatch.notify.mail.TestLetters.letter;
import static org.wirewatch.notify.mail.TestLetters.quote;
import static org.wirewatch.notify.mail.TestLetters.settings;
import static org.wirewatch.notify.mail.TestLetters.settingsWithKibana;
import static org.wirewatch.notify.mail.TestLetters.subscription;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.model.Severity;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Letter.Kind;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Outage;

class RenderingTest {

    private static final Path GOLDEN = Path.of("src/test/resources/org/wirewatch/notify/mail/golden");

    private final Rendering rendering = new Rendering(settingsWithKibana(), Templates.ours());

    private ParsedMail parsed(Letter letter) throws IOException {
        return ParsedMail.of(rendering.render(letter).message());
    }

    private static NewsItem accession() {
        return item(
                "a1",
                "nato-enlargement",
                Severity.HIGH,
                "Valdoria hands in its application",
                quote("Valdoria formally applied to *join NATO* on Wednesday, ending *four decades* of neutrality."),
                quote("The *enlargement* is the first since 2024."));
    }

    private static NewsItem copy(String id) {
        return TestLetters.item(
                id,
                "a1",
                "nato-enlargement",
                "NATO enlargement",
                Severity.MEDIUM,
                "Valdoria applies",
                "https://harbour.example/" + id,
                "The Harbour Post",
                List.of(quote("Valdoria applied to *join NATO*.")));
    }

    private static NewsItem troops() {
        return TestLetters.item(
                "t1",
                "t1",
                "troop-buildup",
                "Troop build-up",
                Severity.CRITICAL,
                "Two brigades move to the Tolva corridor",
                "https://meridian.example/t1",
                "Meridian Wire",
                List.of(quote("Merovia moves *two armoured brigades* to the border.")));
    }

    private static NewsItem ownWords() {
        return TestLetters.item(
                "w1",
                "w1",
                "subscription:desk",
                "The desk",
                Severity.LOW,
                "Exercise in the gap",
                "https://meridian.example/w1",
                "Meridian Wire",
                List.of(quote("They trained in the *Suwalki gap*.")));
    }

    private static Letter of(Kind kind, String language) {
        return switch (kind) {
            case IMMEDIATE ->
                letter(kind, subscription(language, "The desk", List.of()), List.of(accession()), 0, List.of(), "feed");
            case DIGEST, LIMIT_DIGEST, QUIET_DIGEST, SAMPLE ->
                letter(kind, language, List.of(troops(), accession(), copy("c1"), copy("c2"), ownWords()), 4);
            case NOTHING -> letter(kind, language, List.of(), 0);
            case OPERATORS ->
                letter(
                        kind,
                        subscription(language, "Operators", List.of()),
                        List.of(),
                        0,
                        List.of(
                                new Outage(
                                        "feed-silent",
                                        "harbour",
                                        "No entry for 3 days; usual are 40 a day.",
                                        "Look at its site",
                                        AT.minus(Duration.ofDays(3)),
                                        null),
                                new Outage(
                                        "elasticsearch-away",
                                        "https://es:9200",
                                        "It refused connections.",
                                        "Nothing to do",
                                        AT.minus(Duration.ofHours(1)),
                                        AT)),
                        null);
        };
    }

    static Stream<Letter> lettersOfEveryKind() {
        return Stream.concat(
                Stream.of(Kind.values()).map(kind -> of(kind, "en")),
                Stream.of("ru", "uk", "de", "fr", "es", "pl", "tr").map(language -> of(Kind.LIMIT_DIGEST, language)));
    }

    /** Subject and text as files that people can review; {@code -Dgolden.rewrite=true} writes them anew. */
    @ParameterizedTest
    @MethodSource("lettersOfEveryKind")
    void everyKindOfLetterReadsAsExpected(Letter letter) throws IOException {
        RenderedMail mail = rendering.render(letter);
        Path file = GOLDEN.resolve(letter.kind().name().toLowerCase(java.util.Locale.ROOT) + "."
                + letter.subscription().language() + ".txt");
        String actual = "Subject: " + mail.subject() + "\n\n" + mail.text();
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("lettersOfEveryKind")
    void everyKindOfLetterIsAMessageThatAStrictParserReads(Letter letter) throws IOException {
        RenderedMail mail = rendering.render(letter);
        ParsedMail parsed = ParsedMail.of(mail.eml());

        assertThat(parsed.message().getSubject()).isEqualTo(mail.subject());
        assertThat(parsed.text())
                .isEqualToNormalizingNewlines(mail.text().endsWith("\n") ? mail.text() : mail.text() + "\n");
        assertThat(parsed.html()).isEqualToNormalizingNewlines(mail.html());
        assertThat(parsed.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(parsed.header("From")).isEqualTo("\"Wirewatch\" <alerts@example.org>");
        assertThat(parsed.header("To")).isEqualTo("<desk@example.org>");
        assertThat(parsed.header("Date")).isEqualTo("Wed, 25 Nov 2026 11:00:00 +0100");
        assertThat(parsed.header("Message-ID")).isEqualTo("<" + ID + "@example.org>");
        assertThat(new String(mail.message(), StandardCharsets.US_ASCII).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @ParameterizedTest
    @MethodSource("lettersOfEveryKind")
    void everyKindOfLetterLoadsNothingAndCountsNobody(Letter letter) throws IOException {
        Document html = parsed(letter).document();
        assertThat(html.select("img, script, iframe, object, embed, form, link, [src], [background], [onload]"))
                .isEmpty();
        assertThat(html.html()).doesNotContain("url(", "@import", "javascript:");
        assertThat(html.select("a[href]"))
                .allSatisfy(link -> assertThat(link.attr("href"))
                        .matches("(https://|mailto:stop@example.org\\?subject=unsubscribe%20desk).*"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSameLetterGivesTheSameBytes(Kind kind) {
        assertThat(rendering.render(of(kind, "uk")).message())
                .isEqualTo(new Rendering(settingsWithKibana(), Templates.ours())
                        .render(of(kind, "uk"))
                        .message());
    }

    @Nested
    class Headers {

        @Test
        void messagesOfAStoryFormAThread() throws IOException {
            ParsedMail mail = parsed(of(Kind.IMMEDIATE, "en"));
            assertThat(mail.header("References")).isEqualTo("<thread.feed@example.org>");
            assertThat(mail.header("In-Reply-To")).isEqualTo("<thread.feed@example.org>");
            assertThat(parsed(of(Kind.DIGEST, "en")).headers()).doesNotContainKeys("References", "In-Reply-To");
        }

        @Test
        void aSubscriptionIsAListThatCanBeLeft() throws IOException {
            ParsedMail mail = parsed(of(Kind.DIGEST, "en"));
            assertThat(mail.header("List-Id")).isEqualTo("\"The desk\" <desk.wirewatch.example.org>");
            assertThat(mail.header("List-Unsubscribe"))
                    .isEqualTo("<mailto:stop@example.org?subject=unsubscribe%20desk>");
            assertThat(mail.header("X-Wirewatch-Topics"))
                    .isEqualTo("troop-buildup, nato-enlargement, subscription_desk");
            assertThat(mail.header("X-Wirewatch-Severity")).isEqualTo("critical");
        }

        @Test
        void anAnswerGoesToWhoeverEndsSubscriptions() throws IOException {
            assertThat(parsed(of(Kind.DIGEST, "en")).header("Reply-To")).isEqualTo("<stop@example.org>");
            assertThat(parsed(of(Kind.OPERATORS, "en")).headers()).doesNotContainKey("Reply-To");
        }

        @Test
        void operatorsAreOnNoList() throws IOException {
            assertThat(parsed(of(Kind.OPERATORS, "en")).headers()).doesNotContainKeys("List-Id", "List-Unsubscribe");
        }

        @Test
        void aLongCyrillicSubjectComesBackWhole() throws IOException {
            String title = "Парламент обсудил расширение альянса и размещение ракет 🚀 у границы ".repeat(2);
            NewsItem item = item("a", "nato-enlargement", Severity.LOW, title);
            RenderedMail mail = rendering.render(letter(Kind.IMMEDIATE, "ru", List.of(item), 0));
            assertThat(ParsedMail.of(mail.message()).message().getSubject())
                    .isEqualTo(mail.subject())
                    .startsWith("NATO enlargement: Парламент обсудил");
        }
    }

    @Nested
    class Html {

        @Test
        void whatMatchedIsHighlighted() throws IOException {
            Document html = parsed(of(Kind.IMMEDIATE, "en")).document();
            assertThat(html.select("b.hit").eachText()).containsExactly("join NATO", "four decades", "enlargement");
            assertThat(html.select("div.quote").first().text())
                    .isEqualTo(
                            "Valdoria formally applied to join NATO on Wednesday, ending four decades of neutrality.");
        }

        @Test
        void theTitleLinksToTheArticleAndTheTopicToKibana() throws IOException {
            Document html = parsed(of(Kind.IMMEDIATE, "en")).document();
            assertThat(html.select("a[href=https://www.courier.example/a1]").text())
                    .isEqualTo("Valdoria hands in its application");
            assertThat(html.select("a.go").first().attr("href"))
                    .isEqualTo("https://kibana.example.org/s/news/app/dashboards#/view/wirewatch-dashboard-topic"
                            + "?_g=(time:(from:%272026-11-18T10:00:00Z%27,to:%272026-11-26T10:00:00Z%27))"
                            + "&_a=(query:(language:kuery,query:%27topic.id:%20%22nato-enlargement%22%27))");
        }

        @Test
        void withoutKibanaThereAreNoLinksToIt() {
            String html = new Rendering(settings(), Templates.ours())
                    .render(of(Kind.DIGEST, "en"))
                    .html();
            assertThat(html).doesNotContain("Kibana", "app/dashboards").contains("and 4 more");
        }

        @Test
        void aDigestIsGroupedByTopicAndStoryMostSevereFirst() throws IOException {
            Document html = parsed(of(Kind.DIGEST, "en")).document();
            assertThat(html.select("div.rule").eachText())
                    .containsExactly("Troop build-up", "NATO enlargement", "Your own words");
            assertThat(html.select("a[href^=https://harbour.example]").eachText())
                    .containsExactly("Valdoria applies", "Valdoria applies");
            assertThat(html.select("b.hit").eachText())
                    .as("one quote a story")
                    .containsExactly("two armoured brigades", "join NATO", "four decades", "Suwalki gap");
        }

        @Test
        void itSaysWhyItCame() throws IOException {
            String text = parsed(of(Kind.DIGEST, "en")).document().text();
            assertThat(text)
                    .contains("“The desk” watches the topic “NATO enlargement” (rule: accession, enlargement).")
                    .contains("“The desk” looks for your own words: \"Suwalki gap\"")
                    .contains("write to stop@example.org");
        }

        @Test
        void darkModeIsPreparedAndColoursAreInline() throws IOException {
            Document html = parsed(of(Kind.DIGEST, "en")).document();
            assertThat(html.select("meta[name=color-scheme]").attr("content")).isEqualTo("light dark");
            assertThat(html.select("style").html()).contains("prefers-color-scheme:dark");
            assertThat(html.select("a[href^=http]")).allMatch(link -> link.hasAttr("style"));
        }

        @Test
        void anArabicHeadlineIsWrittenFromTheRightAndTheRestIsNot() throws IOException {
            NewsItem arabic = item(
                    "a",
                    "nato-enlargement",
                    Severity.HIGH,
                    "فالدوريا تطلب الانضمام إلى NATO رسميا",
                    quote("قدمت فالدوريا طلبا *للانضمام* إلى الحلف."));
            Document html =
                    parsed(letter(Kind.IMMEDIATE, "en", List.of(arabic), 0)).document();
            Element title = html.select("a[href^=https://www.courier]").first();
            assertThat(title.closest("td").attr("dir")).isEqualTo("rtl");
            assertThat(html.select("div.quote").attr("dir")).isEqualTo("rtl");
            assertThat(html.select("div.quote").attr("style")).contains("border-right:3px");
            assertThat(html.select("div[dir=ltr]").eachText()).anyMatch(text -> text.contains("The Courier"));
        }

        @Test
        void timesAreOfTheReadersZoneAndLanguage() throws IOException {
            assertThat(parsed(of(Kind.IMMEDIATE, "en")).text()).contains("25 Nov 2026, 10:41 CET");
            assertThat(parsed(of(Kind.IMMEDIATE, "en-US")).text()).contains("Nov 25, 2026, 10:41 AM CET");
            assertThat(parsed(of(Kind.IMMEDIATE, "de")).text()).contains("25.11.2026, 10:41 MEZ");
            assertThat(parsed(of(Kind.IMMEDIATE, "ru")).text()).contains("25 нояб. 2026 г., 10:41 CET");
        }

        @Test
        void aReaderOfAnotherLanguageIsWrittenToInEnglish() throws IOException {
            assertThat(parsed(of(Kind.IMMEDIATE, "sv")).text()).contains("Why you got this");
        }
    }

    @Nested
    class Size {

        private List<NewsItem> items(int count, String letters) {
            String sentence = letters.repeat(Math.max(1, 560 / letters.length()));
            return IntStream.range(0, count)
                    .mapToObj(i -> item(
                            "n" + i,
                            i % 2 == 0 ? "nato-enlargement" : "troop-buildup",
                            Severity.values()[3 - i * 4 / count],
                            "Number " + i + ' ' + letters.repeat(Math.max(1, 250 / letters.length())),
                            quote(sentence + "*match*")))
                    .toList();
        }

        @ParameterizedTest
        @ValueSource(strings = {"word ", "слово ", "<&\">'", "كلمة ", "字", "🚀", "a", " "})
        void aLetterOfFiveHundredItemsIsBelowTheLimitAndCountsTheOthers(String letters) throws IOException {
            RenderedMail mail = rendering.render(letter(Kind.DIGEST, "en", items(500, letters), 70));

            assertThat(mail.message()).hasSizeLessThan(100_000);
            assertThat(mail.shown()).isBetween(8, 499);
            assertThat(mail.shown() + mail.more()).isEqualTo(570);
            Document html = ParsedMail.of(mail.message()).document();
            assertThat(html.select("a[href^=https://www.courier]")).hasSize(mail.shown());
            assertThat(html.text()).contains("and " + mail.more() + " more");
            assertThat(html.select("a[href*=wirewatch-dashboard-now]")).hasSize(1);
            assertThat(html.select("a[href^=https://www.courier]").eachText())
                    .as("the most severe are shown")
                    .allMatch(title -> Integer.parseInt(title.split(" ")[1]) < mail.shown());
        }

        @Test
        void theLimitIsUsed() {
            RenderedMail mail = rendering.render(letter(Kind.DIGEST, "en", items(300, "word "), 0));
            assertThat(mail.message().length).isBetween(95_000, 99_999);
        }

        @Test
        void whatFitsIsShownWhole() {
            RenderedMail mail = rendering.render(letter(Kind.DIGEST, "en", items(30, "word "), 0));
            assertThat(mail.shown()).isEqualTo(30);
            assertThat(mail.more()).isZero();
            assertThat(mail.html()).doesNotContain(" more<", " more ·");
        }

        @Test
        void manyOutagesAreCounted() throws IOException {
            List<Outage> outages = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                outages.add(new Outage("feed-silent", "feed " + i, "x".repeat(5_000), "y".repeat(5_000), AT, null));
            }
            RenderedMail mail = rendering.render(
                    letter(Kind.OPERATORS, subscription("en", "ops", List.of()), List.of(), 0, outages, null));
            assertThat(mail.message()).hasSizeLessThan(100_000);
            assertThat(mail.text()).containsPattern("and \\d{3} more");
        }
    }
}
