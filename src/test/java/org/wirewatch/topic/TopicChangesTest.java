package org.wirewatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.wirewatch.config.ConfigErrors;

/** Topics change while articles are being matched. */
class TopicChangesTest {

    private static final List<String> WORDS = List.of("alpha", "bravo", "carol", "delta", "ezra");

    private static TopicFile topic(int number, String word) {
        return new TopicFile(
                "topics/t" + number + ".yaml",
                Topics.file("en", "sentence(" + word + " nato)").replace("id: t\n", "id: t" + number + "\n"));
    }

    private static List<String> topicsIn(TopicMatcher matcher, String body) {
        return matcher.match("", body, "en").matches().stream()
                .map(match -> match.topic().id() + " " + match.mentions().get(0).text())
                .toList();
    }

    @Property(tries = 100)
    void anyRowOfChangesMatchesAsTheLastCatalogueDoes(@ForAll long seed) {
        Random random = new Random(seed);
        TopicCompiler compiler = new TopicCompiler();
        Map<Integer, TopicFile> files = new TreeMap<>();
        ConfigErrors errors = new ConfigErrors();
        CompiledTopics topics = compiler.compile(new Catalogue(List.of()), errors);
        try (TopicMatcher matcher = new TopicMatcher(topics)) {
            for (int step = 0; step < 12; step++) {
                for (int i = 0; i <= random.nextInt(3); i++) {
                    int number = random.nextInt(8);
                    if (random.nextInt(4) == 0) {
                        files.remove(number);
                    } else {
                        files.put(number, topic(number, WORDS.get(random.nextInt(WORDS.size()))));
                    }
                }
                Catalogue catalogue = new Catalogue(new ArrayList<>(files.values()));
                topics = compiler.recompile(topics, catalogue, errors);
                matcher.use(topics);
                String body = "Nato is " + WORDS.get(random.nextInt(WORDS.size())) + ". Delta nato.";
                try (TopicMatcher whole = new TopicMatcher(compiler.compile(catalogue, errors))) {
                    assertThat(topicsIn(matcher, body)).isEqualTo(topicsIn(whole, body));
                }
                assertThat(topics.topics()).hasSameSizeAs(files.values());
                assertThat(errors.isEmpty()).isTrue();
            }
        }
    }

    @Test
    void whatHasNotChangedIsNotCompiledAgain() {
        ConfigErrors errors = new ConfigErrors();
        TopicCompiler compiler = new TopicCompiler();
        List<TopicFile> files = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            files.add(topic(i, "alpha"));
        }
        CompiledTopics before = compiler.compile(new Catalogue(files), errors);
        files.set(7, topic(7, "bravo"));
        CompiledTopics after = compiler.recompile(before, new Catalogue(files), errors);
        assertThat(after.segments()).hasSize(2);
        assertThat(after.segments().get(0).languages())
                .isEqualTo(before.segments().get(0).languages());
        assertThat(after.segments().get(1).files()).containsOnlyKeys("topics/t7.yaml");
    }

    @Test
    void aTopicThatIsAlreadyInAnotherFileIsNamed() {
        ConfigErrors errors = new ConfigErrors();
        TopicCompiler compiler = new TopicCompiler();
        CompiledTopics before = compiler.compile(new Catalogue(List.of(topic(1, "alpha"))), errors);
        TopicFile copy = new TopicFile("topics/copy.yaml", topic(1, "alpha").text());
        compiler.recompile(before, new Catalogue(List.of(topic(1, "alpha"), copy)), errors);
        assertThat(errors.list()).singleElement().asString().contains("the topic \"t1\" is already in topics/");
    }
}
