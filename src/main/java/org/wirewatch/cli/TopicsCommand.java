package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.wirewatch.config.Nearest;
import org.wirewatch.config.Place;
import org.wirewatch.model.Mention;
import org.wirewatch.topic.CompiledTopics;
import org.wirewatch.topic.ExampleResult;
import org.wirewatch.topic.Topic;
import org.wirewatch.topic.TopicExample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirewatch topics}: what is looked for, and whether the rules find what their authors mean. */
@Command(
        name = "topics",
        description = {
            "Lists the topics, or tries the examples that their files bring along.",
            "",
            "topics test says of each example that does not hold where it stands, what matched or what was missing; the"
                    + " exit code is 1 then.",
            ""
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | test)")
final class TopicsCommand {

    private final Terminal terminal;

    TopicsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(description = "Lists the topics.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "Print lines of JSON.") boolean json, @Mixin ConfigOption config)
            throws IOException, FailedException {
        try (TopicFinder finder = TopicFinder.load(config.folder())) {
            CompiledTopics topics = finder.topics();
            if (json) {
                JsonOutput out = new JsonOutput(terminal.out());
                for (Topic topic : topics.topics()) {
                    out.line(object -> object.field("id", topic.id())
                            .field("title", topic.title())
                            .field("severity", topic.severity().word())
                            .number("threshold", topic.threshold())
                            .number("at_most_per_hour", topic.atMostPerHour())
                            .texts(
                                    "languages",
                                    List.copyOf(
                                            topics.rulesByLanguage(topic.id()).keySet()))
                            .number("rules", rules(topics, topic))
                            .number("examples", examples(topics, topic)));
                }
            } else {
                List<List<String>> rows = topics.topics().stream()
                        .map(topic -> List.of(
                                topic.id(),
                                topic.severity().word(),
                                String.valueOf(rules(topics, topic)),
                                String.valueOf(examples(topics, topic)),
                                String.join(
                                        " ", topics.rulesByLanguage(topic.id()).keySet())))
                        .toList();
                print(new Table(List.of("TOPIC", "SEVERITY", "RULES", "EXAMPLES", "LANGUAGES"), rows)
                        .render(terminal.columns()));
            }
        }
        return Exit.DONE;
    }

    private static int rules(CompiledTopics topics, Topic topic) {
        return topics.rulesByLanguage(topic.id()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static long examples(CompiledTopics topics, Topic topic) {
        return topics.examples().stream()
                .filter(example -> example.topicId().equals(topic.id()))
                .count();
    }

    @Command(description = "Tries the examples of the topic files.", mixinStandardHelpOptions = true)
    int test(
            @Parameters(arity = "0..*", paramLabel = "TOPIC", description = "Only these topics, by id.")
                    List<String> ids,
            @Option(names = "--json", description = "Print each example as a line of JSON, those that hold too.")
                    boolean json,
            @Mixin ConfigOption config)
            throws IOException, FailedException {
        Path folder = config.folder();
        try (TopicFinder finder = TopicFinder.load(folder)) {
            List<TopicExample> examples = examples(finder.topics(), ids == null ? List.of() : ids);
            List<ExampleResult> results = ExampleResult.of(finder.topics(), examples);
            List<ExampleResult> failed =
                    results.stream().filter(result -> !result.holds()).toList();
            if (json) {
                JsonOutput out = new JsonOutput(terminal.out());
                for (ExampleResult result : results) {
                    out.line(object -> write(object, file(folder, result), result));
                }
            } else {
                for (ExampleResult result : failed) {
                    Place place = result.example().place();
                    print(file(folder, result) + ":" + place.line() + ":" + place.column() + ": "
                            + result.example().topicId() + FailedExample.what(result) + "\n    "
                            + Printable.line(result.example().text()) + "\n");
                }
            }
            terminal.say("wirewatch topics test: " + summary(results, failed));
            return failed.isEmpty() ? Exit.DONE : Exit.FAILED;
        }
    }

    private static List<TopicExample> examples(CompiledTopics topics, List<String> ids) throws FailedException {
        Set<String> known = topics.topics().stream().map(Topic::id).collect(Collectors.toSet());
        for (String id : ids) {
            if (!known.contains(id)) {
                throw FailedException.wrongUse("there is no topic " + id + ". "
                        + Nearest.to(id, known)
                                .map(near -> "Did you mean " + near + "?")
                                .orElse("Topics are "
                                        + String.join(
                                                ", ", known.stream().sorted().toList())));
            }
        }
        return topics.examples().stream()
                .filter(example -> ids.isEmpty() || ids.contains(example.topicId()))
                .toList();
    }

    private static String file(Path folder, ExampleResult result) {
        return folder.resolve(result.example().place().file()).toString();
    }

    private static void write(JsonOutput.JsonObject object, String file, ExampleResult result) throws IOException {
        TopicExample example = result.example();
        List<String> missing = new ArrayList<>();
        result.nearest().ifPresent(miss -> missing.add("rule " + miss.ruleId() + ": " + miss.missing()));
        object.field("topic", example.topicId())
                .field("file", file)
                .number("line", example.place().line())
                .number("column", example.place().column())
                .field("language", example.language())
                .field("text", example.text())
                .field("expected", example.matches() ? "match" : "no-match")
                .field("result", result.holds() ? "holds" : "fails")
                .texts(
                        "rules",
                        result.mentions().stream()
                                .map(Mention::ruleId)
                                .distinct()
                                .toList())
                .texts(
                        "matched",
                        result.mentions().stream().map(Mention::text).distinct().toList())
                .texts("missing", missing);
    }

    private static String summary(List<ExampleResult> results, List<ExampleResult> failed) {
        if (results.isEmpty()) {
            return "there is no example. Write some under examples: in the topic's file";
        }
        return failed.isEmpty()
                ? "all " + results.size() + " examples hold"
                : failed.size() + " of " + results.size() + " examples do not hold";
    }

    private void print(String text) throws IOException {
        terminal.out().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
