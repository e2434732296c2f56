package org.wirewatch.topic.match;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;

/**
 * Rules, each written twice: in our language and as Lucene's intervals. They keep to what both mean alike: sets whose
 * phrases hold no other entry (Lucene would hide the phrase), and no word in two sets (Lucene would count it twice).
 */
final class RandomRules {

    static final String FLAT = "flat";
    static final String SENTENCES = "sentences";
    static final String PARAGRAPHS = "paragraphs";
    static final List<String> WORDS =
            List.of("alpha", "bravo", "carol", "delta", "ezra", "forth", "gamma", "hotel", "india", "julia");

    /** Less than the gap between units in the fields of units, more than any text is long. */
    private static final int WITHIN_UNIT = 5_000;

    private final Random random;
    private List<String> unused = new ArrayList<>();

    RandomRules(Random random) {
        this.random = random;
    }

    /** @param field where the intervals are looked for; null for what is no single source of intervals */
    record Rule(String query, Query lucene, String field, IntervalsSource source) {}

    private record Set(String text, IntervalsSource source) {}

    Rule next() {
        unused = new ArrayList<>(WORDS);
        Collections.shuffle(unused, random);
        return switch (random.nextInt(10)) {
            case 0 -> unit("sentence", SENTENCES);
            case 1 -> unit("paragraph", PARAGRAPHS);
            case 2, 3 -> near();
            case 4 -> ordered();
            case 5 -> notNear();
            case 6 -> atLeast();
            case 7 -> times();
            case 8 -> all();
            default -> looseOrPlain();
        };
    }

    private Set set() {
        int entries = 1 + random.nextInt(2);
        List<String> texts = new ArrayList<>();
        List<IntervalsSource> sources = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            String word = unused.remove(0);
            if (random.nextInt(4) == 0 && unused.size() > 4) {
                String second = unused.remove(0);
                texts.add('"' + word + " " + second + '"');
                sources.add(Intervals.phrase(word, second));
            } else {
                texts.add(word);
                sources.add(Intervals.term(word));
            }
        }
        return texts.size() == 1
                ? new Set(texts.get(0), sources.get(0))
                : new Set(
                        "(" + String.join(" or ", texts) + ")", Intervals.or(sources.toArray(IntervalsSource[]::new)));
    }

    private static Rule rule(String query, String field, IntervalsSource source) {
        return new Rule(query, new IntervalQuery(field, source), field, source);
    }

    private Rule unit(String function, String field) {
        Set a = set();
        Set b = set();
        if (random.nextInt(3) == 0) {
            Set c = new Set(unused.get(0), Intervals.term(unused.get(0)));
            return rule(
                    function + "(" + a.text + " " + b.text + " " + c.text + ")",
                    field,
                    Intervals.maxgaps(WITHIN_UNIT, Intervals.unordered(a.source, b.source, c.source)));
        }
        return rule(
                function + "(" + a.text + " " + b.text + ")",
                field,
                Intervals.maxgaps(WITHIN_UNIT, Intervals.unorderedNoOverlaps(a.source, b.source)));
    }

    private Rule near() {
        Set a = set();
        Set b = set();
        int gap = random.nextInt(6);
        return rule(
                "near(" + gap + ", " + a.text + " " + b.text + ")",
                FLAT,
                Intervals.maxgaps(gap, Intervals.unorderedNoOverlaps(a.source, b.source)));
    }

    private Rule ordered() {
        Set a = set();
        Set b = set();
        int gap = random.nextInt(6);
        return rule(
                "ordered(" + gap + ", " + a.text + " " + b.text + ")",
                FLAT,
                Intervals.maxgaps(gap, Intervals.ordered(a.source, b.source)));
    }

    private Rule notNear() {
        Set a = set();
        Set b = set();
        int gap = random.nextInt(4);
        return rule(
                "not-near(" + gap + ", " + a.text + " " + b.text + ")",
                FLAT,
                Intervals.notWithin(a.source, gap + 1, b.source));
    }

    private Rule atLeast() {
        List<Set> sets =
                IntStream.range(0, 2 + random.nextInt(2)).mapToObj(i -> set()).toList();
        int count = 1 + random.nextInt(sets.size());
        return rule(
                "at-least(" + count + ", " + sets.stream().map(Set::text).collect(Collectors.joining(" ")) + ")",
                FLAT,
                Intervals.atLeast(count, sets.stream().map(Set::source).toArray(IntervalsSource[]::new)));
    }

    private Rule times() {
        Set a = set();
        int count = 2 + random.nextInt(3);
        return rule(
                "times(" + count + ", " + a.text + ")",
                FLAT,
                Intervals.ordered(Collections.nCopies(count, a.source).toArray(IntervalsSource[]::new)));
    }

    private Rule all() {
        Rule a = near();
        Set b = set();
        Occur occur = random.nextBoolean() ? Occur.MUST : Occur.MUST_NOT;
        Query both = new BooleanQuery.Builder()
                .add(a.lucene, Occur.MUST)
                .add(new IntervalQuery(FLAT, b.source), occur)
                .build();
        return new Rule(a.query + " and " + (occur == Occur.MUST ? "" : "not ") + b.text, both, "", a.source);
    }

    private Rule looseOrPlain() {
        if (random.nextBoolean()) {
            Set a = set();
            return rule(a.text, FLAT, a.source);
        }
        int slop = random.nextInt(4);
        String[] words = {unused.remove(0), unused.remove(0), unused.remove(0)};
        return rule(
                '"' + String.join(" ", words) + "\"~" + slop,
                FLAT,
                Intervals.maxgaps(
                        slop,
                        Intervals.ordered(
                                Intervals.term(words[0]), Intervals.term(words[1]), Intervals.term(words[2]))));
    }
}
