package org.wirewatch.topic;

import java.util.List;
import java.util.Map;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.match.RuleSet;

/** The rules of a catalogue, ready to match. Immutable; shared by threads, each with a matcher of its own. */
public final class CompiledTopics {

    private final Map<String, LanguageRules> languages;
    private final List<Topic> topics;
    private final List<TopicExample> examples;

    CompiledTopics(Map<String, LanguageRules> languages, List<Topic> topics, List<TopicExample> examples) {
        this.languages = Map.copyOf(languages);
        this.topics = List.copyOf(topics);
        this.examples = List.copyOf(examples);
    }

    /** The rules of one language with what each belongs to. */
    record LanguageRules(RuleSet rules, List<RuleOwner> owners) {

        LanguageRules {
            owners = List.copyOf(owners);
        }
    }

    /** @param ruleVersion hash of the files that the rule was made from */
    record RuleOwner(Topic topic, String ruleVersion, String ruleId) {}

    /** In the order of their ids. */
    public List<Topic> topics() {
        return topics;
    }

    /** The tests that the files bring along, in their order. */
    public List<TopicExample> examples() {
        return examples;
    }

    /** The rules for texts in a language: its own and those of any, or only the latter where it has none. */
    List<LanguageRules> rules(Language language) {
        LanguageRules own = languages.get(language.code());
        LanguageRules fallback = own == null ? languages.get(Language.OTHER.code()) : own;
        return fallback == null ? List.of() : List.of(fallback);
    }
}
