package org.wirewatch.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.article.ExtractorTest.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of other shapes than headline and paragraphs. */
class PageKindsTest {

    private static final String URL = "https://www.example.org/world/talks";

    private static String page(String body) {
        return "<!doctype html><html><head><title>Talks go on | The Example Paper</title></head><body>"
                + "<nav><ul><li><a href=/>Home</a><li><a href=/world>World</a><li><a href=/sport>Sport</a></ul></nav>"
                + body
                + "<footer><p>© The Example Paper. All rights reserved.</p></footer></body></html>";
    }

    private static String body(String html) {
        return extract(URL, page(html)).body();
    }

    @Test
    void anAmpPageIsReadLikeAnyOther() {
        String text = body(
                "<amp-sidebar id=menu><ul><li>Menu</li></ul></amp-sidebar><article amp-access=x><h1>Talks go on</h1>"
                        + "<amp-img src=a.jpg width=1 height=1></amp-img><section class=amp-wp-article-content>"
                        + "<p>The foreign minister arrived in the capital on Monday, where he met the leaders of both parties.</p>"
                        + "<amp-ad type=x><div>Advertisement</div></amp-ad>"
                        + "<p>Nobody had left the table, which was more than the diplomats had expected of the first round.</p>"
                        + "</section></article>");
        assertThat(text).contains("foreign minister", "more than the diplomats").doesNotContain("Menu");
    }

    @Test
    void theEntriesOfALiveBlogAreOneText() {
        StringBuilder entries = new StringBuilder();
        for (int hour = 9; hour < 15; hour++) {
            entries.append("<div class=live-entry><time datetime=2023-03-09T")
                    .append(hour < 10 ? "0" : "")
                    .append(hour)
                    .append(":00:00Z>")
                    .append(hour)
                    .append(".00</time><h3>Round ")
                    .append(hour)
                    .append(" of the talks</h3><p>The delegations have met for the time number ")
                    .append(hour)
                    .append(", and the hosts report that both sides stay at the table until the evening.</p></div>");
        }
        assertThat(body("<article><h1>Talks go on</h1><div class=live-blog>" + entries + "</div></article>"))
                .contains("time number 9", "time number 14");
    }

    @Test
    void theSpeakersOfATranscriptStay() {
        String text = body("<article><h1>Interview</h1><div class=transcript>"
                + "<p><b>HOST:</b> Minister, what did you talk about in these three long hours behind closed doors?</p>"
                + "<p><b>MINISTER:</b> About the border, about the prisoners, and about the grain that has to leave the ports.</p>"
                + "<p><b>HOST:</b> And when will we see the first results of it, in your own estimate, sir?</p>"
                + "<p><b>MINISTER:</b> I hope that we can announce something at the end of this month, but I promise nothing.</p>"
                + "</div></article>");
        assertThat(text).contains("HOST: Minister", "MINISTER: About the border", "I promise nothing");
    }

    @Test
    void theTextOfAGalleryIsReadAndTheMenuIsNot() {
        String text = body(
                "<article><h1>The talks in pictures</h1><p>For three days the delegations met in the old town hall,"
                        + " and our photographer was there from the first handshake to the last.</p>"
                        + "<figure><img src=1.jpg><figcaption>The ministers shake hands on Monday. Photo: A. Lee</figcaption></figure>"
                        + "<figure><img src=2.jpg><figcaption>The hall on Tuesday. Photo: A. Lee</figcaption></figure>"
                        + "<p>On the last evening the doors stayed open, and the crowd on the square could hear the speeches.</p></article>");
        assertThat(text).contains("old town hall", "crowd on the square").doesNotContain("Home", "Sport");
    }

    @Test
    void aShortItemIsAnArticle() {
        assertThat(body(
                        "<div class=popup><h2>Explosions in the port</h2><p>Three explosions were heard in the port of the city"
                                + " this morning, local media report; air defence was active.</p></div>"))
                .contains("Three explosions were heard");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ar|قال وزير الخارجية يوم الاثنين إن المحادثات بين الطرفين ستستمر حتى نهاية الشهر، رغم أن أحدا لا يتوقع منها الكثير.",
                "he|שר החוץ אמר ביום שני כי השיחות בין הצדדים יימשכו עד סוף החודש, אף שאיש אינו מצפה מהן להרבה.",
                "fa|وزیر امور خارجه روز دوشنبه گفت که گفت‌وگوها میان دو طرف تا پایان ماه ادامه خواهد داشت، هرچند کسی انتظار زیادی ندارد.",
                "zh|外交部长星期一表示，双方的会谈将持续到月底，尽管没有人对此抱有太大期望，但谁也没有离开谈判桌。",
                "ja|外務大臣は月曜日、双方の会談は月末まで続くと述べた。大きな期待はないものの、誰も席を立たなかった。",
                "ko|외교부 장관은 월요일 양측의 회담이 월말까지 계속될 것이라고 밝혔으며, 아무도 자리를 떠나지 않았다."
            })
    void everyScriptIsRead(String language, String sentence) {
        String text = body("<article lang=" + language + " dir=auto><h1>" + sentence.substring(0, 12) + "</h1><p>"
                + sentence + "</p><p>" + sentence + "</p><p>" + sentence + "</p></article>");
        assertThat(text).contains(sentence);
    }

    /** Starts a virtual machine of 256 MB, as small as the smallest task manager's share. */
    @Test
    void aPageOfFiveMegabytesNeedsNoMoreThan256MegabytesOfHeap(@TempDir Path folder)
            throws IOException, InterruptedException {
        String paragraph = "<p class=a>The minister said on Monday that the <a href=/talks>talks</a> would go on.</p>";
        Path file = folder.resolve("large.html");
        Files.writeString(file, page("<article>" + paragraph.repeat(5_000_000 / paragraph.length()) + "</article>"));
        Process small = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExtractOne.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            assertThat(small.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            small.destroyForcibly();
        }
        assertThat(Files.readString(folder.resolve("out"))).contains("characters: ");
        assertThat(small.exitValue()).isZero();
    }
}
