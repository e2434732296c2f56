package org.wirewatch.topic.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rules as a large desk has them: a set of 5 to 15 names (of which most are not in an article: seven of ten are in none,
 * the others are words that up to 2% of the articles have and pairs of words) close to a set of 20 to 60 words that 2 to 17%
 * have, a fifth of these sets with a prefix. Half of the rules ask for the same sentence, half for a distance of 5 to 24
 * words; a fifth excludes what has a third word at most 10 words away. About 3% of the rules share a name with an article
 * and 0.14% match it; the benchmark prints what came out.
 */
final class GeneratedRules {

    private final Random random;
    private final GeneratedNews news;
    private final List<String> rare;
    private final List<String> frequent;
    private final List<String> pairs;

    GeneratedRules(long seed, GeneratedNews news) {
        this.random = new Random(seed);
        this.news = news;
        this.rare = news.words(0, 0.02);
        this.frequent = news.words(0.02, 0.17);
        this.pairs = news.pairs(2_000);
    }

    /** @param distance null for the same sentence */
    record Rule(
            List<String> names,
            List<String> words,
            @Nullable Integer distance,
            @Nullable String unwanted) {

        String query() {
            String both = set(names) + " " + set(words);
            String close = distance == null ? "sentence(" + both + ")" : "near(" + distance + ", " + both + ")";
            return unwanted == null ? close : "not-near(10, " + close + ", " + unwanted + ")";
        }

        private static String set(List<String> entries) {
            return entries.stream()
                    .map(entry -> entry.indexOf(' ') < 0 ? entry : '"' + entry + '"')
                    .collect(Collectors.joining(" or ", "(", ")"));
        }
    }

    List<Rule> rules(int count) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> names = some(5 + random.nextInt(11), this::name);
            List<String> words = some(20 + random.nextInt(41), () -> pick(frequent));
            if (random.nextInt(5) == 0) {
                String word = pick(frequent);
                words.add(word.substring(0, Math.min(5, word.length())) + "*");
            }
            rules.add(new Rule(
                    names,
                    words,
                    random.nextBoolean() ? null : 5 + random.nextInt(20),
                    random.nextInt(5) == 0 ? pick(frequent) : null));
        }
        return rules;
    }

    private String name() {
        int kind = random.nextInt(10);
        return kind < 7 ? news.name() : kind < 9 ? pick(rare) : pick(pairs);
    }

    private static List<String> some(int count, Supplier<String> supplier) {
        List<String> some = new ArrayList<>();
        while (some.size() < count) {
            String next = supplier.get();
            if (!some.contains(next)) {
                some.add(next);
            }
        }
        return some;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
