package org.wirewatch.topic.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The sweep over sorted hits finds what trying all combinations finds. */
class ChainsTest {

    private static final int POSITIONS = 24;

    private record Span(int start, int end) {}

    private record Case(List<List<Span>> arguments, int maxGap, boolean ordered, int needed, int unitLength) {

        int unit(int position) {
            return position / unitLength;
        }
    }

    @Property(tries = 2_000)
    void allMinimalSpansAreFoundAndNoOthers(@ForAll long seed) {
        Case random = random(new Random(seed));
        assertThat(swept(random))
                .as(random.toString())
                .isEqualTo(minimal(tried(random)).toString());
    }

    @Test
    void oneWordInTwoSetsDoesNotStandBesideItself() {
        Hits alliance = hits(List.of(new Span(3, 3)));
        assertThat(new Chains(new Hits[] {alliance, alliance}, 5, false, 2, null)
                        .spans()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void theInnerOfTwoPairsIsTheEvidence() {
        Hits nato = hits(List.of(new Span(0, 0), new Span(2, 2)));
        Hits expand = hits(List.of(new Span(4, 4)));
        assertThat(new Chains(new Hits[] {nato, expand}, 5, false, 2, null).spans())
                .hasToString("[2,4]");
    }

    private static Case random(Random random) {
        int arguments = 1 + random.nextInt(4);
        List<List<Span>> all = new ArrayList<>();
        for (int i = 0; i < arguments; i++) {
            TreeSet<Span> spans =
                    new TreeSet<>(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
            int count = random.nextInt(5);
            for (int j = 0; j < count; j++) {
                int start = random.nextInt(POSITIONS);
                spans.add(new Span(start, Math.min(POSITIONS - 1, start + random.nextInt(3))));
            }
            all.add(new ArrayList<>(spans));
        }
        boolean ordered = random.nextBoolean();
        int needed = ordered ? arguments : 1 + random.nextInt(arguments);
        return new Case(all, random.nextInt(8), ordered, needed, 1 + random.nextInt(POSITIONS));
    }

    private static String swept(Case c) {
        Hits[] hits = c.arguments.stream().map(ChainsTest::hits).toArray(Hits[]::new);
        return new Chains(hits, c.maxGap, c.ordered, c.needed, c::unit).spans().toString();
    }

    private static Hits hits(List<Span> spans) {
        Hits.Builder hits = new Hits.Builder();
        spans.forEach(span -> hits.add(span.start, span.end));
        return hits.build();
    }

    private static List<Span> tried(Case c) {
        List<Span> found = new ArrayList<>();
        choose(c, 0, new ArrayList<>(), found);
        return found;
    }

    private static void choose(Case c, int argument, List<Span> chosen, List<Span> found) {
        if (argument == c.arguments.size()) {
            if (chosen.size() >= c.needed && !chosen.isEmpty() && allowed(c, chosen)) {
                int start = chosen.stream().mapToInt(Span::start).min().orElseThrow();
                int end = chosen.stream().mapToInt(Span::end).max().orElseThrow();
                if (c.unit(start) == c.unit(end)) {
                    found.add(new Span(start, end));
                }
            }
            return;
        }
        if (c.needed < c.arguments.size()) {
            choose(c, argument + 1, chosen, found);
        }
        for (Span span : c.arguments.get(argument)) {
            chosen.add(span);
            choose(c, argument + 1, chosen, found);
            chosen.remove(chosen.size() - 1);
        }
    }

    private static boolean allowed(Case c, List<Span> chosen) {
        List<Span> row = new ArrayList<>(chosen);
        if (!c.ordered) {
            row.sort(Comparator.comparingInt(Span::start));
        }
        for (int i = 1; i < row.size(); i++) {
            int gap = row.get(i).start - row.get(i - 1).end - 1;
            if (gap < 0 || gap > c.maxGap) {
                return false;
            }
        }
        return true;
    }

    private static Hits minimal(List<Span> spans) {
        List<Span> kept = spans.stream()
                .filter(span -> spans.stream()
                        .noneMatch(other -> !other.equals(span) && other.start >= span.start && other.end <= span.end))
                .toList();
        return hits(kept);
    }
}
