package org.wirewatch.topic;

import java.util.List;
import java.util.Map;
import org.wirewatch.config.Located;
import org.wirewatch.topic.query.Expression;

/**
 * A parsed topic file: nothing is compiled yet.
 *
 * @param version hash of the file's text
 * @param languages what it says, by language code or {@link TopicFileReader#ANY}
 */
record TopicSource(
        String fileName,
        String version,
        Topic topic,
        Map<String, LanguageSource> languages,
        List<TopicExample> examples) {

    /** Sets by name, each a list of entries, and rules. */
    record LanguageSource(Map<String, List<EntrySource>> sets, List<RuleSource> rules) {}

    record EntrySource(Located text, Expression expression) {}

    record RuleSource(String id, Located query, Expression expression) {}
}
