package org.wirewatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other systems got wrong, each a case that their users reported. */
class TopicTrapsTest {

    @Nested
    class AWordIsNotAPartOfAWord {

        @ParameterizedTest
        @ValueSource(strings = {"the crisis deepens", "according to Datanalisis", "crisis-hit", "parISISan"})
        void whatOnlyContainsTheWordIsNotFound(String text) {
            assertThat(Topics.found("ISIS", text)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "said ISIS, again",
                    "the group (ISIS) said",
                    "\"ISIS\"",
                    "anti-ISIS raid",
                    "ISIS's men",
                    "ISIS"
                })
        void punctuationAroundTheWordDoesNotHideIt(String text) {
            assertThat(Topics.found("ISIS", text)).containsExactly("ISIS");
        }
    }

    @Nested
    class ANameWithAHyphen {

        @ParameterizedTest
        @ValueSource(strings = {"a fox ran", "it was a fox. It ran", "foxit"})
        void isNotFoundByItsParts(String text) {
            assertThat(Topics.found("fox-it", "x " + text.replace(". It", " x it")))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "fox-it, Fox-IT",
            "Su-57, su-57",
            "S-400, S 400",
            "S-400, S\u2011400",
            "F-16, F\u201016",
            "S-400, S-400"
        })
        void isFoundInEverySpelling(String query, String text) {
            assertThat(Topics.found(query, "They saw " + text + " there")).containsExactly(text);
        }
    }

    @Nested
    class ATypingErrorIsNeverSilent {

        @Test
        void anUnknownFieldIsNamedWithTheOneThatWasMeant() {
            assertThat(Topics.errors("en", "titel:nato"))
                    .singleElement()
                    .asString()
                    .startsWith("topics/t.yaml:8:11: there is no field \"titel\"")
                    .contains("Did you mean title:?")
                    .contains("    titel:nato\n    ^^^^^^");
        }

        @Test
        void aQuoteThatIsNeverClosedIsShownWhereItOpens() {
            assertThat(Topics.errors("en", "nato and \"open door"))
                    .singleElement()
                    .asString()
                    .startsWith("topics/t.yaml:8:20: the quote that opens here is never closed");
        }

        @Test
        void aRegularExpressionIsRefused() {
            assertThat(Topics.errors("en", "(i?)"))
                    .singleElement()
                    .asString()
                    .startsWith("topics/t.yaml:8:12: at least 3 letters must stand before the first wildcard");
        }

        @Test
        void anErrorInTheSecondLineOfAQueryHasItsLine() {
            assertThat(Topics.errors("en", "nato and\nsentance(a b)"))
                    .singleElement()
                    .asString()
                    .startsWith("topics/t.yaml:9:11: there is no function \"sentance\"")
                    .contains("Did you mean sentence(...)?");
        }
    }

    @Nested
    class NearAndSentence {

        private static final String TEXT = "Alpha x x x bravo. Alpha bravo.";

        @Test
        void orderedNearReportsExactlyThePairThatIsNear() {
            assertThat(Topics.found("ordered(1, alpha bravo)", TEXT)).containsExactly("Alpha bravo");
        }

        @Test
        void sentenceReportsBothPairsEachInItsPlace() {
            assertThat(Topics.found("sentence(alpha bravo)", TEXT)).containsExactly("Alpha x x x bravo", "Alpha bravo");
        }

        @Test
        void nearCrossesTheBorderOfASentence() {
            assertThat(Topics.found("near(1, alpha bravo)", TEXT)).containsExactly("bravo. Alpha", "Alpha bravo");
        }
    }

    @Nested
    class StopWords {

        @Test
        void areFoundLikeOtherWords() {
            assertThat(Topics.found("sentence(the alliance)", "They left the old alliance."))
                    .containsExactly("the old alliance");
        }

        @Test
        void mayStandInASet() {
            assertThat(Topics.found("@s", "President of France", "s: [of]")).containsExactly("of");
        }

        @Test
        void aTermWithoutAWordIsAnError() {
            assertThat(Topics.errors("en", "sentence(nato @s)", "s: [\"🇺🇦\"]"))
                    .singleElement()
                    .asString()
                    .startsWith("topics/t.yaml:6:12: there is no word in \"🇺🇦\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the Oreshnik - medium range missile - was shown",
                "the Oreshnik – medium range missile",
                "the Oreshnik — medium range missile",
                "the Oreshnik medium range missile"
            })
    void dashesTakeNoPlaceInAPhrase(String text) {
        for (String dash : List.of("-", "–", "—", "")) {
            assertThat(Topics.found("\"Oreshnik " + dash + " medium range missile\"", text))
                    .singleElement()
                    .asString()
                    .startsWith("Oreshnik")
                    .endsWith("missile");
        }
    }
}
