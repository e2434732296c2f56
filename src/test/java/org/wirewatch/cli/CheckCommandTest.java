package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    @TempDir
    Path folder;

    private ConfigFolder config;

    @BeforeEach
    void makeConfig() throws IOException {
        config = ConfigFolder.in(folder);
    }

    private CommandLineRun check(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "check";
        arguments[1] = "--config";
        arguments[2] = config.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandLineRun.of(arguments);
    }

    @Test
    void whatIsShippedHasNoMistake() {
        CommandLineRun run = CommandLineRun.of("check", "--config", "config");
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("wirewatch check: no mistake in config: 139 feeds, 8 topics, ");
        assertThat(run.exit()).isZero();
    }

    @Test
    void aMistakeInATemplateOfMailsIsFound() throws IOException {
        config.write("wirewatch.yaml", "mail: {host: mail.example.org, from: alerts@example.org}\n");
        config.write("mail/subject.mustache", "{{headline}}\n{{topik}}\n");

        CommandLineRun run = check();

        assertThat(run.out()).contains("mail/subject.mustache:2:1: the template is wrong", "topik");
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void theMistakesOfAllFilesAreShownAtOnceWithPlaceAndAdvice() throws IOException {
        config.write("wirewatch.yaml", "http:\n  dedline: 20s\njob: {}\n");
        config.write("feeds.yaml", "feeds:\n  - title: no address\n");
        config.write("topics/bridges.yaml", ConfigFolder.BRIDGES.replace("title: Bridges", "titel: Bridges"));

        CommandLineRun run = check();

        String path = config.toString();
        assertThat(run.out().replace(path, "config")).isEqualTo("""
                        config/feeds.yaml:2:5: "feeds.url" is missing. Add "url: ..." here
                            - title: no address
                              ^
                        config/topics/bridges.yaml:1:1: "title" is missing. Add "title: ..." here
                            id: bridges
                            ^
                        config/topics/bridges.yaml:2:1: unknown key "titel". Did you mean "title"?
                            titel: Bridges
                            ^
                        config/wirewatch.yaml:2:3: unknown key "http.dedline". Did you mean "deadline"?
                            dedline: 20s
                            ^
                        """);
        assertThat(run.err()).isEqualTo("wirewatch check: 4 mistakes in " + path + "\n");
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void aMistakeInARuleIsShownAtItsCharacter() throws IOException {
        config.write("topics/bridges.yaml", ConfigFolder.BRIDGES.replace("@open)", "@opne)"));
        CommandLineRun run = check();
        assertThat(run.out())
                .startsWith(config + "/topics/bridges.yaml:11:33: ")
                .endsWith("    query: sentence(@bridge @opne)\n                            ^\n");
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void anExampleThatTheRulesDoNotBearOutIsAMistake() throws IOException {
        config.write(
                "topics/bridges.yaml",
                ConfigFolder.BRIDGES
                        + "examples:\n  en:\n    match: [It rains on the town.]\n"
                        + "    no-match:\n      - The bridge opened on Friday.\n");
        CommandLineRun run = check();
        assertThat(run.out())
                .contains(
                        "bridges.yaml:14:13: the topic bridges is not found in this example, which must match: it has nothing of any"
                                + " rule. Correct the rules, or the example")
                .contains(
                        "bridges.yaml:16:9: the topic bridges is found in this example, which must not match: rule opening finds"
                                + " \"bridge opened\". Correct the rule, or the example");
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void mistakesAreLinesOfJsonForPrograms() throws IOException {
        Path file = config.write("wirewatch.yaml", "poll: {min: 5}\n");
        CommandLineRun run = check("--json");
        assertThat(run.out())
                .isEqualTo("{\"file\":\"" + file + "\",\"line\":1,\"column\":13,"
                        + "\"message\":\"\\\"poll.min\\\" must be a time with a unit, but is \\\"5\\\"\","
                        + "\"advice\":\"Write a number and ms, s, m, h or d, such as 1m\"}\n");
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void withoutFeedsThereIsNothingToWatch() throws IOException {
        java.nio.file.Files.delete(config.path().resolve("feeds.yaml"));
        assertThat(check().out())
                .isEqualTo(config + "/feeds.yaml:1:1: the file does not exist. Create it, or name another folder with"
                        + " --config\n");
    }
}
