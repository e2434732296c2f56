package org.wirewatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {

    private static final String[] SETS = {"alliance: [NATO, the pact]", "enlarge: [enlarge, expand]"};

    private static String missing(String query, String text) {
        try (TopicMatcher matcher = new TopicMatcher(Topics.compile("en", query, SETS))) {
            return matcher.nearMisses("", text, "en").stream()
                    .map(NearMiss::missing)
                    .findFirst()
                    .orElse("nothing");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sentence(@alliance @enlarge) | NATO met. | no word of @enlarge",
                "sentence(@alliance @enlarge) | NATO met. They met. It expands. | @alliance and @enlarge stand 4 words and 2 sentences apart, one sentence is needed",
                "near(2, @alliance @enlarge) | NATO met and will not expand. | @alliance and @enlarge stand 4 words apart, 2 words are allowed",
                "ordered(2, @alliance @enlarge) | Expand NATO! | @alliance and @enlarge stand in the other order",
                "not-near(2, @alliance, film) | A film of NATO | every @alliance has film at most 2 words away",
                "not-in-sentence(@alliance, film) | A film of NATO | every @alliance has film in its sentence",
                "times(3, @alliance) | NATO and NATO | @alliance stands 2 times, 3 are needed",
                "at-least(2, @alliance film drone) | NATO drones, not | nothing",
                "at-least(2, @alliance film drone) | NATO | no word of film",
                "title:@alliance | NATO met | @alliance stands, but not in the title",
                "@alliance and not film | The film of NATO | what the rule excludes is there",
                "@alliance and @enlarge and film | NATO made a film | no word of @enlarge"
            })
    void theMissingPartIsNamed(String query, String text, String missing) {
        assertThat(missing(query, text)).isEqualTo(missing);
    }

    @Test
    void anArticleWithNothingOfTheRuleIsNoNearMiss() {
        assertThat(missing("sentence(@alliance @enlarge)", "A cat sat.")).isEqualTo("nothing");
    }
}
