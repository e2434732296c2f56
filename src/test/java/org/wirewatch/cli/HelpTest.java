package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The help of each command, word for word. {@code mvn test -Dtest=HelpTest -Dgolden.rewrite=true} writes it anew. */
class HelpTest {

    private static final Path FOLDER = Path.of("src/test/resources/org/wirewatch/cli/help");
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  ");

    static Stream<List<String>> commands() {
        String help = CommandLineRun.of("--help").out();
        Stream<List<String>> below =
                Stream.of("add", "test", "import", "export").map(name -> List.of("feeds", name));
        Stream<List<String>> commands = Stream.concat(
                Stream.of(List.of()),
                COMMAND.matcher(help.substring(help.indexOf("Commands:")))
                        .results()
                        .map((MatchResult found) -> List.of(found.group(1))));
        return Stream.concat(commands, below);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpIsWhatPeopleHaveReviewed(List<String> command) throws IOException {
        String help = CommandLineRun.of(
                        Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new))
                .out();
        Path golden = FOLDER.resolve(command.isEmpty() ? "wirewatch.txt" : String.join("-", command) + ".txt");
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, help);
        }
        assertThat(help).isEqualTo(Files.readString(golden));
    }
}
