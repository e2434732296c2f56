package org.wirewatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.model.Mention;

class ShippedTopicsTest {

    private static CompiledTopics shipped() throws IOException {
        ConfigErrors errors = new ConfigErrors();
        CompiledTopics topics = new TopicCompiler().compile(Catalogue.load(Path.of("config")), errors);
        assertThat(errors.list()).isEmpty();
        return topics;
    }

    @Test
    void anArticleAboutSecurityProposalsRaisesItsThreeTopicsEachInTwoSentences() throws IOException {
        String text;
        try (var stream = ShippedTopicsTest.class.getResourceAsStream("security-proposals.txt")) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        int titleEnd = text.indexOf('\n');
        try (TopicMatcher matcher = new TopicMatcher(shipped())) {
            List<TopicMatch> matches =
                    matcher
                            .match(
                                    text.substring(0, titleEnd),
                                    text.substring(titleEnd).strip(),
                                    "en")
                            .matches()
                            .stream()
                            .filter(match -> List.of("nato-enlargement", "troop-buildup", "missile-deployment")
                                    .contains(match.topic().id()))
                            .toList();
            assertThat(matches)
                    .extracting(match -> match.topic().id())
                    .containsExactly("missile-deployment", "nato-enlargement", "troop-buildup");
            assertThat(matches)
                    .allSatisfy(match -> assertThat(match.mentions().stream()
                                    .map(Mention::sentence)
                                    .distinct())
                            .hasSizeGreaterThanOrEqualTo(2));
        }
    }

    @Test
    void everyExampleInATopicFileHolds() throws IOException {
        CompiledTopics topics = shipped();
        try (TopicMatcher matcher = new TopicMatcher(topics)) {
            for (TopicExample example : topics.examples()) {
                boolean found = matcher.match("", example.text(), example.language()).matches().stream()
                        .anyMatch(match -> match.topic().id().equals(example.topicId()));
                assertThat(found).as("%s %s", example.place(), example.text()).isEqualTo(example.matches());
            }
        }
    }
}
