package org.wirewatch.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.org/a?b=c&d#e, https://example.org/a?b=c&d#e",
        "HTTP://Example.ORG, http://example.org/",
        "https://example.org/новости, https://example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8",
        "https://example.org/a b\"<c>, https://example.org/a%20b%22%3Cc%3E",
        "https://пример.рф/, https://xn--e1afmkfd.xn--p1ai/",
    })
    void aLinkIsAsciiAndEscaped(String url, String link) {
        assertThat(Urls.link(url)).contains(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                " javascript:alert(1)",
                "java\nscript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "mailto:a@example.org",
                "//example.org/",
                "/a",
                "",
                "https://bank.example@evil.example/",
                "https://",
                "https:///",
            })
    void whatIsNoHttpAddressOrHidesItsHostIsNoLink(String url) {
        assertThat(Urls.link(url)).isEmpty();
    }
}
