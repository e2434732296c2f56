package org.wirewatch.topic.match;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirewatch.topic.query.Expression.Scope;
import org.wirewatch.topic.query.Expression.Unit;

/** Finds the places of one thing in an article. Immutable; shared by threads. */
sealed interface Finder {

    /** All places, minimal where they are made of several parts. */
    Hits find(Reading reading);

    /** Terms of which the article must have one; nothing when the finder may find something without any. */
    Optional<Anchor> anchor(Frequencies frequencies);

    /** What people are shown: the places themselves, or those of the parts where the whole spans half the article. */
    default Hits evidence(Reading reading) {
        return find(reading);
    }

    /** How rules call it. */
    String label();

    /**
     * Words and phrases, any of them.
     *
     * @param words the terms of the single words
     * @param phrases for each phrase, for each of its words, the terms that it may be
     */
    record Terms(String label, int[] words, int[][][] phrases) implements Finder {

        @Override
        public Hits find(Reading reading) {
            Hits.Builder hits = new Hits.Builder();
            for (int term : words) {
                if (reading.has(term)) {
                    reading.places(term, hits);
                }
            }
            for (int[][] phrase : phrases) {
                reading.phrases(phrase, hits);
            }
            return hits.build();
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            Anchor anchor = Anchor.of(words, frequencies);
            for (int[][] phrase : phrases) {
                anchor = anchor.or(rarestWord(phrase, frequencies));
            }
            return Optional.of(anchor);
        }

        private static Anchor rarestWord(int[][] phrase, Frequencies frequencies) {
            Anchor rarest = Anchor.of(phrase[0], frequencies);
            for (int[] word : phrase) {
                Anchor anchor = Anchor.of(word, frequencies);
                rarest = anchor.cost() < rarest.cost() ? anchor : rarest;
            }
            return rarest;
        }
    }

    /** Numbers in a range, both ends inclusive. */
    record Amount(String label, double min, double max) implements Finder {

        @Override
        public Hits find(Reading reading) {
            Hits.Builder hits = new Hits.Builder();
            reading.amounts(min, max, hits);
            return hits.build();
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            return Optional.of(Anchor.of(new int[] {Vocabulary.AMOUNT}, frequencies));
        }
    }

    /** A set that several rules use.
     *
     * @param number among the shared sets of its language
     */
    record Shared(int number, Finder set) implements Finder {

        @Override
        public Hits find(Reading reading) {
            return reading.shared(number, set::find);
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            return set.anchor(frequencies);
        }

        @Override
        public Hits evidence(Reading reading) {
            return set.evidence(reading);
        }

        @Override
        public String label() {
            return set.label();
        }
    }

    /** Any of several. */
    record Union(String label, List<Finder> parts) implements Finder {

        @Override
        public Hits find(Reading reading) {
            Hits.Builder hits = new Hits.Builder();
            parts.forEach(part -> hits.addAll(part.find(reading)));
            return hits.build();
        }

        @Override
        public Hits evidence(Reading reading) {
            Hits.Builder hits = new Hits.Builder();
            parts.forEach(part -> hits.addAll(part.evidence(reading)));
            return hits.build();
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            return Anchor.union(
                    parts.stream().map(part -> part.anchor(frequencies)).toList());
        }
    }

    /** Several things close to each other; see {@link Chains}. */
    record Together(String label, List<Finder> parts, int maxGap, boolean ordered, Unit unit) implements Finder {

        @Override
        public Hits find(Reading reading) {
            Hits[] hits = new Hits[parts.size()];
            for (int i = 0; i < hits.length; i++) {
                hits[i] = parts.get(i).find(reading);
                if (hits[i].isEmpty()) {
                    return Hits.NONE;
                }
            }
            return new Chains(hits, maxGap, ordered, hits.length, unitOf(unit, reading.text())).spans();
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            return Anchor.cheapest(
                    parts.stream().map(part -> part.anchor(frequencies)).toList());
        }
    }

    /** Words in order with few others between them in all. */
    record Loose(Together words, int slop) implements Finder {

        @Override
        public Hits find(Reading reading) {
            Hits wide = words.find(reading);
            Hits.Builder hits = new Hits.Builder();
            for (int i = 0; i < wide.count(); i++) {
                if (wide.end(i) - wide.start(i) + 1 - words.parts.size() <= slop) {
                    hits.add(wide.span(i));
                }
            }
            return hits.build();
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            return words.anchor(frequencies);
        }

        @Override
        public String label() {
            return words.label();
        }
    }

    /** A number of several things, anywhere in the article or where the function around it looks. */
    record AtLeast(String label, int count, List<Finder> parts) implements Finder {

        @Override
        public Hits find(Reading reading) {
            Hits[] hits = new Hits[parts.size()];
            for (int i = 0; i < hits.length; i++) {
                hits[i] = parts.get(i).find(reading);
            }
            return new Chains(hits, Integer.MAX_VALUE, false, count, null).spans();
        }

        @Override
        public Hits evidence(Reading reading) {
            return new Union(label, parts).evidence(reading);
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            return Anchor.someOf(
                    parts.stream().map(part -> part.anchor(frequencies)).toList(), count);
        }
    }

