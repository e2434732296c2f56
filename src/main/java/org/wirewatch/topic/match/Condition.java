package org.wirewatch.topic.match;

import java.util.List;
import java.util.Optional;

/** What an article must fulfil: found things joined by and, or and not. Immutable; shared by threads. */
sealed interface Condition {

    boolean holds(Reading reading);

    /** Adds the places that make it hold. */
    void evidence(Reading reading, Hits.Builder places);

    /** Terms of which the article must have one; nothing when it may hold without any. */
    Optional<Anchor> anchor(Frequencies frequencies);

    /** Something is found. */
    record Found(Finder finder) implements Condition {

        @Override
        public boolean holds(Reading reading) {
            return !finder.find(reading).isEmpty();
        }

        @Override
        public void evidence(Reading reading, Hits.Builder places) {
            if (holds(reading)) {
                places.addAll(finder.evidence(reading));
            }
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            return finder.anchor(frequencies);
        }
    }

    /** A number of several; all of them for and, one for or. */
    record Count(int needed, List<Condition> parts) implements Condition {

        @Override
        public boolean holds(Reading reading) {
            int held = 0;
            for (int i = 0; i < parts.size() && held < needed && held + parts.size() - i >= needed; i++) {
                held += parts.get(i).holds(reading) ? 1 : 0;
            }
            return held >= needed;
        }

        @Override
        public void evidence(Reading reading, Hits.Builder places) {
            if (holds(reading)) {
                parts.forEach(part -> part.evidence(reading, places));
            }
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            List<Optional<Anchor>> anchors =
                    parts.stream().map(part -> part.anchor(frequencies)).toList();
            return needed == parts.size() ? Anchor.cheapest(anchors) : Anchor.someOf(anchors, needed);
        }
    }

    /** Something does not hold. */
    record Not(Condition part) implements Condition {

        @Override
        public boolean holds(Reading reading) {
            return !part.holds(reading);
        }

        @Override
        public void evidence(Reading reading, Hits.Builder places) {
            // What is absent has no place.
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            return Optional.empty();
        }
    }
}
