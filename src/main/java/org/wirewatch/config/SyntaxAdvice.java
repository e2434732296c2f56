package org.wirewatch.config;

import java.util.Comparator;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What to do about the syntax errors that people meet, by what the YAML scanner says about them. */
final class SyntaxAdvice {

    static final String GENERAL =
            "Correct the YAML: look at indentation, quotes, brackets and colons on this line and the one before";

    private static final Map<String, String> BY_WORDS = Map.of(
            "that cannot start any token",
            "Put the value in quotes: YAML keeps this character for itself",
            "(TAB)' that cannot start any token",
            "Indent with blanks: YAML allows no tabs",
            "mapping values are not allowed here",
            "Put a value that contains \": \" in quotes, or correct the indentation",
            "nested more than",
            "Flatten it: no setting is that deep",
            "more than " + BoundedParser.MAX_ALIASES,
            "Write the values out instead of using aliases",
            "found undefined alias",
            "Put a word that begins with * in quotes",
            "unexpected end of stream",
            "Close the quotes",
            "expected ',' or '",
            "Close the bracket, or put a comma between the elements",
            "another document",
            "Remove everything from the second --- on");

    private SyntaxAdvice() {}

    /** The scanner's words without its own, rarely fitting, advice in brackets. */
    static String message(MarkedYamlEngineException error) {
        String problem = problem(error).replaceFirst("\\.?\\s*\\(Do not.*$", "").strip();
        return problem.startsWith("but ") && error.getContext() != null
                ? error.getContext().strip() + " " + problem
                : problem;
    }

    static String on(MarkedYamlEngineException error) {
        String problem = problem(error);
        return BY_WORDS.entrySet().stream()
                .filter(entry -> problem.contains(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(GENERAL);
    }

    private static String problem(MarkedYamlEngineException error) {
        return error.getProblem() == null ? String.valueOf(error.getContext()) : error.getProblem();
    }
}
