package org.wirewatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The page that teaches analysts the language says the truth. */
class TopicReadmeTest {

    private static final Path README = Path.of("config", "topics", "README.md");

    static Stream<Arguments> rows() throws IOException {
        return Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("|") && line.contains("`"))
                .map(line -> line.split("\\|"))
                .map(cells -> Arguments.of(cells[2].strip().replace("`", ""), cells[3].strip(), cells[4].strip()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowsFirstTextMatchesAndItsSecondDoesNot(String query, String matching, String other) {
        CompiledTopics topics = Topics.compile(query.startsWith("*") ? "de" : "en", query);
        assertThat(matches(topics, matching)).as("%s in %s", query, matching).isTrue();
        assertThat(matches(topics, other)).as("%s in %s", query, other).isFalse();
    }

    private static boolean matches(CompiledTopics topics, String text) {
        String[] titleAndBody = text.contains("¶") ? text.split(" ¶ ") : new String[] {"", text};
        String body = titleAndBody[1].replace("⏎", "\n\n");
        return !Topics.texts(topics, titleAndBody[0], body, "en").isEmpty()
                || !Topics.texts(topics, titleAndBody[0], body, "de").isEmpty();
    }

    @Test
    void whatMustBeQuotedMayBeWrittenAsThePageSays() {
        String text = Topics.file("en", "@s", "s: [\"@more\", \"*erweiter*\", '\"range missiles\"~2']", "more: [nato]")
                .replace("query: |\n          @s", "query: >-\n          @s\n          and not \"European Union\"");
        CompiledTopics topics = Topics.compile(new TopicFile("topics/t.yaml", text));
        assertThat(Topics.texts(topics, "", "NATO, range of missiles, Osterweiterung", "en"))
                .hasSize(3);
        assertThat(Topics.texts(topics, "", "NATO and the European Union", "en"))
                .isEmpty();
    }

    @Test
    void theTopicShownAtTheTopCompiles() throws IOException {
        String page = Files.readString(README);
        String yaml = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```\n\n`terms"));
        List<String> texts = Topics.texts(
                Topics.compile(new TopicFile("topics/readme.yaml", yaml)), "", "Sweden's accession to NATO", "en");
        assertThat(texts).containsExactly("accession to NATO");
    }
}
