package org.wirewatch.topic;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.model.Mention;

/** Small topics for tests. */
final class Topics {

    private Topics() {}

    /** A topic with one rule and some sets, each written as {@code name: [entries]}. */
    static String file(String language, String query, String... sets) {
        return "id: t\ntitle: T\nlanguages:\n  " + language + ":\n"
                + (sets.length == 0 ? "" : "    terms:\n")
                + Arrays.stream(sets).map(set -> "      " + set + "\n").collect(Collectors.joining())
                + "    rules:\n      - id: r\n        query: |\n          " + query.replace("\n", "\n          ")
                + "\n";
    }

    static CompiledTopics compile(String language, String query, String... sets) {
        return compile(new TopicFile("topics/t.yaml", file(language, query, sets)));
    }

    static CompiledTopics compile(TopicFile... files) {
        ConfigErrors errors = new ConfigErrors();
        CompiledTopics topics = new TopicCompiler().compile(new Catalogue(List.of(files)), errors);
        if (!errors.isEmpty()) {
            throw new AssertionError(errors.list().toString());
        }
        return topics;
    }

    /** The errors of one file, as people read them. */
    static List<String> errors(String language, String query, String... sets) {
        ConfigErrors errors = new ConfigErrors();
        new TopicCompiler()
                .compile(new Catalogue(List.of(new TopicFile("topics/t.yaml", file(language, query, sets)))), errors);
        return errors.list().stream().map(Object::toString).toList();
    }

    /** What a query finds in an English text. */
    static List<String> found(String query, String body, String... sets) {
        return foundIn("en", query, body, sets);
    }

    static List<String> foundIn(String language, String query, String body, String... sets) {
        return texts(compile(language, query, sets), "", body, language);
    }

    static List<String> texts(CompiledTopics topics, String title, String body, String language) {
        try (TopicMatcher matcher = new TopicMatcher(topics)) {
            return matcher.match(title, body, language).matches().stream()
                    .flatMap(match -> match.mentions().stream())
                    .map(Mention::text)
                    .toList();
        }
    }
}
