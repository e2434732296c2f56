package org.wirewatch.topic.match;

import java.util.Arrays;

/**
 * From a term to the rules that cannot do without it, or without one of its like: the candidates of a text are the rules of
 * its terms. Each rule is filed under the rarest of the sets that it needs. Immutable.
 */
final class RuleIndex {

    private static final int[] NONE = {};

    private final int[][] rulesOfTerm;

    private RuleIndex(int[][] rulesOfTerm) {
        this.rulesOfTerm = rulesOfTerm;
    }

    static RuleIndex of(RuleSet rules, Frequencies frequencies) {
        int[][] rulesOfTerm = new int[rules.vocabulary().size()][];
        int[] counts = new int[rulesOfTerm.length];
        for (int rule = 0; rule < rules.size(); rule++) {
            Anchor anchor = rules.condition(rule)
                    .anchor(frequencies)
                    .orElseThrow(() -> new IllegalStateException("a rule without a term was let in"));
            for (int term : anchor.terms()) {
                if (rulesOfTerm[term] == null) {
                    rulesOfTerm[term] = new int[1];
                } else if (counts[term] == rulesOfTerm[term].length) {
                    rulesOfTerm[term] = Arrays.copyOf(rulesOfTerm[term], counts[term] * 2);
                }
                rulesOfTerm[term][counts[term]++] = rule;
            }
        }
        for (int term = 0; term < rulesOfTerm.length; term++) {
            rulesOfTerm[term] = rulesOfTerm[term] == null ? NONE : Arrays.copyOf(rulesOfTerm[term], counts[term]);
        }
        return new RuleIndex(rulesOfTerm);
    }

    int[] rules(int term) {
        return rulesOfTerm[term];
    }
}
