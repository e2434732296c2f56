package org.wirewatch.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirewatch.article.ExtractOutcome.Extracted;
import org.wirewatch.article.ExtractOutcome.NotAnArticle;
import org.wirewatch.model.Page;

class ExtractorTest {

    static final Instant FETCHED = Instant.parse("2023-03-10T12:00:00Z");
    private static final Extractor EXTRACTOR = new Extractor();

    static Page page(String url, byte[] body) {
        return new Page(url, url, 200, Map.of("content-type", "text/html"), null, body, false, FETCHED);
    }

    static Extracted extract(String url, String html) {
        return EXTRACTOR
                .extract(page(url, html.getBytes(StandardCharsets.UTF_8)))
                .match(article -> article, none -> {
                    throw new AssertionError(none.problem().toString());
                });
    }

    static NotAnArticle refused(Page page) {
        return EXTRACTOR
                .extract(page)
                .match(
                        article -> {
                            throw new AssertionError(article.toString());
                        },
                        none -> none);
    }

    @Test
    void aBinaryFileIsNoArticle() {
        byte[] bytes = new byte[5_000];
        assertThat(refused(page("https://example.org/a.bin", bytes)).problem().kind())
                .isEqualTo("not-html");
    }

    @Test
    void aPageWithoutRunningTextIsNoArticle() {
        NotAnArticle none = refused(page(
                "https://example.org/a",
                "<html><body><a href=/>Home</a></body></html>".getBytes(StandardCharsets.UTF_8)));
        assertThat(none.problem().kind()).isEqualTo("no-text");
        assertThat(none.problem().advice()).contains("sites.yaml");
    }

    @Test
    void aCharsetThatOnlyThePageDeclaresIsUsed() {
        String html = "<html><head><meta charset=windows-1251><title>Новости</title></head><body><p>"
                + "Министр обороны заявил в понедельник, что учения начнутся в марте. ".repeat(5)
                + "</p></body></html>";
        Extracted article = EXTRACTOR
                .extract(page("https://example.org/a", html.getBytes(Charset.forName("windows-1251"))))
                .match(found -> found, none -> {
                    throw new AssertionError(none.problem().toString());
                });
        assertThat(article.body()).startsWith("Министр обороны заявил");
    }

    @Test
    void utf8IsReadAsUtf8WhateverIsDeclared() {
        String html = "<html><head><meta charset=iso-8859-1></head><body><p>"
                + "Die Außenministerin sagte am Montag, die Gespräche würden fortgeführt. ".repeat(5)
                + "</p></body></html>";
        assertThat(extract("https://example.org/a", html).body()).startsWith("Die Außenministerin");
    }

    @Test
    void anExplanationNamesCandidatesAndTheRuleForEveryBlock() {
        String html = "<html><body><ul><li><a href=/>Home</a><li><a href=/b>World</a></ul><article class=story>"
                + "<p>The minister said on Monday that the talks would go on, although nobody expects much of them.</p>"
                        .repeat(4)
                + "</article></body></html>";
        Explanation explanation =
                EXTRACTOR.explain(page("https://example.org/a", html.getBytes(StandardCharsets.UTF_8)));
        assertThat(explanation.candidates().get(0).element()).isEqualTo("article.story");
        assertThat(explanation.judgements()).hasSize(6);
        assertThat(explanation.render()).contains("- 0.00 unlikely", "| Home", "likely", "p | The minister said");
    }
}
