package org.wirewatch.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wirewatch.topic.Segment.LanguageRules;
import org.wirewatch.topic.language.Language;

/**
 * The rules of a catalogue, ready to match. Immutable; shared by threads, each with a matcher of its own.
 *
 * <p>A changed file is compiled into a segment of its own and its old rules are struck out, so that a change costs what it
 * changes; small segments are joined in passing, as in a log-structured merge tree.
 */
public final class CompiledTopics {

    private final List<Segment> segments;
    private final @Nullable TopicFile sharedTerms;

    CompiledTopics(List<Segment> segments, @Nullable TopicFile sharedTerms) {
        this.segments = List.copyOf(segments);
        this.sharedTerms = sharedTerms;
    }

    List<Segment> segments() {
        return segments;
    }

    Optional<TopicFile> sharedTerms() {
        return Optional.ofNullable(sharedTerms);
    }

    /** In the order of their ids. */
    public List<Topic> topics() {
        return members()
                .map(Segment.Member::topic)
                .sorted(Comparator.comparing(Topic::id))
                .toList();
    }

    /** The tests that the files bring along, by file. */
    public List<TopicExample> examples() {
        return members()
                .sorted(Comparator.comparing(Segment.Member::fileName))
                .flatMap(member -> member.examples().stream())
                .toList();
    }

    /** How many rules a topic has in each of its languages, by their codes; rules of {@code any} count in all. */
    public Map<String, Integer> rulesByLanguage(String topicId) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Segment segment : segments) {
            if (segment.live().stream().anyMatch(member -> member.topic().id().equals(topicId))) {
                segment.languages().forEach((code, rules) -> {
                    int count = (int) rules.owners().stream()
                            .filter(owner -> owner.topic().id().equals(topicId))
                            .count();
                    if (count > 0 && !code.equals(Language.OTHER.code())) {
                        counts.put(code, count);
                    }
                });
            }
        }
        return counts;
    }

    private Stream<Segment.Member> members() {
        return segments.stream().flatMap(segment -> segment.live().stream());
    }

    /** The rules of one segment that a text is tried against. */
    record Rules(Segment segment, LanguageRules rules) {}

    /** The rules for texts in a language: its own and those of any, or only the latter where it has none. */
    List<Rules> rules(Language language) {
        List<Rules> all = new ArrayList<>();
        for (Segment segment : segments) {
            LanguageRules own = segment.languages().get(language.code());
            LanguageRules rules = own == null ? segment.languages().get(Language.OTHER.code()) : own;
            if (rules != null) {
                all.add(new Rules(segment, rules));
            }
        }
        return all;
    }
}
