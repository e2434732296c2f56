package org.wirewatch.topic.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.wirewatch.topic.query.Expression;
import org.wirewatch.topic.query.Span;

/** Compiles expressions of one language: what has a place becomes a finder, the rest a condition over finders. */
final class QueryCompiler {

    private final TermAnalysis analysis;
    private final Vocabulary.Builder vocabulary;
    private final Sets sets;

    /** Knows what a set holds. */
    interface Sets {
        Finder find(Expression.SetReference reference, Names names) throws Unfit;
    }

    QueryCompiler(TermAnalysis analysis, Vocabulary.Builder vocabulary, Sets sets) {
        this.analysis = analysis;
        this.vocabulary = vocabulary;
        this.sets = sets;
    }

    Condition condition(Expression expression, Names names) throws Unfit {
        return condition(expression, names, List.of());
    }

    private Condition condition(Expression expression, Names names, List<Expression.Scope> scopes) throws Unfit {
        if (expression instanceof Expression.Scoped scoped) {
            List<Expression.Scope> inner = new ArrayList<>(scopes);
            inner.add(scoped.scope());
            return condition(scoped.part(), names, inner);
        }
        if (expression instanceof Expression.Not not) {
            return new Condition.Not(condition(not.part(), names, scopes));
        }
        if (expression.hasPlace()) {
            Finder finder = finder(expression, names);
            for (Expression.Scope scope : scopes) {
                finder = new Finder.In(scope, finder);
            }
            return new Condition.Found(finder);
        }
        if (expression instanceof Expression.All all) {
            return count(all.parts().size(), all.parts(), names, scopes);
        }
        if (expression instanceof Expression.Any any) {
            return count(1, any.parts(), names, scopes);
        }
        if (expression instanceof Expression.AtLeast atLeast) {
            return count(atLeast.count(), atLeast.parts(), names, scopes);
        }
        throw new IllegalStateException("no condition for " + expression);
    }

    private Condition count(int needed, List<Expression> parts, Names names, List<Expression.Scope> scopes)
            throws Unfit {
        List<Condition> conditions = new ArrayList<>();
        for (Expression part : parts) {
            conditions.add(condition(part, names, scopes));
        }
        return new Condition.Count(needed, List.copyOf(conditions));
    }

    Finder finder(Expression expression, Names names) throws Unfit {
        if (expression instanceof Expression.Word word) {
            List<int[]> places = analysis.places(word);
            return places.size() == 1
                    ? new Finder.Terms(word.text(), places.get(0), new int[0][][])
                    : phrase(word.span(), List.of(word), 0);
        }
        if (expression instanceof Expression.Phrase phrase) {
            return phrase(phrase.span(), phrase.words(), phrase.slop());
        }
        if (expression instanceof Expression.Amount amount) {
            vocabulary.amount();
            return new Finder.Amount("number", amount.min(), amount.max());
        }
        if (expression instanceof Expression.SetReference reference) {
            return sets.find(reference, names);
        }
        if (expression instanceof Expression.Any any) {
            return union(finders(any.parts(), names));
        }
        if (expression instanceof Expression.Together together) {
            return new Finder.Together(
                    together.function(),
                    finders(together.parts(), names),
                    together.maxGap(),
                    together.ordered(),
                    together.unit());
        }
        if (expression instanceof Expression.NotNear notNear) {
            return new Finder.NotNear(
                    "not-near", notNear.distance(), finder(notNear.what(), names), finder(notNear.unwanted(), names));
        }
        if (expression instanceof Expression.NotInUnit notInUnit) {
            return new Finder.NotInUnit(
                    "not-in-sentence",
                    notInUnit.unit(),
                    finder(notInUnit.what(), names),
                    finder(notInUnit.unwanted(), names));
        }
        if (expression instanceof Expression.AtLeast atLeast) {
            return new Finder.AtLeast("at-least", atLeast.count(), finders(atLeast.parts(), names));
        }
        if (expression instanceof Expression.Times times) {
            return new Finder.Times("times", times.count(), finder(times.what(), names));
        }
        throw new Unfit(
                expression.span(),
                "this has no place in the text, so it cannot stand inside a function or a set",
                "Put and, not and fields outside of functions");
    }

    private List<Finder> finders(List<Expression> parts, Names names) throws Unfit {
        List<Finder> finders = new ArrayList<>();
        for (Expression part : parts) {
            finders.add(finder(part, names));
        }
        return List.copyOf(finders);
    }

    private Finder phrase(Span span, List<Expression.Word> words, int slop) throws Unfit {
        List<int[]> places = new ArrayList<>();
        for (Expression.Word word : words) {
            places.addAll(analysis.places(word));
        }
        String label = words.stream().map(Expression.Word::text).collect(Collectors.joining(" "));
        if (places.isEmpty()) {
            throw new Unfit(
                    span,
                    "there is no word in \"" + label + "\"",
                    "Signs and emoji cannot be looked for; write letters or figures, or remove it");
        }
        if (places.size() == 1) {
            return new Finder.Terms(label, places.get(0), new int[0][][]);
        }
        if (slop == 0) {
            return new Finder.Terms(label, new int[0], new int[][][] {places.toArray(int[][]::new)});
        }
        List<Finder> parts = places.stream()
                .<Finder>map(terms -> new Finder.Terms(label, terms, new int[0][][]))
                .toList();
        return new Finder.Loose(new Finder.Together(label, parts, slop, true, Expression.Unit.FIELD), slop);
    }

    /** One finder for several: words and phrases are put into one list. */
    static Finder union(List<Finder> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        List<Finder.Terms> terms = new ArrayList<>();
        List<Finder> others = new ArrayList<>();
        for (Finder part : parts) {
            Finder bare = part instanceof Finder.Shared shared ? shared.set() : part;
            if (bare instanceof Finder.Terms plain) {
                terms.add(plain);
            } else {
                others.add(part);
            }
        }
        if (!terms.isEmpty()) {
            int[] words = words(terms);
            int[][][] phrases =
                    terms.stream().flatMap(t -> Arrays.stream(t.phrases())).toArray(int[][][]::new);
            others.add(0, new Finder.Terms(label(terms), words, phrases));
        }
        return others.size() == 1 ? others.get(0) : new Finder.Union(label(others), List.copyOf(others));
    }

    /** Each term once; without streams, as sets have many words and desks many sets. */
    private static int[] words(List<Finder.Terms> parts) {
        int count = 0;
        for (Finder.Terms part : parts) {
            count += part.words().length;
        }
        int[] words = new int[count];
        count = 0;
        for (Finder.Terms part : parts) {
            System.arraycopy(part.words(), 0, words, count, part.words().length);
            count += part.words().length;
        }
        Arrays.sort(words);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || words[i] != words[i - 1]) {
                words[distinct++] = words[i];
            }
        }
        return Arrays.copyOf(words, distinct);
    }

    private static String label(List<? extends Finder> parts) {
        return parts.get(0).label() + (parts.size() > 1 ? " or others" : "");
    }
}
