package org.wirewatch.topic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Located;
import org.wirewatch.config.Section;
import org.wirewatch.config.Yaml;
import org.wirewatch.model.Ids;
import org.wirewatch.model.Severity;
import org.wirewatch.topic.TopicSource.EntrySource;
import org.wirewatch.topic.TopicSource.LanguageSource;
import org.wirewatch.topic.TopicSource.RuleSource;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.query.Expression;
import org.wirewatch.topic.query.ParseOutcome;
import org.wirewatch.topic.query.QueryParser;
import org.wirewatch.topic.query.SyntaxError;

/** Reads topic files and the file of shared sets. Every mistake becomes an error with its place; what is right is kept. */
final class TopicFileReader {

    /** Stands where a language's code does and means all languages. */
    static final String ANY = "any";

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern SET_NAME = Pattern.compile("[\\p{L}\\p{N}]+([-_.][\\p{L}\\p{N}]+)*");
    private static final int DEFAULT_AT_MOST_PER_HOUR = 500;
    private static final int MAX_AT_MOST_PER_HOUR = 1_000_000;

    private final ConfigErrors errors;

    TopicFileReader(ConfigErrors errors) {
        this.errors = errors;
    }

    /** A topic; nothing when not even its id can be read. */
    Optional<TopicSource> topic(TopicFile file) {
        Section root = Yaml.read(file.name(), file.text(), errors);
        String id = root.text("id");
        if (!id.isEmpty() && !ID.matcher(id).matches() && !WatchedWords.names(file, id)) {
            root.error("id", "the id \"" + id + "\" is not in kebab-case", "Write it as in nato-enlargement");
        }
        String title = root.text("title");
        Severity severity = root.choice("severity", Severity.class, Severity.MEDIUM);
        double threshold = root.number("threshold", 0, 0, 1);
        int atMostPerHour = root.integer("at-most-per-hour", DEFAULT_AT_MOST_PER_HOUR, 1, MAX_AT_MOST_PER_HOUR);
        Map<String, Severity> severities = new LinkedHashMap<>();
        Set<String> supporting = new HashSet<>();
        Map<String, LanguageSource> languages = new TreeMap<>();
        Section perLanguage = root.section("languages");
        for (String code : languages(perLanguage)) {
            Section section = perLanguage.section(code);
            Map<String, List<EntrySource>> sets = sets(section.section("terms"));
            languages.put(code, new LanguageSource(sets, rules(section, severities, supporting)));
        }
        if (!id.isEmpty() && perLanguage.keys().stream().noneMatch(code -> hasRules(perLanguage, code))) {
            root.error("languages", "the topic has no rule", "Add languages: {en: {rules: [{id: ..., query: ...}]}}");
        }
        List<TopicExample> examples = examples(id, root.section("examples"));
        root.done();
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new TopicSource(
                        file.name(),
                        Ids.hash(file.text()),
                        new Topic(id, title, severity, threshold, atMostPerHour, severities, supporting),
                        languages,
                        examples));
    }

    private static boolean hasRules(Section perLanguage, String code) {
        return perLanguage.section(code).has("rules");
    }

    /** The shared sets, by language. */
    Map<String, Map<String, List<EntrySource>>> sharedSets(TopicFile file) {
        Section root = Yaml.read(file.name(), file.text(), errors);
        Section perLanguage = root.section("languages");
        Map<String, Map<String, List<EntrySource>>> sets = new TreeMap<>();
        for (String code : languages(perLanguage)) {
            sets.put(code, sets(perLanguage.section(code)));
        }
        root.done();
        return sets;
    }

    private List<String> languages(Section perLanguage) {
        Set<String> known = new TreeSet<>(Language.codes());
        known.add(ANY);
        List<String> codes = new ArrayList<>();
        for (String code : perLanguage.keys()) {
            if (known.contains(code)) {
                codes.add(code);
            } else {
                perLanguage.error(
                        code,
                        "there is no language \"" + code + "\"",
                        "Languages are " + String.join(", ", known) + " (any means all of them)");
            }
        }
        return codes;
    }

    private Map<String, List<EntrySource>> sets(Section terms) {
        Map<String, List<EntrySource>> sets = new LinkedHashMap<>();
        for (String name : terms.keys()) {
            if (!SET_NAME.matcher(name).matches()) {
                terms.error(name, "\"" + name + "\" cannot be the name of a set", "Use letters, figures and hyphens");
                continue;
            }
            List<Located> written = terms.locatedTexts(name);
            if (written.isEmpty()) {
                terms.error(name, "the set \"" + name + "\" is empty", "Write its words as [one, two, three words]");
            }
            List<EntrySource> entries = new ArrayList<>();
            for (Located entry : written) {
                parse(entry, QueryParser::entry)
                        .ifPresent(expression -> entries.add(new EntrySource(entry, expression)));
            }
            sets.put(name, entries);
        }
        return sets;
    }

    private List<RuleSource> rules(Section language, Map<String, Severity> severities, Set<String> supporting) {
        List<RuleSource> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Section rule : language.sections("rules")) {
            String id = rule.text("id");
            if (!id.isEmpty() && !ID.matcher(id).matches()) {
                rule.error("id", "the id \"" + id + "\" is not in kebab-case", "Write it as in open-door");
            }
            if (!ids.add(id)) {
                rule.error("id", "a rule \"" + id + "\" is already there", "Give each rule of a language its own id");
            }
            if (rule.has("severity")) {
                severities.put(id, rule.choice("severity", Severity.class, Severity.MEDIUM));
            }
            if (rule.flag("supporting", false)) {
                supporting.add(id);
            }
            if (rule.text("query").isEmpty()) {
                continue;
            }
            rule.located("query")
                    .ifPresent(query -> parse(query, QueryParser::query)
                            .ifPresent(expression -> rules.add(new RuleSource(id, query, expression))));
        }
        return rules;
    }

    private List<TopicExample> examples(String topicId, Section perLanguage) {
        List<TopicExample> examples = new ArrayList<>();
        for (String code : languages(perLanguage)) {
            Section section = perLanguage.section(code);
            section.locatedTexts("match")
                    .forEach(text -> examples.add(new TopicExample(topicId, code, text.text(), true, text.start())));
            section.locatedTexts("no-match")
                    .forEach(text -> examples.add(new TopicExample(topicId, code, text.text(), false, text.start())));
        }
        return examples;
    }

    private Optional<Expression> parse(Located text, Function<String, ParseOutcome> parser) {
        return parser.apply(text.text()).match(Optional::of, error -> {
            report(text, error, errors);
            return Optional.empty();
        });
    }

    /** Adds an error of a query at the place where its characters stand in the file. */
    static void report(Located text, SyntaxError error, ConfigErrors errors) {
        errors.add(text.at(error.span().start()), error.message(), error.adviceWithCaret(text.text()));
    }
}
