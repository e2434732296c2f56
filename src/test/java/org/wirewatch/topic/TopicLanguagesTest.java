package org.wirewatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.model.Field;
import org.wirewatch.model.Mention;

class TopicLanguagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "en | enlarge | the enlargement",
                "en | nato | NATO's",
                "ru | ракета | ракетами",
                "ru | развёртывание | развертывания",
                "ru | НАТО | НАТО",
                "uk | ракета | ракетами",
                "uk | об'єднання | об’єднанням",
                "uk | військо | військами",
                "uk | НАТО | НАТО",
                "de | Rakete | Raketen",
                "de | Erweiterung | Erweiterungen",
                "de | *erweiterung | Nato-Osterweiterung",
                "de | Fussball | Fußball",
                "fr | OTAN | l’OTAN",
                "fr | élargissement | l'élargissement",
                "fr | déployer | déployé",
                "es | misil | misiles",
                "es | desplegar | desplegado",
                "pl | rakieta | rakietami",
                "pl | NATO | NATO",
                "pl | wojsko | wojskami",
                "tr | NATO | NATO’ya",
                "tr | füze | FÜZE",
                "tr | IMF | imf",
                "tr | İskender | iskender",
                "it | alleanza | dell'alleanza",
                "nl | raket | raketten"
            })
    void aWordIsFoundInItsForms(String language, String query, String form) {
        assertThat(Topics.foundIn(language, query, "x " + form + " x"))
                .as("%s in %s", query, form)
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"NA\u00adTO", "N\u00adATO", "Nato", "ＮＡＴＯ", "NAT\u041e", "NATO\u200b"})
    void whatAReaderSeesAsTheWordIsTheWord(String written) {
        assertThat(Topics.found("nato", "x " + written + " x")).hasSize(1);
    }

    @Test
    void precomposedAndCombinedLettersAreTheSame() {
        assertThat(Topics.foundIn("fr", "élargi", "un marche\u0301 e\u0301largi"))
                .hasSize(1);
        assertThat(Topics.foundIn("ru", "Украйна", "и Украи\u0306на там")).hasSize(1);
    }

    @Test
    void emojiTakeNoPlace() {
        assertThat(Topics.found("\"nato expand\"", "NATO 🇺🇦 🚀 expands")).hasSize(1);
    }

    @Test
    void aForgottenBlankBehindAStopHidesNothing() {
        assertThat(Topics.found("nato", "the old alliance.NATO said")).containsExactly("NATO");
        assertThat(Topics.found("nato", "a file nato.exe")).isEmpty();
    }

    @Test
    void anArticleIsMatchedByTheRulesOfItsLanguageAndOfAny() {
        CompiledTopics topics = Topics.compile(new TopicFile("topics/t.yaml", """
                id: t
                title: T
                languages:
                  any:
                    terms: {s: [THAAD, "@more"], more: [Iskander]}
                    rules: [{id: names, query: "@s"}]
                  de:
                    rules: [{id: german, query: Rakete}]
                """));
        assertThat(Topics.texts(topics, "", "Iskander und Raketen", "de-AT")).containsExactly("Iskander", "Raketen");
        assertThat(Topics.texts(topics, "", "Iskander and Raketen", "en")).containsExactly("Iskander");
        assertThat(Topics.texts(topics, "", "Iskander ja Raketen", "fi")).containsExactly("Iskander");
        assertThat(Topics.texts(topics, "", "Iskander", "xx")).containsExactly("Iskander");
        assertThat(Topics.texts(topics, "", "Iskander", null)).containsExactly("Iskander");
    }

    private static final List<String> NOISE = List.of(
            "e\u0301te\u0301",
            "🚀",
            "👩\u200d🚀",
            "🇺🇦",
            "й",
            "и\u0306",
            "soft\u00adhy\u00adphen",
            "—",
            "\u202f",
            "ﬁ",
            "𝔘𝔫𝔦",
            "ß",
            "İ",
            "ı",
            "«x»",
            "\n\n",
            "Ώ",
            "中文",
            "\u200f",
            "1\u00a0000",
            "x.",
            "\ud800");
    private static final List<String> LANGUAGES = List.of("en", "ru", "uk", "de", "fr", "es", "pl", "tr");
    private static final List<String> WORDS =
            List.of("missile", "ракету", "ракету", "Rakete", "missile", "misil", "rakieta", "füze");

    @Property(tries = 400)
    void evidenceIsTheExactRangeWhateverStandsBeforeIt(@ForAll long seed) {
        Random random = new Random(seed);
        int language = random.nextInt(LANGUAGES.size());
        String word = WORDS.get(language);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 1 + random.nextInt(12); i++) {
            body.append(NOISE.get(random.nextInt(NOISE.size()))).append(random.nextInt(4) == 0 ? ", " : " ");
        }
        int start = body.length();
        body.append(word).append(random.nextBoolean() ? "." : " 🚀 e\u0301");
        String title = random.nextBoolean() ? body.toString() : "🚀";
        try (TopicMatcher matcher = new TopicMatcher(Topics.compile(LANGUAGES.get(language), word))) {
            List<Mention> mentions = matcher.match(title, body.toString(), LANGUAGES.get(language)).matches().stream()
                    .flatMap(match -> match.mentions().stream())
                    .toList();
            assertThat(mentions).isNotEmpty().allSatisfy(mention -> {
                assertThat(mention.text()).isEqualTo(word);
                assertThat(mention.start()).isEqualTo(start);
                assertThat(mention.end()).isEqualTo(start + word.length());
                assertThat(mention.sentence()).contains(word);
                assertThat(mention.field() == Field.TITLE ? title : body.toString())
                        .contains(mention.sentence());
            });
        }
    }
}
