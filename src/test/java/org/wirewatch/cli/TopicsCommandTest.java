package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsCommandTest {

    private static final String EXAMPLES = """
            examples:
              en:
                match:
                  - The bridge was opened on Friday.
                  - The bridge is old. It was opened.
                no-match:
                  - The bridge was closed.
                  - They opened an office near the bridge.
            """;

    @TempDir
    Path folder;

    private ConfigFolder config;

    @BeforeEach
    void makeConfig() throws IOException {
        config = ConfigFolder.in(folder);
    }

    private CommandLineRun topics(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "topics";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--config";
        all[all.length - 1] = config.toString();
        return CommandLineRun.of(all);
    }

    @Test
    void topicsAreListedWithWhatTheyHold() throws IOException {
        config.write("topics/bridges.yaml", ConfigFolder.BRIDGES + EXAMPLES);
        CommandLineRun run = topics("list");
        assertThat(run.out()).isEqualTo("""
                TOPIC    SEVERITY  RULES  EXAMPLES  LANGUAGES
                bridges  high      1      4         en
                """);
        assertThat(run.exit()).isZero();
        assertThat(topics("list", "--json").out())
                .isEqualTo("{\"id\":\"bridges\",\"title\":\"Bridges\",\"severity\":\"high\",\"threshold\":0.0,"
                        + "\"at_most_per_hour\":500,\"languages\":[\"en\"],\"rules\":1,\"examples\":4}\n");
    }

    @Test
    void examplesThatDoNotHoldAreShownWithTheirPlaceAndTheReason() throws IOException {
        config.write("topics/bridges.yaml", ConfigFolder.BRIDGES + EXAMPLES);
        CommandLineRun run = topics("test");
        assertThat(run.out()).isEqualTo("""
                CONFIG/topics/bridges.yaml:16:9: bridges is not found in this example, which must match: rule opening\
                 lacks least, @bridge and @open stand 4 words and 1 sentence apart, one sentence is needed
                    The bridge is old. It was opened.
                CONFIG/topics/bridges.yaml:19:9: bridges is found in this example, which must not match: rule opening\
                 finds "opened an office near the bridge"
                    They opened an office near the bridge.
                """.replace("CONFIG", config.toString()));
        assertThat(run.err()).isEqualTo("wirewatch topics test: 2 of 4 examples do not hold\n");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void programsGetEveryExampleAsALine() throws IOException {
        config.write("topics/bridges.yaml", ConfigFolder.BRIDGES + EXAMPLES);
        CommandLineRun run = topics("test", "--json", "bridges");
        assertThat(run.lines()).hasSize(4);
        JsonNode failed = new ObjectMapper().readTree(run.lines().get(3));
        assertThat(failed.get("file").asText()).isEqualTo(config + "/topics/bridges.yaml");
        assertThat(failed.get("line").asInt()).isEqualTo(19);
        assertThat(failed.get("expected").asText()).isEqualTo("no-match");
        assertThat(failed.get("result").asText()).isEqualTo("fails");
        assertThat(failed.get("rules").toString()).isEqualTo("[\"opening\"]");
        assertThat(failed.get("matched").toString()).isEqualTo("[\"opened an office near the bridge\"]");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void examplesThatAllHoldAreASuccess() throws IOException {
        config.write("topics/bridges.yaml", ConfigFolder.BRIDGES + """
                examples: {en: {match: [The bridge was opened.]}}
                """);
        CommandLineRun run = topics("test");
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("wirewatch topics test: all 1 examples hold\n");
        assertThat(run.exit()).isZero();
    }

    @Test
    void aTopicThatDoesNotExistIsWrongUse() {
        CommandLineRun run = topics("test", "bridge");
        assertThat(run.err()).isEqualTo("wirewatch topics test: there is no topic bridge. Did you mean bridges?\n");
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void theCommandAloneSaysHowToGoOn() {
        CommandLineRun run = CommandLineRun.of("topics");
        assertThat(run.err())
                .isEqualTo("wirewatch topics: Missing required subcommand\nTry 'wirewatch topics --help'.\n");
        assertThat(run.exit()).isEqualTo(2);
    }
}
