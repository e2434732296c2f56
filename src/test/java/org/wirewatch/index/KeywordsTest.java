package org.wirewatch.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Article;

class KeywordsTest {

    private final Keywords keywords = new Keywords();

    @Test
    void stopWordsAndNumbersSayNothing() {
        assertThat(keywords.of("The ministers said", "They said on Monday that 5,000 of the troops will move.", "en"))
                .containsExactly("ministers", "troops", "move");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | Die Brigade wird nach Osten verlegt, sagte der Minister | brigade osten verlegt minister",
                "fr | L'OTAN a annoncé que les troupes de l'alliance sont prêtes | otan troupes alliance prêtes",
                "es | El ministro dijo que los misiles llegarán a la base | ministro misiles llegarán base",
                "pl | Minister powiedział, że brygady są już przy granicy | minister brygady granicy",
                "ru | Министр заявил, что ракеты уже находятся на базе | министр ракеты находятся базе",
                "uk | Міністр заявив, що ракети вже перебувають на базі | міністр ракети перебувають базі",
                "tr | Bakan, füzelerin bu hafta üsse geldiğini söyledi | bakan füzelerin üsse geldiğini",
                "et | Minister of defence visits Tallinn | minister defence visits tallinn"
            })
    void eachLanguageHasItsOwnStopWords(String language, String text, String expected) {
        assertThat(keywords.of("", text, language)).containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    void aWordOfTheTitleAndANameComeBeforeOthers() {
        assertThat(keywords.of("Harbour closed", "weather weather, while Valdoria slept", "en"))
                .startsWith("harbour", "closed", "weather", "valdoria");
    }

    @Test
    void wordsThatStandTogetherAgainAndNamesOfTwoWordsAreOneKeywordMore() {
        List<String> found = keywords.of(
                "",
                "A mobile launcher was seen. Another mobile launcher passed near Port Kessen, a grey morning.",
                "en");

        assertThat(found).contains("mobile launcher", "port kessen").doesNotContain("grey morning", "kessen grey");
    }

    @Test
    void aTextWithoutLanguageIsReadAllTheSame() {
        assertThat(keywords.of("", "The minister visits Tallinn", null))
                .containsExactlyInAnyOrder("minister", "visits", "tallinn");
    }

    @Test
    void aHostileTextIsBounded() {
        String body = IntStream.range(0, 200_000)
                .mapToObj(i -> "Wort" + Integer.toString(i, 36).replaceAll("[0-9]", "q") + " Zweites")
                .collect(Collectors.joining(" "));

        assertThat(keywords.of("x".repeat(5_000), body, "en"))
                .hasSize(Keywords.MAX_WORDS + Keywords.MAX_PAIRS)
                .allMatch(word -> word.length() <= 81);
    }

    @Test
    void anArticleDocumentDoesNotTellWhatOneReaderWatchesFor() {
        Article article = Samples.article();
        Alert desk = Samples.alert(article);
        Alert reader = new Alert(
                article.id(),
                "subscription:ada",
                "Ada's words",
                desk.severity(),
                1,
                desk.sentence(),
                desk.mentions(),
                desk.ruleVersion());
        DocumentWriter writer = new DocumentWriter("wirewatch");

        assertThat(new String(writer.article(article, List.of(reader), 1).json()))
                .doesNotContain("subscription:ada")
                .contains("\"alerted\":0");
        assertThat(new String(writer.article(article, List.of(reader, desk), 1).json()))
                .doesNotContain("subscription:ada")
                .contains("\"alerted\":1");
    }
}
