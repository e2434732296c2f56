package org.wirewatch.topic;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wirewatch.topic.match.RuleSet;

/**
 * Topic files that were compiled together. Immutable, but for that some of its topics may have been replaced since: they
 * are in {@code replaced}, and their rules count no more.
 *
 * @param files by name
 * @param topics what the files hold, by file name
 * @param languages the rules by language code
 * @param replaced ids of topics whose file has changed or gone
 */
record Segment(
        Map<String, TopicFile> files,
        Map<String, TopicSource> topics,
        Map<String, LanguageRules> languages,
        Set<String> replaced) {

    Segment {
        files = Map.copyOf(files);
        topics = Map.copyOf(topics);
        languages = Map.copyOf(languages);
        replaced = Set.copyOf(replaced);
    }

    /** The rules of one language with what each belongs to. */
    record LanguageRules(RuleSet rules, List<RuleOwner> owners) {

        LanguageRules {
            owners = List.copyOf(owners);
        }
    }

    /** @param ruleVersion hash of the files that the rule was made from */
    record RuleOwner(Topic topic, String ruleVersion, String ruleId) {}

    Segment without(Set<String> topicIds) {
        return new Segment(files, topics, languages, topicIds);
    }

    /** Characters of rules: what compiling them costs. */
    long size() {
        return files.values().stream().mapToLong(file -> file.text().length()).sum();
    }
}