    /** The same thing several times, at places that do not overlap. */
    record Times(String label, int count, Finder what) implements Finder {

        @Override
        public Hits find(Reading reading) {
            // Without those that hold another, ends rise with starts: the next disjoint one is the first behind the
            // end.
            Hits all = Chains.minimal(what.find(reading));
            int[] last = after(count - 1, all);
            Hits.Builder hits = new Hits.Builder();
            for (int i = 0; i < all.count() && last[i] < all.count(); i++) {
                hits.add(all.start(i), all.end(last[i]));
            }
            return Chains.minimal(hits.build());
        }

        /** For each hit, the one so many disjoint steps behind it; jumps of 1, 2, 4... steps, so that 1,000 cost ten. */
        private static int[] after(int steps, Hits hits) {
            int none = hits.count();
            int[] reached = new int[none + 1];
            int[] jump = new int[none + 1];
            for (int i = 0, next = 0; i <= none; i++) {
                while (i < none && next < none && hits.start(next) <= hits.end(i)) {
                    next++;
                }
                reached[i] = i;
                jump[i] = i == none ? none : next;
            }
            for (int left = steps; left > 0; left >>= 1) {
                int[] twice = new int[none + 1];
                for (int i = 0; i <= none; i++) {
                    reached[i] = (left & 1) == 1 ? jump[reached[i]] : reached[i];
                    twice[i] = jump[jump[i]];
                }
                jump = twice;
            }
            return reached;
        }

        @Override
        public Hits evidence(Reading reading) {
            return what.evidence(reading);
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            return what.anchor(frequencies);
        }
    }

    /** A thing that has none of another close to it. */
    record NotNear(String label, int distance, Finder what, Finder unwanted) implements Finder {

        @Override
        public Hits find(Reading reading) {
            return keep(what.find(reading), unwanted.find(reading));
        }

        @Override
        public Hits evidence(Reading reading) {
            return find(reading);
        }

        /** One sweep: of the others that begin before the end of the wanted one, the one that ends last is nearest. */
        private Hits keep(Hits wanted, Hits others) {
            Hits.Builder hits = new Hits.Builder();
            int next = 0;
            long lastEnd = Long.MIN_VALUE / 2;
            for (int i = 0; i < wanted.count(); i++) {
                while (next < others.count() && others.start(next) <= wanted.start(i)) {
                    lastEnd = Math.max(lastEnd, others.end(next++));
                }
                boolean farBefore = wanted.start(i) - lastEnd - 1 > distance;
                boolean farBehind = next == others.count() || others.start(next) - wanted.end(i) - 1 > distance;
                if (farBefore && farBehind) {
                    hits.add(wanted.span(i));
                }
            }
            return hits.build();
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            return what.anchor(frequencies);
        }
    }

    /** A thing whose sentence or paragraph has none of another. */
    record NotInUnit(String label, Unit unit, Finder what, Finder unwanted) implements Finder {

        @Override
        public Hits find(Reading reading) {
            Hits wanted = what.find(reading);
            if (wanted.isEmpty()) {
                return wanted;
            }
            Hits others = unwanted.find(reading);
            Chains.UnitOf unitOf = unitOf(unit, reading.text());
            if (others.isEmpty() || unitOf == null) {
                return wanted;
            }
            Hits.Builder hits = new Hits.Builder();
            int next = 0;
            int lastUnit = -1;
            for (int i = 0; i < wanted.count(); i++) {
                while (next < others.count() && others.start(next) <= wanted.start(i)) {
                    lastUnit = Math.max(lastUnit, unitOf.at(others.end(next++)));
                }
                boolean noneBefore = lastUnit < unitOf.at(wanted.start(i));
                boolean noneBehind = next == others.count() || unitOf.at(others.start(next)) > unitOf.at(wanted.end(i));
                if (noneBefore && noneBehind) {
                    hits.add(wanted.span(i));
                }
            }
            return hits.build();
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            return what.anchor(frequencies);
        }
    }

    /** Only what stands in a part of the article. */
    record In(Scope scope, Finder what) implements Finder {

        @Override
        public Hits find(Reading reading) {
            return keep(what.find(reading), reading.text());
        }

        @Override
        public Hits evidence(Reading reading) {
            return keep(what.evidence(reading), reading.text());
        }

        private Hits keep(Hits all, Text text) {
            Hits.Builder hits = new Hits.Builder();
            for (int i = 0; i < all.count(); i++) {
                boolean inside = switch (scope) {
                    case TITLE -> text.inTitle(all.end(i));
                    case BODY -> text.inBody(all.start(i));
                    case LEAD -> text.inLead(all.start(i), all.end(i));
                };
                if (inside) {
                    hits.add(all.span(i));
                }
            }
            return hits.build();
        }

        @Override
        public Optional<Anchor> anchor(Frequencies frequencies) {
            return what.anchor(frequencies);
        }

        @Override
        public String label() {
            return what.label();
        }
    }

    private static Chains.@Nullable UnitOf unitOf(Unit unit, Text text) {
        return switch (unit) {
            case FIELD -> null;
            case SENTENCE -> text::sentence;
            case PARAGRAPH -> text::paragraph;
        };
    }
}
