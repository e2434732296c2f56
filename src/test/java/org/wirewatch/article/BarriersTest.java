package org.wirewatch.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.article.ExtractorTest.extract;
import static org.wirewatch.article.ExtractorTest.page;
import static org.wirewatch.article.ExtractorTest.refused;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that stand in for an article, and articles that only look so. */
class BarriersTest {

    private static final String URL = "https://www.example.org/world/talks-go-on";

    private static final String STORY =
            "<p>The foreign minister arrived in the capital on Monday, where he met the leaders of both parties for the first time since spring.</p>"
                    + "<p>“We have spoken openly, and we will speak again,” he said after three hours, adding that no paper had been signed.</p>"
                    + "<p>Diplomats described the meeting as difficult, but they pointed out that nobody had left the table, which was more than expected.</p>"
                    + "<p>The next round is planned for the end of the month, when the heads of government will come together in the north of the country.</p>";

    private static String html(String title, String main) {
        return "<!doctype html><html><head><title>" + title + " | The Example Paper</title></head><body>"
                + "<header><nav><ul><li><a href=/>Home</a><li><a href=/world>World</a><li><a href=/sport>Sport</a></ul></nav></header>"
                + "<main>" + main
                + "</main><footer><p>© The Example Paper. All rights reserved.</p></footer></body></html>";
    }

    private static String kind(String title, String main) {
        return refused(page(URL, html(title, main).getBytes(StandardCharsets.UTF_8)))
                .problem()
                .kind();
    }

