package org.wirewatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Located;
import org.wirewatch.config.Yaml;
import org.wirewatch.model.Mention;

/** What subscribers write becomes a topic of their own. */
class WatchedWordsTest {

    private final ConfigErrors errors = new ConfigErrors();

    /** The words as they stand in the file of subscriptions. */
    private List<Located> written(String yaml) {
        return Yaml.read("subscriptions.yaml", yaml, errors)
                .sections("subscriptions")
                .get(0)
                .locatedTexts("words");
    }

    private TopicFile topic(String... words) {
        String list =
                String.join(", ", Stream.of(words).map(word -> "'" + word + "'").toList());
        return WatchedWords.topic("desk", "The desk", written("subscriptions:\n  - words: [" + list + "]\n"), errors)
                .orElseThrow();
    }

    private List<String> found(String language, String text, String... words) {
        CompiledTopics topics = new TopicCompiler().compile(new Catalogue(List.of(topic(words))), errors);
        assertThat(errors.list()).isEmpty();
        try (TopicMatcher matcher = new TopicMatcher(topics)) {
            return matcher.match("", text, language).matches().stream()
                    .peek(match -> assertThat(match.topic().id()).isEqualTo("subscription:desk"))
                    .flatMap(match -> match.mentions().stream())
                    .map(Mention::text)
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en | "Suwalki gap"       | They spoke of the Suwałki Gap.                      | Suwałki Gap
                    en | Suwalki gap         | Gaps near Suwalki, and the Suwalki gap              | Suwalki gap
                    en | drone               | Two drones flew                                     | drones
                    ru | беспилотник         | Сбиты десять беспилотников                          | беспилотников
                    uk | "енергетична криза" | Країна боїться енергетичної кризи                   | енергетичної кризи
                    de | Drohne              | Zwei Drohnen flogen                                 | Drohnen
                    fr | "drone militaire"   | Des drones militaires ont volé                      | drones militaires
                    es | dron                | Dos drones volaron                                  | drones
                    pl | Suwalki             | Mówiono o Suwałkach                                 | Suwałkach
                    tr | Karadeniz           | Gemiler Karadeniz''e gitti                          | Karadeniz
                    it | drone               | Un drone volava                                     | drone
                    ja | NATO                | NATO                                                | NATO
                    en | nato and ukraine    | NATO met. Ukraine came.                             | NATO
                    en | title:nato or gap*  | The gapless line                                    | gapless
                    en | near(3, tank gap)   | Tanks near the gap                                  | Tanks near the gap
                    en | (tank gap border)@2 | A tank at the border                                | tank
                    """)
    void wordsAreFoundInAnyFormInTheLanguageOfTheArticle(String language, String words, String text, String first) {
        assertThat(found(language, text, words)).startsWith(first);
    }

    @Test
    void severalPlainWordsAreAPhrase() {
        assertThat(found("en", "A gap near Suwalki", "Suwalki gap")).isEmpty();
    }

    @Test
    void eachOfTheWordsRaisesTheTopicByARuleOfItsOwn() {
        CompiledTopics topics = new TopicCompiler().compile(new Catalogue(List.of(topic("tank", "ship"))), errors);
        try (TopicMatcher matcher = new TopicMatcher(topics)) {
            assertThat(matcher.match("", "A ship", "en").matches().get(0).mentions())
                    .extracting(Mention::ruleId)
                    .containsExactly("words-2");
        }
    }

    @Test
    void theTopicTakesPartInChangesLikeAnyOther() {
        TopicCompiler compiler = new TopicCompiler();
        TopicFile bridges = new TopicFile("topics/t.yaml", Topics.file("en", "bridge"));
        CompiledTopics before = compiler.compile(new Catalogue(List.of(bridges)).with(List.of(topic("tank"))), errors);
        CompiledTopics after =
                compiler.recompile(before, new Catalogue(List.of(bridges)).with(List.of(topic("ship"))), errors);
        assertThat(errors.list()).isEmpty();
        try (TopicMatcher matcher = new TopicMatcher(before)) {
            assertThat(matcher.match("", "A tank", "en").matches()).hasSize(1);
            matcher.use(after);
            assertThat(matcher.match("", "A tank", "en").matches()).isEmpty();
            assertThat(matcher.match("", "A ship on a bridge", "en").matches()).hasSize(2);
        }
    }

    @Test
    void aMistakeIsShownWhereTheSubscriberWroteItAndTheOtherWordsStay() {
        List<Located> words = written("""
                subscriptions:
                  - words:
                      - 'titel:nato'
                      - '"Suwalki gap'
                      - tank
                      - '@alliance'
                      - 'not film'
                      - '!!'
                      - '*ab'
                """);
        TopicFile topic = WatchedWords.topic("desk", "The desk", words, errors).orElseThrow();
        assertThat(topic.text()).contains("query: \"tank\"").doesNotContain("film");
        assertThat(errors.list())
                .extracting(error -> error.place() + " " + error.message())
                .containsExactly(
                        "subscriptions.yaml:3:10 there is no field \"titel\"",
                        "subscriptions.yaml:4:10 the quote that opens here is never closed",
                        "subscriptions.yaml:6:10 there are no sets here",
                        "subscriptions.yaml:7:10 the rule matches every article that lacks something",
                        "subscriptions.yaml:8:10 there is no word in \"!!\"",
                        "subscriptions.yaml:9:10 a word that begins with a wildcard needs 4 letters in a row, this one"
                                + " has 2");
    }

    @Test
    void signsThatMeanSomethingToYamlAreNoMatter() {
        TopicFile topic = WatchedWords.topic(
                        "desk", "A \"desk\": #1 \\ \u2028\t", written("subscriptions: [{words: [x]}]"), errors)
                .orElseThrow();
        CompiledTopics topics = new TopicCompiler().compile(new Catalogue(List.of(topic)), errors);
        assertThat(errors.list()).isEmpty();
        assertThat(topics.topics()).extracting(Topic::title).containsExactly("A \"desk\": #1 \\ \u2028\t");
    }

    @Test
    void moreWordsThanATopicShouldHoldAreRefused() {
        String many = String.join(", ", new ArrayList<>(Collections.nCopies(51, "tank")));
        assertThat(WatchedWords.topic("desk", "Desk", written("subscriptions:\n  - words: [" + many + "]\n"), errors))
                .isEmpty();
        assertThat(errors.list()).singleElement().asString().contains("the subscription has 51 words, more than 50");
    }

    @Test
    void aTopicFileCannotTakeTheIdOfASubscription() {
        String text = Topics.file("en", "nato").replace("id: t\n", "id: \"subscription:desk\"\n");
        new TopicCompiler().compile(new Catalogue(List.of(new TopicFile("topics/t.yaml", text))), errors);
        assertThat(errors.list()).singleElement().asString().contains("is not in kebab-case");
    }
}
