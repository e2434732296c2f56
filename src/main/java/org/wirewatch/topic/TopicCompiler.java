package org.wirewatch.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Located;
import org.wirewatch.config.Place;
import org.wirewatch.model.Ids;
import org.wirewatch.topic.Segment.LanguageRules;
import org.wirewatch.topic.Segment.RuleOwner;
import org.wirewatch.topic.TopicSource.EntrySource;
import org.wirewatch.topic.TopicSource.LanguageSource;
import org.wirewatch.topic.TopicSource.RuleSource;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.match.Names;
import org.wirewatch.topic.match.RuleSet;
import org.wirewatch.topic.query.SyntaxError;

/** Compiles catalogues. Without a state. */
public final class TopicCompiler {

    /** In these every rule of {@code any} is compared by stems; in other languages by folded words. */
    private static final List<String> LANGUAGES_OF_ANY = List.of("en", "ru", "uk", "de", "fr", "es", "pl", "tr");

    /**
     * Compiles a catalogue.
     *
     * @param errors is given every mistake of every file; when it stays empty, all rules are in the result, else those
     *     that are right
     */
    public CompiledTopics compile(Catalogue catalogue, ConfigErrors errors) {
        Optional<TopicFile> shared = sharedTerms(catalogue);
        List<TopicFile> files = topicFiles(catalogue);
        return new CompiledTopics(
                files.isEmpty() ? List.of() : List.of(segment(files, shared, Map.of(), errors)), shared.orElse(null));
    }

