package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchCommandTest {

    @TempDir
    Path folder;

    private ConfigFolder config;

    @BeforeEach
    void makeConfig() throws IOException {
        config = ConfigFolder.in(folder);
    }

    private CommandLineRun match(String articles) throws IOException {
        Path file = Files.writeString(folder.resolve("articles.jsonl"), articles);
        return CommandLineRun.of("match", "--config", config.toString(), file.toString());
    }

    @Test
    void anArticleBecomesOneLineWithItsTopicsAndTheirEvidence() throws IOException {
        CommandLineRun run = match(
                "{\"id\":\"a\",\"title\":\"News\",\"body\":\"It rains. The bridge was opened. It rains.\",\"lang\":\"en\"}\n");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        JsonNode line = new ObjectMapper().readTree(run.out());
        assertThat(line.get("id").asText()).isEqualTo("a");
        assertThat(line.get("topics")).hasSize(1);
        JsonNode topic = line.get("topics").get(0);
        assertThat(topic.fieldNames()).toIterable().containsExactly("id", "score", "severity", "evidence");
        assertThat(topic.get("id").asText()).isEqualTo("bridges");
        assertThat(topic.get("severity").asText()).isEqualTo("high");
        assertThat(topic.get("score").asDouble()).isBetween(0.0, 1.0);
        assertThat(topic.get("evidence").get(0).toString())
                .isEqualTo(
                        "{\"field\":\"body\",\"start\":14,\"end\":31,\"text\":\"bridge was opened\",\"rule\":\"opening\","
                                + "\"sentence\":\"The bridge was opened.\"}");
    }

    @Test
    void theLanguageIsToldFromTheTextWhereNoneIsGiven() throws IOException {
        String body = "It rains in the town and people stay at home, as they have done for the whole of the week."
                + " The bridge was opened on Friday. It rains again, and nobody wants to walk over it.";
        assertThat(match("{\"id\":\"a\",\"body\":\"" + body + "\"}\n").out())
                .startsWith("{\"id\":\"a\",\"topics\":[{\"id\":\"bridges\"");
    }

    @Test
    void anArticleWithoutATopicHasAnEmptyList() throws IOException {
        assertThat(match("{\"id\":\"a\",\"title\":\"Rain\",\"body\":\"It rains.\",\"language\":\"en\"}\n")
                        .out())
                .isEqualTo("{\"id\":\"a\",\"topics\":[]}\n");
    }

    @Test
    void aBadLineIsALineWithAnErrorAndTheOthersGoOn() throws IOException {
        CommandLineRun run = match("{\"title\":\"x\"}\nnonsense\n{\"id\":\"b\"}\n");
        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().get(0)).isEqualTo("{\"id\":null,\"line\":1,\"error\":\"\\\"id\\\" is missing\"}");
        assertThat(run.lines().get(1)).startsWith("{\"id\":null,\"line\":2,\"error\":\"the line is no JSON: ");
        assertThat(run.lines().get(2)).isEqualTo("{\"id\":\"b\",\"topics\":[]}");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void aBinaryFileIsGivenUpSoon() throws IOException {
        Path binary = folder.resolve("picture.png");
        byte[] bytes = new byte[100_000];
        new java.util.Random(7).nextBytes(bytes);
        Files.write(binary, bytes);
        CommandLineRun run = CommandLineRun.of("match", "--config", config.toString(), binary.toString());
        assertThat(run.lines()).hasSize(20).allMatch(line -> line.contains("\"error\":\"the line is no JSON"));
        assertThat(run.err())
                .matches(
                        "wirewatch match: .*picture.png:2[0-9]: 20 lines in a row are no articles; the rest of the file"
                                + " is not read\n");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void whatExtractPrintsIsMatched() throws IOException {
        Path page = Files.writeString(
                folder.resolve("p.html"),
                "<html lang=en><title>Sarne</title><article><p>The old bridge over the river Sarne was opened to traffic"
                        + " again on Friday, two years after the flood.</p></article>");
        String extracted = CommandLineRun.of("extract", page.toString()).out();
        assertThat(match(extracted).out()).startsWith("{\"id\":\"p\",\"topics\":[{\"id\":\"bridges\",");
    }

    @Test
    void aBrokenTopicIsWrongConfigurationAndNothingIsMatched() throws IOException {
        config.write("topics/bridges.yaml", ConfigFolder.BRIDGES.replace("@open)", "@opne)"));
        CommandLineRun run = match("{\"id\":\"b\"}\n");
        assertThat(run.err())
                .startsWith(
                        "wirewatch match: a mistake in the configuration\n" + config + "/topics/bridges.yaml:11:33: ")
                .contains("open");
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void aFolderWithoutTopicsIsWrongConfiguration() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        CommandLineRun run = CommandLineRun.of("match", "--config", empty.toString(), "x.jsonl");
        assertThat(run.err())
                .isEqualTo("wirewatch match: there are no topics in " + empty
                        + "/topics. Put a topic file there, or name another folder with --config\n");
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void aFolderThatDoesNotExistIsWrongUse() {
        CommandLineRun run = CommandLineRun.of("match", "--config", "/no/such", "x.jsonl");
        assertThat(run.err())
                .isEqualTo("wirewatch match: /no/such is no folder. Name the one that holds wirewatch.yaml\n");
        assertThat(run.exit()).isEqualTo(2);
    }
}
