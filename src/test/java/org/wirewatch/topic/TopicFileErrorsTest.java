package org.wirewatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.config.ConfigErrors;

/** Each mistake is told once, at its place, with what to do; what is right is kept. */
class TopicFileErrorsTest {

    private static List<String> errorsOf(String... texts) {
        ConfigErrors errors = new ConfigErrors();
        List<TopicFile> files = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            String name = texts[i].startsWith("languages") ? "terms.yaml" : "t" + i + ".yaml";
            files.add(new TopicFile("topics/" + name, texts[i]));
        }
        new TopicCompiler().compile(new Catalogue(files), errors);
        return errors.list().stream().map(Object::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nato sweden | 8:16: two expressions stand side by side",
                "nato and | 8:19: the query ends too early",
                "(nato | 8:11: the parenthesis that opens here is never closed",
                "nato) | 8:15: there is no ( for this )",
                "near(nato sweden) | 8:11: near begins with a number",
                "near(5, nato) | 8:11: near takes 2 to 8 arguments, here are 1",
                "near(5000, nato sweden) | 8:16: the number must be from 0 to 1000",
                "sentence(nato and sweden) | 8:25: \"and\" stands between arguments",
                "sentence(nato not sweden) | 8:25: not cannot stand inside a function",
                "sentence(title:nato sweden) | 8:20: a field cannot stand inside a function",
                "@aliance | 8:11: there is no set @aliance",
                "not nato | 8:11: the rule matches every article that lacks something",
                "nato or not sweden | 8:11: the rule matches every article that lacks something",
                "/na.*/ | 8:11: regular expressions are not part of the query language",
                "*x* | 8:11: a word that begins with a wildcard needs 4 letters in a row",
                "*** | 8:11: a word that begins with a wildcard needs 4 letters in a row",
                "==dep* | 8:11: a word after == has no wildcards",
                "“nato allies” | 8:11: a typographic quote does not begin a phrase",
                "\"\" | 8:11: the phrase is empty",
                "nato~2 | 8:15: ~ must follow a phrase",
                "number(9, 3) | 8:11: number has its larger bound first",
                "at-least(3, a b) | 8:11: at-least asks for 3 of 2 arguments",
                "(nato sweden)@3 | 8:24: the number must be from 1 to 2",
                "- | 8:11: there is no word in \"-\"",
                "and | 8:11: something is missing beside \"and\"",
                "@ | 8:11: a set's name must follow the @"
            })
    void aWrongQueryIsShownWhereItIsWrong(String query, String message) {
        assertThat(Topics.errors("en", query)).singleElement().asString().contains("t.yaml:" + message);
    }

    @Test
    void deepNestingIsRefusedAndDoesNotExhaustTheStack() {
        assertThat(Topics.errors("en", "(".repeat(5_000) + "nato"))
                .singleElement()
                .asString()
                .contains("nested deeper than 30 levels");
        assertThat(Topics.errors("en", "not ".repeat(4_000) + "nato"))
                .singleElement()
                .asString()
                .contains("nested deeper than 30 levels");
    }

    @Test
    void aSetThatContainsItselfIsRefused() {
        assertThat(Topics.errors("en", "@a", "a: [\"@b\", x]", "b: [\"@a\", y]"))
                .singleElement()
                .asString()
                .contains("t.yaml:7:12: the set @a contains itself");
    }

    @Test
    void anEmptySetIsRefused() {
        assertThat(Topics.errors("en", "@a", "a: []")).anyMatch(error -> error.contains("the set \"a\" is empty"));
    }

    @Test
    void aMistakeInRulesOfAllLanguagesIsToldOnce() {
        assertThat(Topics.errors("any", "@nothing")).hasSize(1);
    }

    @Test
    void anUnknownLanguageIsToldWithThoseThatAreKnown() {
        assertThat(Topics.errors("ua", "nato"))
                .anyMatch(error -> error.contains("there is no language \"ua\"") && error.contains("uk"));
    }

    @Test
    void twoTopicsOfOneIdAreRefused() {
        String topic = Topics.file("en", "nato");
        assertThat(errorsOf(topic, topic))
                .singleElement()
                .asString()
                .contains("the topic \"t\" is already in topics/t0.yaml");
    }

    @Test
    void sharedSetsMayBeUsedByAllAndHiddenByATopicsOwn() {
        String shared = "languages:\n  en:\n    alliance: [NATO]\n    enlarge: [expand]\n";
        String topic = Topics.file("en", "sentence(@alliance @enlarge)", "enlarge: [grow]");
        CompiledTopics topics =
                Topics.compile(new TopicFile("topics/terms.yaml", shared), new TopicFile("topics/t.yaml", topic));
        assertThat(Topics.texts(topics, "", "NATO grows. NATO expands.", "en")).containsExactly("NATO grows");
    }

    @Test
    void aBadRuleDoesNotStopTheGoodOnes() {
        ConfigErrors errors = new ConfigErrors();
        String text = Topics.file("en", "nato") + "      - {id: bad, query: 'titel:x'}\n";
        CompiledTopics topics =
                new TopicCompiler().compile(new Catalogue(List.of(new TopicFile("topics/t.yaml", text))), errors);
        assertThat(errors.list()).hasSize(1);
        assertThat(Topics.texts(topics, "", "NATO met", "en")).containsExactly("NATO");
    }

    @Test
    void aSupportingRuleRaisesNothingAlone() {
        String text = Topics.file("en", "nato") + "      - {id: many, query: number(1000), supporting: true}\n";
        CompiledTopics topics = Topics.compile(new TopicFile("topics/t.yaml", text));
        assertThat(Topics.texts(topics, "", "5,000 men", "en")).isEmpty();
        assertThat(Topics.texts(topics, "", "NATO sent 5,000 men", "en")).containsExactly("NATO", "5,000");
    }
}