    /**
     * Compiles what differs from an earlier catalogue. The result matches as one that was compiled as a whole does; what
     * has not changed is shared with the earlier one, so that {@link TopicMatcher#use} keeps what it knows of it. A change
     * of the shared sets compiles everything.
     *
     * @param errors as in {@link #compile}; mistakes in files that have not changed were told before
     */
    public CompiledTopics recompile(CompiledTopics last, Catalogue catalogue, ConfigErrors errors) {
        Optional<TopicFile> shared = sharedTerms(catalogue);
        if (!shared.equals(last.sharedTerms())) {
            return compile(catalogue, errors);
        }
        Map<String, TopicFile> changed = new LinkedHashMap<>();
        topicFiles(catalogue).forEach(file -> changed.put(file.name(), file));
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : last.segments()) {
            Set<String> replaced = new HashSet<>(segment.replaced());
            for (Segment.Member member : segment.live()) {
                TopicFile compiled = segment.files().get(member.fileName());
                if (compiled.equals(changed.get(member.fileName()))) {
                    changed.remove(member.fileName());
                } else {
                    replaced.add(member.topic().id());
                }
            }
            segments.add(replaced.equals(segment.replaced()) ? segment : segment.without(replaced));
        }
        if (changed.isEmpty()) {
            segments.removeIf(segment -> segment.live().isEmpty());
            return new CompiledTopics(segments, shared.orElse(null));
        }
        List<Segment> kept = joinSmallOnes(segments, changed);
        Map<String, String> fileOfTopic = new HashMap<>();
        kept.forEach(segment ->
                segment.live().forEach(member -> fileOfTopic.put(member.topic().id(), member.fileName())));
        kept.add(segment(List.copyOf(changed.values()), shared, fileOfTopic, errors));
        return new CompiledTopics(kept, shared.orElse(null));
    }

    /** Compiles segments again that are not much larger than what has changed, so that there are never many. */
    private static List<Segment> joinSmallOnes(List<Segment> segments, Map<String, TopicFile> changed) {
        long size = changed.values().stream()
                .mapToLong(file -> file.text().length())
                .sum();
        List<Segment> kept = new ArrayList<>();
        List<Segment> bySize = segments.stream()
                .sorted(Comparator.comparingLong(Segment::size))
                .toList();
        for (Segment segment : bySize) {
            if (segment.live().isEmpty()) {
                continue;
            }
            if (segment.size() <= 2 * size) {
                size += segment.size();
                segment.live()
                        .forEach(member ->
                                changed.put(member.fileName(), segment.files().get(member.fileName())));
            } else {
                kept.add(segment);
            }
        }
        return kept;
    }

    private static Optional<TopicFile> sharedTerms(Catalogue catalogue) {
        return catalogue.files().stream().filter(TopicFile::holdsSharedTerms).findFirst();
    }

    private static List<TopicFile> topicFiles(Catalogue catalogue) {
        return catalogue.files().stream()
                .filter(file -> !file.holdsSharedTerms())
                .toList();
    }

    /** @param taken topics that other segments hold, with their files */
    private static Segment segment(
            List<TopicFile> files, Optional<TopicFile> shared, Map<String, String> taken, ConfigErrors errors) {
        TopicFileReader reader = new TopicFileReader(errors);
        Map<String, String> fileOfTopic = new HashMap<>(taken);
        Map<String, TopicFile> byName = new HashMap<>();
        List<TopicSource> topics = new ArrayList<>();
        for (TopicFile file : files) {
            byName.put(file.name(), file);
            reader.topic(file).ifPresent(source -> {
                String other = fileOfTopic.putIfAbsent(source.topic().id(), file.name());
                if (other == null) {
                    topics.add(source);
                } else {
                    errors.add(
                            Place.startOf(file.name()),
                            "the topic \"" + source.topic().id() + "\" is already in " + other,
                            "Give one of them another id");
                }
            });
        }
        List<TopicSource> sorted = topics.stream()
                .sorted(Comparator.comparing(source -> source.topic().id()))
                .toList();
        Map<String, Map<String, List<EntrySource>>> sets =
                shared.map(reader::sharedSets).orElse(Map.of());
        String sharedVersion = shared.map(file -> Ids.hash(file.text())).orElse("");
        Map<String, LanguageRules> languages = new HashMap<>();
        Reports reports = new Reports(errors);
        for (String code : codes(sorted, sets)) {
            languages.put(code, compile(code, sorted, sets, sharedVersion, reports));
        }
        List<Segment.Member> members = sorted.stream()
                .map(source -> new Segment.Member(source.fileName(), source.topic(), source.examples()))
                .toList();
        return new Segment(byName, members, languages, Set.of());
    }

    private static Set<String> codes(List<TopicSource> topics, Map<String, Map<String, List<EntrySource>>> shared) {
        Set<String> codes = new TreeSet<>();
        topics.forEach(topic -> codes.addAll(topic.languages().keySet()));
        codes.addAll(shared.keySet());
        if (codes.remove(TopicFileReader.ANY)) {
            codes.addAll(LANGUAGES_OF_ANY);
            codes.add(Language.OTHER.code());
        }
        return codes;
    }

    private static LanguageRules compile(
            String code,
            List<TopicSource> topics,
            Map<String, Map<String, List<EntrySource>>> shared,
            String sharedVersion,
            Reports reports) {
        RuleSet.Builder builder = new RuleSet.Builder(Language.of(code));
        SetNames sharedNames = new SetNames();
        for (String section : sections(code)) {
            shared.getOrDefault(section, Map.of())
                    .forEach((name, entries) -> sharedNames.add(name, TopicFile.SHARED_TERMS + "#" + section));
        }
        for (String section : sections(code)) {
            shared.getOrDefault(section, Map.of())
                    .forEach((name, entries) -> define(
                            builder, TopicFile.SHARED_TERMS + "#" + section, name, entries, sharedNames, reports));
        }
        Map<TopicSource, SetNames> namesOf = new HashMap<>();
        for (TopicSource topic : topics) {
            SetNames names = new SetNames();
            for (String section : sections(code)) {
                setsOf(topic, section).forEach((name, entries) -> names.add(name, topic.fileName() + "#" + section));
            }
            names.addAll(sharedNames);
            namesOf.put(topic, names);
            for (String section : sections(code)) {
                setsOf(topic, section)
                        .forEach((name, entries) ->
                                define(builder, topic.fileName() + "#" + section, name, entries, names, reports));
            }
        }
        builder.compileSets();
        List<RuleOwner> owners = new ArrayList<>();
        for (TopicSource topic : topics) {
            String version = Ids.hash(topic.version() + sharedVersion);
            for (String section : sections(code)) {
                LanguageSource source = topic.languages().get(section);
                if (source == null) {
                    continue;
                }
                for (RuleSource rule : source.rules()) {
                    Optional<SyntaxError> error = builder.rule(rule.expression(), namesOf.get(topic));
                    if (error.isPresent()) {
                        reports.add(rule.query(), error.get());
                    } else {
                        owners.add(new RuleOwner(topic.topic(), version, rule.id()));
                    }
                }
            }
        }
        return new LanguageRules(builder.build(), owners);
    }

    private static Map<String, List<EntrySource>> setsOf(TopicSource topic, String section) {
        LanguageSource source = topic.languages().get(section);
        return source == null ? Map.of() : source.sets();
    }

    private static void define(
            RuleSet.Builder builder,
            String place,
            String name,
            List<EntrySource> entries,
            Names names,
            Reports reports) {
        builder.set(
                place + "#" + name,
                "@" + name,
                entries.stream()
                        .map(entry -> new RuleSet.Entry(entry.expression(), error -> reports.add(entry.text(), error)))
                        .toList(),
                names);
    }

    /** What a language's rules consist of: its own section, and the one for all. */
    private static List<String> sections(String code) {
        return code.equals(Language.OTHER.code()) ? List.of(TopicFileReader.ANY) : List.of(code, TopicFileReader.ANY);
    }

    /** Names and the keys of their sets: the first one that was added for a name hides later ones. */
    private static final class SetNames implements Names {

        private final Map<String, String> keys = new HashMap<>();

        void add(String name, String place) {
            keys.putIfAbsent(name, place + "#" + name);
        }

        void addAll(SetNames others) {
            others.keys.forEach(keys::putIfAbsent);
        }

        @Override
        public Optional<String> key(String name) {
            return Optional.ofNullable(keys.get(name));
        }

        @Override
        public Collection<String> known() {
            return new TreeSet<>(keys.keySet());
        }
    }

    /** What is wrong in a section for all languages would be found in each: it is reported once. */
    private static final class Reports {

        private final ConfigErrors errors;
        private final Set<String> reported = new HashSet<>();

        Reports(ConfigErrors errors) {
            this.errors = errors;
        }

        void add(Located text, SyntaxError error) {
            if (reported.add(text.at(error.span().start()) + error.message())) {
                TopicFileReader.report(text, error, errors);
            }
        }
    }
}