    @Nested
    class MissingPages {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Page not found|Sorry, the page you were looking for doesn’t exist or has been moved. Try the search or go back to the front page.",
                    "Error 404|We can’t seem to find the page you are looking for. Here are some helpful links instead.",
                    "Seite nicht gefunden|Die von Ihnen gewünschte Seite konnte leider nicht gefunden werden. Bitte prüfen Sie die Adresse oder nutzen Sie unsere Suche.",
                    "Page introuvable|La page que vous recherchez n’existe plus ou a été déplacée. Nous vous invitons à revenir à la page d’accueil.",
                    "Página no encontrada|Lo sentimos, la página que buscas no existe o ha cambiado de dirección. Puedes volver a la portada.",
                    "Nie znaleziono strony|Przepraszamy, strona której szukasz nie istnieje lub została przeniesiona. Przejdź na stronę główną.",
                    "Страница не найдена|К сожалению, запрашиваемая вами страница не существует или была удалена. Перейдите на главную или воспользуйтесь поиском.",
                    "Сторінку не знайдено|На жаль, сторінки, яку ви шукаєте, не існує або її було видалено. Перейдіть на головну сторінку.",
                    "Sayfa bulunamadı|Aradığınız sayfa bulunamadı, taşınmış veya silinmiş olabilir. Ana sayfaya dönebilir ya da arama yapabilirsiniz.",
                    "SAYFA BULUNAMADI|Üzgünüz, aradığınız sayfaya ulaşılamıyor. Adresi kontrol edip yeniden deneyebilir veya ana sayfaya dönebilirsiniz."
                })
        void aPageThatSaysItIsNotThereIsNoArticle(String title, String text) {
            assertThat(kind(title, "<h1>" + title + "</h1><p>" + text + "</p>")).isEqualTo("soft-404");
        }

        @Test
        void theHeadingAloneTellsWhereTheTitleIsTheSites() {
            assertThat(kind(
                            "The Example Paper",
                            "<h1>404</h1><p>The page you requested could not be found. It may have been removed.</p>"))
                    .isEqualTo("soft-404");
        }

        @Test
        void teasersBelowDoNotMakeAMissingPageAnArticle() {
            String teaser =
                    "<article><h2><a href=/1>Harbour closed</a></h2><p>A storm has closed the harbour for the third time this"
                            + " winter, and the ferries stay where they are until Friday.</p></article>";
            assertThat(kind(
                            "Page not found",
                            "<h1>Page not found</h1><p>Sorry, the page you are looking for could not be found.</p><h2>Read next</h2>"
                                    + teaser.repeat(6)))
                    .isEqualTo("soft-404");
        }

        @Test
        void anArticleAboutLostPagesIsAnArticle() {
            String story = "<h1>Page not found: how newspapers lose their archives</h1>"
                    + "<p>“The page you are looking for does not exist” is what readers of three closed newspapers see since spring.</p>"
                    + STORY
                    + "<p>The page you are looking for may still be in a library, says the head of the national archive.</p>";
            assertThat(extract(URL, html("Page not found: how newspapers lose their archives", story))
                            .body())
                    .contains("closed newspapers", "national archive", "foreign minister");
        }

        @Test
        void aLongEssayThatIsCalledLikeAMissingPageIsAnArticle() {
            String head =
                    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Page not found\","
                            + "\"datePublished\":\"2023-01-02\"}</script>";
            assertThat(extract(
                                    URL,
                                    html(
                                            "Page not found",
                                            head + "<article><h1>Page not found</h1>" + STORY + "</article>"))
                            .body())
                    .contains("foreign minister");
        }
    }

    @Nested
    class Walls {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "We value your privacy|We and our 842 partners store and access information on a device, such as cookies, and process personal data for personalised advertising. Click accept to consent or manage your settings.",
                    "Talks go on|Subscribe to continue reading this article. Get unlimited access to all our journalism for one pound a week. Cancel anytime.",
                    "Talks go on|You have reached your limit of free articles this month. Already a subscriber? Log in to your account.",
                    "Just a moment...|Checking your browser before accessing the site. This process is automatic and your browser will redirect shortly.",
                    "Are you a robot?|Please confirm that you are not a robot. To continue, please click the box below to let us know.",
                    "Mit Werbung weiterlesen|Wir und unsere 180 Partner verwenden Cookies und verarbeiten Daten für personalisierte Werbung. Mit einem Klick auf „Einwilligen“ stimmen Sie zu.",
                    "Gespräche gehen weiter|Dieser Artikel ist nur für Abonnenten lesbar. Jetzt abonnieren und einen Monat kostenlos testen. Bereits Abonnent? Melden Sie sich an.",
                    "Les négociations continuent|Cet article est réservé aux abonnés. Abonnez-vous pour lire la suite, sans engagement. Déjà abonné ? Connectez-vous pour continuer.",
                    "Siguen las negociaciones|Para seguir leyendo, suscríbete y accede a todo el contenido sin límites. ¿Ya eres suscriptor? Inicia sesión para continuar.",
                    "Rozmowy trwają|Ten artykuł jest dostępny tylko dla prenumeratorów. Wykup dostęp, aby czytać bez ograniczeń. Masz już konto? Zaloguj się i czytaj dalej.",
                    "Переговоры продолжаются|Этот материал доступен только подписчикам. Оформите подписку, чтобы читать дальше. Уже есть подписка? Войдите в свой аккаунт.",
                    "Переговори тривають|Цей матеріал доступний лише передплатникам. Оформіть передплату, щоб читати далі. Вже є передплата? Увійдіть у свій акаунт.",
                    "Görüşmeler sürüyor|Bu içerik yalnızca abonelere özel. Haberin tamamını okumak için abone olun. Zaten abone misiniz? Giriş yaparak devam edebilirsiniz."
                })
        void aWallIsNoArticle(String title, String text) {
            assertThat(kind(title, "<h1>" + title + "</h1><div class=content><p>" + text + "</p></div>"))
                    .isEqualTo("wall");
        }

        @Test
        void theProblemSaysWhatStandsThereAndWhatToDo() {
            var problem = refused(page(
                            URL,
                            html(
                                            "Talks go on",
                                            "<p>Subscribe to continue reading this article for one pound a week.</p>")
                                    .getBytes(StandardCharsets.UTF_8)))
                    .problem();
            assertThat(problem.message()).contains("wall instead of its article");
            assertThat(problem.advice()).contains("The feed's text is used", "User-Agent");
        }

        @Test
        void theFreeParagraphsInFrontOfAPaywallAreKeptWithoutIt() {
            String teaser = STORY.substring(0, STORY.indexOf("<p>Diplomats"));
            String body = extract(
                            URL,
                            html(
                                    "Talks go on",
                                    "<article><h1>Talks go on</h1><div>" + teaser
                                            + "</div><div class=box><p>Subscribe to continue reading. Already a subscriber? Log in to your"
                                            + " account.</p></div></article>"))
                    .body();
            assertThat(body).contains("foreign minister", "spoken openly").doesNotContain("ubscribe", "Log in");
        }

        @Test
        void aCookieBannerOverAnArticleIsCutAndTheArticleStays() {
            String body = extract(
                            URL,
                            html(
                                    "Talks go on",
                                    "<div><p>We use cookies to make this site work and to show you advertisements that fit."
                                            + " By clicking accept you agree to that.</p></div><article><h1>Talks go on</h1>"
                                            + STORY
                                            + "</article>"))
                    .body();
            assertThat(body).startsWith("The foreign minister").doesNotContain("cookies");
        }

        @Test
        void aCookieBannerOverAShortItemLeavesTheItem() {
            String body = extract(
                            URL,
                            html(
                                    "Explosions in the port",
                                    "<div class=item><h1>Explosions in the port</h1><p>Three explosions were heard in the port of the city this"
                                            + " morning, local media report; air defence was active.</p></div><div><p>We use cookies. By continuing to"
                                            + " browse the site you accept cookies.</p></div>"))
                    .body();
            assertThat(body).contains("Three explosions").doesNotContain("cookies");
        }

        @Test
        void anArticleAboutPaywallsIsAnArticle() {
            String story = "<h1>Readers turn away from paywalls</h1>"
                    + "<p>“Subscribe to continue reading”: four of five readers leave when they see that sentence, a survey has found.</p>"
                    + "<p>You have reached your limit, newspapers tell them, and many find that a subscription costs more than a login.</p>"
                    + STORY
                    + "<p>Subscribers of regional papers stay for nine years, while those who register for free leave after one.</p>";
            assertThat(extract(URL, html("Readers turn away from paywalls", "<article>" + story + "</article>"))
                            .body())
                    .contains("four of five readers", "many find", "stay for nine years");
        }

        @Test
        void anArticleAboutCookiesIsAnArticle() {
            String story =
                    "<h1>Court limits cookies</h1><p>The highest court has ruled that consent to cookies must be given freely.</p>"
                            + "<p>The ruling says that advertising partners may not read a browser’s data before the reader agreed.</p>"
                            + "<p>A privacy group had sued a publisher whose banner left no choice but to accept.</p>";
            assertThat(extract(URL, html("Court limits cookies", "<article>" + story + "</article>"))
                            .body())
                    .contains("highest court", "advertising partners", "privacy group");
        }

        @Test
        void textThatThePublisherDeclaresBehindItsWallIsRead() {
            String text = STORY.replace("<p>", "").replace("</p>", "\\n\\n");
            String head =
                    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Talks go on\",\"articleBody\":\""
                            + text + "\"}</script>";
            assertThat(extract(
                                    URL,
                                    html(
                                            "Talks go on",
                                            head
                                                    + "<p>Subscribe to continue reading this article for one pound a week.</p>"))
                            .body())
                    .startsWith("The foreign minister");
        }
    }
}
