package org.wirewatch.topic.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.Nearest;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.query.Expression;
import org.wirewatch.topic.query.SyntaxError;

/** The compiled rules of one language. Immutable; shared by threads. */
public final class RuleSet {

    private final Language language;
    private final Vocabulary vocabulary;
    private final List<Condition> conditions;
    private final int sharedSets;

    private RuleSet(Language language, Vocabulary vocabulary, List<Condition> conditions, int sharedSets) {
        this.language = language;
        this.vocabulary = vocabulary;
        this.conditions = List.copyOf(conditions);
        this.sharedSets = sharedSets;
    }

    public Language language() {
        return language;
    }

    /** How many rules there are; they are numbered from 0 in the order in which they were added. */
    public int size() {
        return conditions.size();
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    Condition condition(int rule) {
        return conditions.get(rule);
    }

    int sharedSets() {
        return sharedSets;
    }

    /** One entry of a set, and who is told when it is wrong. */
    public record Entry(Expression expression, Consumer<SyntaxError> onError) {}

    /** Compiles sets and rules; for one thread. */
    public static final class Builder {

        private final Language language;
        private final Vocabulary.Builder vocabulary = new Vocabulary.Builder();
        private final Map<String, Definition> definitions = new LinkedHashMap<>();
        private final List<Condition> conditions = new ArrayList<>();
        private final QueryCompiler compiler;
        private int sharedSets;

        public Builder(Language language) {
            this.language = language;
            this.compiler = new QueryCompiler(new TermAnalysis(language, vocabulary), vocabulary, this::resolve);
        }

        /** Defines a set. Sets may be defined in any order, but before the first rule. */
        public void set(String key, String label, List<Entry> entries, Names names) {
            definitions.put(key, new Definition(label, List.copyOf(entries), names));
        }

        /** Compiles all sets, so that what is wrong in one that no rule uses is told, too. */
        public void compileSets() {
            definitions.values().forEach(this::compile);
        }

        /** Adds a rule, or says why that cannot be; then it has no number. */
        public Optional<SyntaxError> rule(Expression query, Names names) {
            try {
                Condition condition = compiler.condition(query, names);
                if (condition.anchor(term -> 0).isEmpty()) {
                    throw new Unfit(
                            query.span(),
                            "the rule matches every article that lacks something",
                            "Join it by and with what must be there");
                }
                conditions.add(condition);
                return Optional.empty();
            } catch (Unfit unfit) {
                return Optional.of(unfit.error());
            }
        }

        public RuleSet build() {
            return new RuleSet(language, vocabulary.build(), conditions, sharedSets);
        }

        private Finder resolve(Expression.SetReference reference, Names names) throws Unfit {
            Definition definition =
                    names.key(reference.name()).map(definitions::get).orElse(null);
            if (definition == null) {
                throw new Unfit(
                        reference.span(),
                        "there is no set @" + reference.name(),
                        Nearest.to(reference.name(), names.known())
                                .map(near -> "Did you mean @" + near + "?")
                                .orElse("Define it under terms: of this language, under any, or in terms.yaml"));
            }
            if (definition.compiling) {
                throw new Unfit(
                        reference.span(),
                        "the set @" + reference.name() + " contains itself",
                        "Remove one of the references that lead back to it");
            }
            return compile(definition);
        }

        private Finder compile(Definition definition) {
            if (definition.finder == null) {
                definition.compiling = true;
                List<Finder> parts = new ArrayList<>();
                for (Entry entry : definition.entries) {
                    try {
                        parts.add(compiler.finder(entry.expression(), definition.names));
                    } catch (Unfit unfit) {
                        entry.onError().accept(unfit.error());
                    }
                }
                definition.compiling = false;
                definition.finder = new Finder.Shared(sharedSets++, relabelled(definition.label, parts));
            }
            return definition.finder;
        }

        private static Finder relabelled(String label, List<Finder> parts) {
            if (parts.isEmpty()) {
                return new Finder.Terms(label, new int[0], new int[0][][]);
            }
            Finder union = QueryCompiler.union(parts);
            return union instanceof Finder.Terms terms
                    ? new Finder.Terms(label, terms.words(), terms.phrases())
                    : new Finder.Union(label, List.of(union));
        }

        private static final class Definition {
            private final String label;
            private final List<Entry> entries;
            private final Names names;
            private boolean compiling;
            private @Nullable Finder finder;

            Definition(String label, List<Entry> entries, Names names) {
                this.label = label;
                this.entries = entries;
                this.names = names;
            }
        }
    }
}
