package org.wirewatch.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Located;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.match.Names;
import org.wirewatch.topic.match.RuleSet;
import org.wirewatch.topic.query.QueryParser;
import org.wirewatch.topic.query.SyntaxError;

/**
 * A subscriber's own words as a topic: {@code subscription:<id>}, one rule {@code words-1}, {@code words-2}, ... for each of
 * them, for articles in all languages.
 *
 * <p>The topic is made as the text of a topic file, so that it is compiled, compared and broadcast like all others. What is
 * wrong in the words is found here, while their place in the subscriber's file is still known.
 */
public final class WatchedWords {

    /** Ids of these topics begin so; no topic file can have such an id. */
    public static final String ID_PREFIX = "subscription:";

    /** More is a topic, and belongs in a file of its own. */
    public static final int MAX_QUERIES = 50;

    /** No file of the folder of topics has such a name. */
    private static final String FILE_PREFIX = "subscriptions/";

    private WatchedWords() {}

    /**
     * Makes the topic of one subscription.
     *
     * @param subscription its id
     * @param title what people call it
     * @param words each a word, several words (a phrase), or a query as in a topic file, without sets; at most {@value
     *     #MAX_QUERIES}
     * @param errors is given every mistake in them, at its line and column
     * @return the topic with those words that are right; nothing when there are none
     */
    public static Optional<TopicFile> topic(
            String subscription, String title, List<Located> words, ConfigErrors errors) {
        if (words.size() > MAX_QUERIES) {
            errors.add(
                    words.get(MAX_QUERIES).start(),
                    "the subscription has " + words.size() + " words, more than " + MAX_QUERIES,
                    "Make a topic of them in a file of its own, and subscribe to it");
            return Optional.empty();
        }
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Located query = words.get(i);
            Optional<SyntaxError> error = check(query.text());
            if (error.isPresent()) {
                TopicFileReader.report(query, error.get(), errors);
            } else {
                rules.add("      - {id: words-" + (i + 1) + ", query: " + quoted(asQuery(query.text())) + "}\n");
            }
        }
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        String text = "id: " + quoted(topicId(subscription)) + "\ntitle: " + quoted(title)
                + "\nlanguages:\n  any:\n    rules:\n" + String.join("", rules);
        return Optional.of(new TopicFile(FILE_PREFIX + subscription + ".yaml", text));
    }

    /** The id of the topic that a subscription's own words are. */
    public static String topicId(String subscription) {
        return ID_PREFIX + subscription;
    }

    /** Whether a topic is made of somebody's own words, which is nothing that others want to see. */
    public static boolean isTopicId(String topicId) {
        return topicId.startsWith(ID_PREFIX);
    }

    /** Whether this is the id that a file made here has. */
    static boolean names(TopicFile file, String topicId) {
        return isTopicId(topicId) && file.name().startsWith(FILE_PREFIX);
    }

    /** What is wrong with a word does not depend on the language. */
    private static Optional<SyntaxError> check(String words) {
        return QueryParser.words(words)
                .match(expression -> new RuleSet.Builder(Language.OTHER).rule(expression, Names.NONE), Optional::of);
    }

    /** Several plain words are a phrase: in a query that is said by quotes. */
    private static String asQuery(String words) {
        return QueryParser.query(words).match(expression -> words, error -> '"' + words.strip() + '"');
    }

    /** A double-quoted scalar of YAML. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || c == '\ufeff') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
