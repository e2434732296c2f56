package org.wirewatch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.wirewatch.article.TextLanguage;
import org.wirewatch.cli.JsonOutput.JsonObject;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wirewatch match}: which topics the job would find in these articles. */
@Command(
        name = "match",
        description = {
            "Prints the topics that articles mention, a line of JSON for each article.",
            "",
            "Articles are JSON lines with id, title, body and lang or language (BCP 47), such as extract prints;"
                    + " a language that is not given, or not the text's, is told from the text, as the job does."
                    + " A line has id and topics: each with id, score, severity and evidence, a list of field, start,"
                    + " end (UTF-16, end exclusive), text, rule and sentence; or id, line and error. Files that end in .gz"
                    + " are read as gzip.",
            ""
        },
        mixinStandardHelpOptions = true)
final class MatchCommand implements Callable<Integer> {

    /** A file with so many is something else than JSON lines. */
    private static final int MAX_WRONG_IN_A_ROW = 20;

    private static final Set<String> FIELDS = Set.of("id", "title", "body", "lang", "language");

    private final Terminal terminal;
    private final TextLanguage languages = new TextLanguage();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE.jsonl",
            description = "Articles as JSON lines; - for what extract pipes in.")
    private List<Path> files = List.of();

    @Mixin
    private ConfigOption config = new ConfigOption();

    MatchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        JsonOutput out = new JsonOutput(terminal.out());
        int exit = Exit.DONE;
        try (TopicFinder topics = TopicFinder.load(config.folder())) {
            for (Path path : files) {
                exit = Math.max(exit, match(new InputFile(path), topics, out));
            }
        }
        return exit;
    }

    private int match(InputFile file, TopicFinder topics, JsonOutput out) throws IOException {
        int exit = Exit.DONE;
        try (JsonLines lines = JsonLines.of(file, FIELDS)) {
            int wrongInARow = 0;
            for (JsonLines.Line line = lines.next(); line != null; line = lines.next()) {
                int outcome = match(line, topics, out);
                exit = Math.max(exit, outcome);
                wrongInARow = outcome == Exit.DONE ? 0 : wrongInARow + 1;
                if (wrongInARow == MAX_WRONG_IN_A_ROW) {
                    terminal.say("wirewatch match: " + file.path() + ":" + line.number() + ": " + wrongInARow
                            + " lines in a row are no articles; the rest of the file is not read");
                    return Exit.FAILED;
                }
            }
        } catch (UnreadableException e) {
            terminal.say("wirewatch match: " + e.getMessage());
            return Exit.FAILED;
        }
        return exit;
    }

    private int match(JsonLines.Line line, TopicFinder topics, JsonOutput out) throws IOException {
        Map<String, String> fields = line.fields();
        String id = fields.get("id");
        String error = line.error() == null && id == null ? "\"id\" is missing" : line.error();
        if (error != null || id == null) {
            out.line(object ->
                    object.field("id", id).number("line", line.number()).field("error", error));
            return Exit.FAILED;
        }
        TopicFinder.Found found = topics.in(
                new TopicFinder.Text(
                        id,
                        fields.getOrDefault("title", ""),
                        fields.getOrDefault("body", ""),
                        languages.of(
                                fields.getOrDefault("body", ""), fields.getOrDefault("language", fields.get("lang")))),
                terminal.clock().instant());
        for (Problem problem : found.problems()) {
            terminal.say("wirewatch match: " + id + ": " + problem.message() + ". " + problem.advice());
        }
        out.line(object -> object.field("id", id).objects("topics", found.alerts(), MatchCommand::topic));
        return Exit.DONE;
    }

    static void topic(JsonObject object, Alert alert) throws IOException {
        object.field("id", alert.topicId())
                .number("score", alert.score())
                .field("severity", alert.severity().word())
                .objects(
                        "evidence",
                        alert.mentions(),
                        (evidence, mention) -> evidence.field(
                                        "field", mention.field().word())
                                .number("start", mention.start())
                                .number("end", mention.end())
                                .field("text", mention.text())
                                .field("rule", mention.ruleId())
                                .field("sentence", mention.sentence()));
    }
}
