package org.wirewatch.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoIndexTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            noindex                                               | true
            NoIndex, nofollow                                     | true
            nofollow,noindex                                      | true
            none                                                  | true
            wirewatch: noindex                                    | true
            WireWatch : none                                      | true
            googlebot: nofollow, wirewatch: noindex               | true
            unavailable_after: 25 Jun 2026 15:00:00 PST, noindex  | true
            max-snippet: 20, noindex                              | true
            all                                                   | false
            nofollow, noarchive                                   | false
            googlebot: noindex                                    | false
            googlebot: nofollow, noindex                          | false
            wirewatchnews: noindex                                | false
            noindexed                                             | false
            wirewatch: nofollow, googlebot: noindex               | false
            ''                                                    | false
            :::,,                                                 | false
            """)
    void aHeaderForbidsIndexingIfItSaysSoToEveryoneOrToUs(String header, boolean noindex) {
        assertThat(NoIndex.isIn(Map.of("x-robots-tag", header))).isEqualTo(noindex);
    }

    @Test
    void withoutTheHeaderNothingIsForbidden() {
        assertThat(NoIndex.isIn(Map.of("content-type", "text/html"))).isFalse();
    }
}
