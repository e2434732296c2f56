package org.wirewatch.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.article.ExtractOutcome.Extracted;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.model.Precision;

class SiteRulesTest {

    /** A page as no heuristic reads it right: the text in boxes that are named like teasers, beside a longer promotion. */
    private static final String PAGE = "<!doctype html><html lang=en><head><title>Portal</title>"
            + "<meta name=author content='The Webmaster'></head><body><h1>Portal</h1><div class=promo><p>"
            + "Our shop has sent three thousand parcels this year, and it wants to thank all customers for their trust. "
                    .repeat(5)
            + "</p></div><div class=headline-of-day>Talks go on</div><span class=when>5 March 2022</span>"
            + "<span class=who>Ann Lee and Bob Ray</span><div class=teaser-box><b>The foreign minister arrived on Monday.</b>"
            + "<i class=ad>Buy now</i></div><div class=teaser-box>Nobody left the table.</div></body></html>";

    private static final String RULES =
            "sites:\n  - site: example.org\n    body: [.teaser-box]\n    title: [.headline-of-day]\n"
                    + "    date: [.when]\n    author: [.who]\n    remove: [.ad]\n";

    private static SiteRules rules(String yaml) {
        ConfigErrors errors = new ConfigErrors();
        SiteRules rules = SiteRules.read(Yaml.read("sites.yaml", yaml, errors), errors);
        assertThat(errors.list()).isEmpty();
        return rules;
    }

    private static String mistake(String yaml) {
        ConfigErrors errors = new ConfigErrors();
        SiteRules.read(Yaml.read("sites.yaml", yaml, errors), errors);
        assertThat(errors.list()).hasSize(1);
        return errors.list().get(0).toString();
    }

    private static Extracted extract(SiteRules rules, String url, String html) {
        return new Extractor(rules)
                .extract(ExtractorTest.page(url, html.getBytes(StandardCharsets.UTF_8)))
                .match(article -> article, none -> {
                    throw new AssertionError(none.problem().toString());
                });
    }

    @Test
    void whatARuleSelectsGoesBeforeWhatIsFound() {
        Extracted article = extract(rules(RULES), "https://www.example.org/talks", PAGE);
        assertThat(article.body()).isEqualTo("The foreign minister arrived on Monday.\n\nNobody left the table.");
        assertThat(article.title()).isEqualTo("Talks go on");
        assertThat(article.authors()).containsExactly("Ann Lee", "Bob Ray");
        assertThat(article.published().toLocalDate()).isEqualTo(LocalDate.of(2022, 3, 5));
        assertThat(article.precision()).isEqualTo(Precision.DAY);
    }

    @Test
    void aRuleHoldsForItsSiteOnly() {
        assertThat(extract(rules(RULES), "https://www.example.net/talks", PAGE).body())
                .contains("three thousand parcels");
    }

    @Test
    void aHostsRuleGoesBeforeThatOfItsDomain() {
        SiteRules rules =
                rules("sites:\n  - {site: example.co.uk, body: [.a]}\n  - {site: live.example.co.uk, body: [.b]}");
        assertThat(rules.of("https://live.example.co.uk/x").orElseThrow().body())
                .containsExactly(".b");
        assertThat(rules.of("https://www.example.co.uk/x").orElseThrow().body()).containsExactly(".a");
        assertThat(rules.of("https://other.co.uk/x")).isEmpty();
        assertThat(rules.of("no address")).isEmpty();
    }

    @Test
    void whatFindsNothingLeavesThePageAsItIsRead() {
        SiteRules rules = rules("sites:\n  - {site: example.org, body: [.gone], title: [.gone], remove: [.promo]}");
        Extracted article = extract(rules, "https://example.org/talks", PAGE);
        assertThat(article.body()).contains("foreign minister").doesNotContain("parcels");
        assertThat(article.title()).isEqualTo("Portal");
    }

    @Test
    void anElementInsideASelectedOneIsNotReadTwice() {
        SiteRules rules = rules("sites:\n  - {site: example.org, body: ['.teaser-box, .teaser-box b']}");
        assertThat(extract(rules, "https://example.org/talks", PAGE).body()).containsOnlyOnce("foreign minister");
    }

    @Test
    void theExplanationSaysWhatEachSelectorFound() {
        SiteRules rules = rules("sites:\n  - {site: example.org, body: [.gone, .teaser-box], remove: [.ad]}");
        assertThat(new Extractor(rules)
                        .explain(ExtractorTest.page("https://example.org/talks", PAGE.getBytes(StandardCharsets.UTF_8)))
                        .render())
                .contains(
                        "rule for example.org, remove .ad: 1 element\n",
                        "rule for example.org, body .gone: finds nothing\n",
                        "rule for example.org, body .teaser-box: 2 elements\n");
    }

    @Test
    void aBadSelectorIsShownWithItsPlace() {
        assertThat(mistake("sites:\n  - site: example.org\n    body: ['div[']"))
                .startsWith("sites.yaml:3:12: \"div[\" is no CSS selector")
                .contains("wirewatch extract --explain");
    }

    @Test
    void anUnknownKeyIsShownWithTheOneThatWasMeant() {
        assertThat(mistake("sites:\n  - {site: example.org, body: [p], autor: [.a]}"))
                .contains("Did you mean \"author\"?");
    }

    @Test
    void aSiteIsAHostAndStandsThereOnce() {
        assertThat(mistake("sites:\n  - {site: 'https://example.org/news', body: [p]}"))
                .contains("is no host name", "such as example.org");
        assertThat(mistake("sites:\n  - {site: example.org, body: [p]}\n  - {site: example.org, body: [p]}"))
                .contains("two rules for example.org");
        assertThat(mistake("sites:\n  - {site: example.org}")).contains("selects nothing");
        assertThat(mistake("sites:\n  - {site: example.org, body: []}")).contains("lists no selector");
    }

    @Test
    void aFolderWithoutTheFileHasNoRules(@TempDir Path folder) {
        ConfigErrors errors = new ConfigErrors();
        assertThat(SiteRules.load(folder, errors).of("https://example.org/")).isEmpty();
        assertThat(errors.list()).isEmpty();
    }

    @Test
    void rulesTravelToTaskManagers() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(rules(RULES));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            SiteRules arrived = (SiteRules) in.readObject();
            assertThat(arrived.of("https://example.org/x"))
                    .isEqualTo(rules(RULES).of("https://example.org/x"));
        }
    }
}
