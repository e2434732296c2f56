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
 * @param topics what the files hold
 * @param languages the rules by language code
 * @param replaced ids of topics whose file has changed or gone
 */
record Segment(
        Map<String, TopicFile> files, List<Member> topics, Map<String, LanguageRules> languages, Set<String> replaced) {

    Segment {
        files = Map.copyOf(files);
        topics = List.copyOf(topics);
        languages = Map.copyOf(languages);
        replaced = Set.copyOf(replaced);
    }

    /** A topic of a segment. */
    record Member(String fileName, Topic topic, List<TopicExample> examples) {}

    /** The rules of one language with what each belongs to. */
    record LanguageRules(RuleSet rules, List<RuleOwner> owners) {

        LanguageRules {
            owners = List.copyOf(owners);
        }
    }

    /** @param ruleVersion hash of the files that the rule was made from */
    record RuleOwner(Topic topic, String ruleVersion, String ruleId) {}

    /** The topics that still count. */
    List<Member> live() {
        return topics.stream()
                .filter(member -> !replaced.contains(member.topic().id()))
                .toList();
    }

    /** The same segment, with these topics struck out and no others. */
    Segment without(Set<String> topicIds) {
        return new Segment(files, topics, languages, topicIds);
    }

    /** Characters of rules: what compiling them costs. */
    long size() {
        return files.values().stream().mapToLong(file -> file.text().length()).sum();
    }
}
