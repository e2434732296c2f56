package org.wirewatch.topic.match;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Terms without any of which a rule cannot be fulfilled.
 *
 * @param terms each once
 * @param cost which share of all texts has one of them, at most
 */
record Anchor(int[] terms, double cost) {

    /** The rarest, of which each alone is needed. */
    static Optional<Anchor> cheapest(List<Optional<Anchor>> needed) {
        return needed.stream().flatMap(Optional::stream).min(Comparator.comparingDouble(Anchor::cost));
    }

    /** All together, of which any may be the one; nothing when one of them can do without a term. */
    static Optional<Anchor> union(List<Optional<Anchor>> alternatives) {
        if (alternatives.isEmpty() || alternatives.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<Anchor> anchors = alternatives.stream().flatMap(Optional::stream).toList();
        int[] terms = anchors.stream()
                .flatMapToInt(anchor -> IntStream.of(anchor.terms))
                .distinct()
                .toArray();
        return Optional.of(
                new Anchor(terms, anchors.stream().mapToDouble(Anchor::cost).sum()));
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

    static Anchor of(int[] terms, Frequencies frequencies) {
        return new Anchor(
                terms, Arrays.stream(terms).mapToDouble(frequencies::share).sum());
    }
}
