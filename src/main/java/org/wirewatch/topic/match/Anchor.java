package org.wirewatch.topic.match;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Terms without any of which a rule cannot be fulfilled.
 *
 * @param terms a term may be there twice
 * @param cost which share of all texts has one of them, at most
 */
record Anchor(int[] terms, double cost) {

    static Anchor of(int[] terms, Frequencies frequencies) {
        double cost = 0;
        for (int term : terms) {
            cost += frequencies.share(term);
        }
        return new Anchor(terms, cost);
    }

    /** The rarest, of which each alone is needed. */
    static Optional<Anchor> cheapest(List<Optional<Anchor>> needed) {
        return needed.stream().flatMap(Optional::stream).min(Comparator.comparingDouble(Anchor::cost));
    }

    /** All together, of which any may be the one; nothing when one of them can do without a term. */
    static Optional<Anchor> union(List<Optional<Anchor>> alternatives) {
        if (alternatives.isEmpty() || alternatives.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return alternatives.stream().flatMap(Optional::stream).reduce(Anchor::or);
    }

    /** Either of two. */
    Anchor or(Anchor other) {
        int[] both = Arrays.copyOf(terms, terms.length + other.terms.length);
        System.arraycopy(other.terms, 0, both, terms.length, other.terms.length);
        return new Anchor(both, cost + other.cost);
    }

    /** Where {@code count} of the parts are needed, one of any {@code parts - count + 1} is: take the rarest of them. */
    static Optional<Anchor> someOf(List<Optional<Anchor>> parts, int count) {
        List<Optional<Anchor>> sorted = parts.stream()
                .sorted(Comparator.comparingDouble(
                        part -> part.map(Anchor::cost).orElse(Double.POSITIVE_INFINITY)))
                .limit(parts.size() - count + 1L)
                .toList();
        return union(sorted);
    }
}
