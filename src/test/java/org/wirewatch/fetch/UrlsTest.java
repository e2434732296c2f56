package org.wirewatch.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '`', textBlock = """
            http://example.org/a https://example.org/a
            HTTPS://WWW.Example.ORG/A https://example.org/A
            http://example.org:80/a https://example.org/a
            https://example.org:443/a https://example.org/a
            http://example.org:443/a https://example.org/a
            https://example.org:8443/a https://example.org:8443/a
            https://example.org https://example.org/
            https://example.org/a/ https://example.org/a
            https://example.org/a// https://example.org/a
            https://example.org/a/../b/./c https://example.org/b/c
            https://example.org/a#part https://example.org/a
            https://example.org/#!/news/1 https://example.org/#!/news/1
            https://example.org/%7Ea/%c3%a4 https://example.org/~a/%C3%A4
            https://example.org/ä https://example.org/%C3%A4
            https://example.org/a%2Fb https://example.org/a%2Fb
            https://bücher.example/ https://xn--bcher-kva.example/
            https://example.org./a https://example.org/a
            https://www.com/a https://www.com/a
            https://example.org/a;jsessionid=1F?id=1 https://example.org/a?id=1
            https://example.org/a?utm_source=x&id=1&utm_medium=rss https://example.org/a?id=1
            https://example.org/a?UTM_Source=x https://example.org/a
            https://example.org/a?fbclid=1&gclid=2&msclkid=3&yclid=4&igshid=5&ref_src=6 https://example.org/a
            https://example.org/a?mc_cid=1&mc_eid=2&_ga=3&_hsenc=4&mkt_tok=5 https://example.org/a
            https://example.org/a?ref=rss https://example.org/a
            https://example.org/a?ref=main https://example.org/a?ref=main
            https://example.org/a?%75tm_source=x https://example.org/a
            https://example.org/a?b=2&a=1 https://example.org/a?b=2&a=1
            https://example.org/a?&&id=1& https://example.org/a?id=1
            https://example.org/a? https://example.org/a
            http://[::1]:80/a https://[0:0:0:0:0:0:0:1]/a
            http://0x7f.1/a https://127.0.0.1/a
            https:\\\\example.org\\a https://example.org/a
            """)
    void spellingsOfOneArticleHaveOneForm(String url, String form) {
        assertThat(Urls.normalise(url)).contains(form);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            https://example.org/a?id=1 https://example.org/a?id=2
            https://example.org/a https://example.org/A
            https://example.org/a https://example.org/a.html
            https://example.org/a https://m.example.org/a
            https://example.org/a https://example.org/amp/a
            https://example.org/a?page=1 https://example.org/a?page=2
            https://example.org/a?x=1&y=2 https://example.org/a?y=2&x=1
            https://example.org/#!/1 https://example.org/#!/2
            https://example.org/ https://example.org:8080/
            https://example.org/a https://example.com/a
            """)
    void whatMayBeAnotherArticleStaysOne(String one, String other) {
        assertThat(Urls.normalise(one)).isPresent().isNotEqualTo(Urls.normalise(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "/a",
                "mailto:a@example.org",
                "file:///etc/passwd",
                "http://",
                "https://user@example.org/",
                "http://exa mple.org/",
                "http://example.org:99999/",
                "http://256.1.1.1/",
                "javascript:alert(1)"
            })
    void whatIsNoPublicAddressHasNoForm(String text) {
        assertThat(Urls.normalise(text)).isEmpty();
        assertThat(Urls.keys(text)).isEmpty();
        assertThat(Urls.host(text)).isEmpty();
        assertThat(Urls.origin(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "news.bbc.co.uk, bbc.co.uk", "bbc.co.uk, bbc.co.uk", "co.uk, co.uk", "A.Example.ORG, example.org",
        "localhost, localhost", "127.0.0.1, 127.0.0.1", "[::1], [::1]", "a.github.io, github.io",
        "xn--e1afmkfd.xn--p1ai, xn--e1afmkfd.xn--p1ai"
    })
    void theRegistrableDomainIsWhatSomebodyRegistered(String host, String domain) {
        assertThat(Urls.registrableDomain(host)).isEqualTo(domain);
    }

    @Nested
    class Keys {

        private static final Function<String, Optional<String>> OLD = Optional::of;
        private static final Function<String, Optional<String>> BETTER =
                url -> Optional.of(url.replaceAll("[?].*", ""));

        @Test
        void aKeyCarriesTheVersionOfTheRules() {
            assertThat(Urls.keys("http://www.example.org/a?utm_source=x"))
                    .contains(new UrlKeys(Urls.VERSION + ":https://example.org/a", List.of()));
        }

        @Test
        void whatWasRememberedUnderFormerRulesIsFoundUnderTheNewOnes() {
            UrlKeys before =
                    UrlKeys.of("https://example.org/a?sid=7", 4, List.of(OLD)).orElseThrow();

            UrlKeys after = UrlKeys.of("https://example.org/a?sid=7", 5, List.of(BETTER, OLD))
                    .orElseThrow();

            assertThat(after.current()).isEqualTo("5:https://example.org/a");
            assertThat(after.earlier()).containsExactly(before.current());
        }

        @Test
        void aFormOfTwoVersionsIsNoKeyOfTwoArticles() {
            UrlKeys oldOfOne =
                    UrlKeys.of("https://example.org/a", 4, List.of(OLD)).orElseThrow();

            UrlKeys newOfAnother = UrlKeys.of("https://example.org/a?id=2", 5, List.of(BETTER, OLD))
                    .orElseThrow();

            assertThat(newOfAnother.current()).isNotEqualTo(oldOfOne.current());
            assertThat(newOfAnother.earlier()).doesNotContain(oldOfOne.current());
        }

        @Test
        void formerRulesThatKnewNoSuchUrlAreNoPlaceToLook() {
            assertThat(UrlKeys.of("a", 2, List.of(OLD, url -> Optional.empty())))
                    .contains(new UrlKeys("2:a", List.of()));
            assertThat(UrlKeys.of("a", 2, List.of(url -> Optional.empty(), OLD)))
                    .isEmpty();
        }
    }

    @Property(tries = 2_000)
    void aFormIsItsOwnForm(@ForAll("urls") String url) {
        Optional<String> form = Urls.normalise(url);

        assertThat(form.flatMap(Urls::normalise)).isEqualTo(form);
    }

    @Property(tries = 2_000)
    void anyTextIsReadOrRefusedWithoutAnException(@ForAll String text) {
        for (String url :
                List.of(text, "http://" + text, "http://example.org/" + text, "https://example.org/?" + text)) {
            Urls.normalise(url)
                    .ifPresent(form -> assertThat(form).startsWith("https://").matches("[!-~]+"));
        }
    }

    @Property(tries = 500)
    void trackingParametersNeverMakeAnotherArticle(@ForAll("urls") String url, @ForAll("campaigns") String campaign) {
        String marked = url.contains("?") ? url + '&' + campaign : url + '?' + campaign;

        assertThat(Urls.normalise(marked)).isEqualTo(Urls.normalise(url));
    }

    @Provide
    Arbitrary<String> campaigns() {
        return Combinators.combine(
                        Arbitraries.of("utm_source", "utm_anything", "fbclid", "gclid", "mc_cid", "_ga", "yclid"),
                        Arbitraries.strings().alpha().numeric().ofMaxLength(8))
                .as((name, value) -> name + '=' + value);
    }

    @Provide
    Arbitrary<String> urls() {
        Arbitrary<String> hosts =
                Arbitraries.of("example.org", "WWW.Example.org", "m.example.co.uk", "127.0.0.1", "bücher.example");
        Arbitrary<String> paths = Arbitraries.strings()
                .withChars("abC/.;%27eE~|ж ")
                .ofMaxLength(12)
                .map(path -> ('/' + path).strip());
        Arbitrary<String> queries =
                Arbitraries.strings().withChars("ab=&%25;'ж").ofMaxLength(10);
        return Combinators.combine(
                        Arbitraries.of("http", "https"), hosts, Arbitraries.of("", ":80", ":8080"), paths, queries)
                .as((scheme, host, port, path, query) ->
                        scheme + "://" + host + port + path + (query.isEmpty() ? "" : '?' + query));
    }
}
