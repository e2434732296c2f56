package org.wirewatch.topic.match;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Joins the hits of several arguments into spans that hold one hit of each, disjoint, with few enough words between
 * neighbours, within one unit of the text.
 *
 * <p>A chain is a row of hits from left to right. Its state is the set of arguments that it already holds (in an ordered
 * function, their number). Hits are visited by their start. For a hit, and for each state that lacks its argument, the
 * best chain to continue is the one that begins last, among those that end before the hit and not too far before it. The
 * latest beginning is the maximum of a sliding window, which a monotone queue gives in constant time. So all minimal spans
 * of k arguments with n hits come out in n times 2^k steps, however far apart words may stand.
 *
 * <p>A chain is cut when its first and its last word are in different units; as units only grow with the position, a chain
 * that begins later is never cut where one that begins earlier is not, so the latest beginning is the only one to look at.
 *
 * <p>Minimal means: no span is kept that has another one inside. In "NATO x NATO y expand" the inner pair is the evidence.
 */
final class Chains {

    private final Hits[] arguments;
    private final int maxGap;
    private final boolean ordered;
    private final int needed;
    private final @Nullable UnitOf unit;

    /** The number of the unit that holds a position; never falls from one position to the next. */
    interface UnitOf {
        int at(int position);
    }

    /**
     * @param needed how many of the arguments a span must hold; all of them when ordered
     * @param unit what a span must not leave; null for nothing
     */
    Chains(Hits[] arguments, int maxGap, boolean ordered, int needed, @Nullable UnitOf unit) {
        this.arguments = arguments;
        this.maxGap = maxGap;
        this.ordered = ordered;
        this.needed = needed;
        this.unit = unit;
    }

    Hits spans() {
        for (int i = 0, empty = 0; i < arguments.length; i++) {
            empty += arguments[i].isEmpty() ? 1 : 0;
            if (arguments.length - empty < needed) {
                return Hits.NONE;
            }
        }
        if (arguments.length == 2 && needed == 2) {
            return pairs();
        }
        return chains();
    }

    /** Two arguments, by far the most frequent case, need no states: the nearest hit on each side decides. */
    private Hits pairs() {
        Hits.Builder spans = new Hits.Builder();
        Hits left = arguments[0];
        Hits right = arguments[1];
        follow(left, right, spans);
        if (!ordered) {
            follow(right, left, spans);
        }
        return minimal(spans.build());
    }

    /** For each hit of the second, the one of the first that ends before it and begins last. */
    private void follow(Hits first, Hits second, Hits.Builder spans) {
        if (first.isEmpty() || second.isEmpty()) {
            return;
        }
        int candidate = 0;
        Window window = new Window(first.count());
        long[] byEnd = byEnd(first);
        for (int i = 0; i < second.count(); i++) {
            int start = second.start(i);
            while (candidate < byEnd.length && (int) (byEnd[candidate] >>> 32) < start) {
                window.push((int) (byEnd[candidate] >>> 32), (int) byEnd[candidate]);
                candidate++;
            }
            int begin = window.latest(start, maxGap);
            if (begin >= 0 && within(begin, second.end(i))) {
                spans.add(begin, second.end(i));
            }
        }
    }

    private static long[] byEnd(Hits hits) {
        long[] byEnd = new long[hits.count()];
        for (int i = 0; i < byEnd.length; i++) {
            byEnd[i] = (long) hits.end(i) << 32 | hits.start(i);
        }
        Arrays.sort(byEnd);
        return byEnd;
    }

    private boolean within(int begin, int end) {
        return unit == null || unit.at(begin) == unit.at(end);
    }

    private Hits chains() {
        int total = 0;
        for (Hits hits : arguments) {
            total += hits.count();
        }
        long[] byStart = new long[total];
        int[] argumentOf = new int[total];
        merge(byStart, argumentOf);
        long[] byEnd = new long[total];
        for (int hit = 0; hit < total; hit++) {
            byEnd[hit] = (long) (int) byStart[hit] << 32 | hit;
        }
        Arrays.sort(byEnd);

        Window[] windows = new Window[ordered ? arguments.length : 1 << arguments.length];
        for (int state = 0; state < windows.length; state++) {
            windows[state] = new Window(total);
        }
        int[][] begins = new int[total][];
        Hits.Builder spans = new Hits.Builder();
        int released = 0;
        for (int hit = 0; hit < total; hit++) {
            int start = (int) (byStart[hit] >>> 32);
            while (released < total && (int) (byEnd[released] >>> 32) < start) {
                release(begins[(int) byEnd[released]], (int) (byEnd[released] >>> 32), windows);
                released++;
            }
            begins[hit] = ordered
                    ? continueInOrder(argumentOf[hit], start, windows)
                    : continueAny(argumentOf[hit], start, windows);
            int begin = latestComplete(begins[hit]);
            int end = (int) byStart[hit];
            if (begin >= 0 && within(begin, end)) {
                spans.add(begin, end);
            }
        }
        return minimal(spans.build());
    }

    private int latestComplete(int[] begin) {
        int latest = -1;
        for (int state = 0; state < begin.length; state++) {
            if (complete(state)) {
                latest = Math.max(latest, begin[state]);
            }
        }
        return latest;
    }

    private boolean complete(int state) {
        return ordered ? state == arguments.length - 1 : Integer.bitCount(state) >= needed;
    }

    /** Lets the chains that end with a hit be continued from now on. */
    private static void release(int[] begin, int end, Window[] windows) {
        for (int state = 0; state < windows.length; state++) {
            if (begin[state] >= 0) {
                windows[state].push(end, begin[state]);
            }
        }
    }

    private int[] continueInOrder(int argument, int start, Window[] windows) {
        int[] begin = new int[windows.length];
        Arrays.fill(begin, -1);
        begin[argument] = argument == 0 ? start : windows[argument - 1].latest(start, maxGap);
        return begin;
    }

    private int[] continueAny(int argument, int start, Window[] windows) {
        int[] begin = new int[windows.length];
        Arrays.fill(begin, -1);
        int bit = 1 << argument;
        begin[bit] = start;
        for (int state = 1; state < windows.length; state++) {
            if ((state & bit) == 0) {
                begin[state | bit] = Math.max(begin[state | bit], windows[state].latest(start, maxGap));
            }
        }
        return begin;
    }

    private void merge(long[] byStart, int[] argumentOf) {
        int[] next = new int[arguments.length];
        for (int i = 0; i < byStart.length; i++) {
            int least = -1;
            for (int a = 0; a < arguments.length; a++) {
                if (next[a] < arguments[a].count()
                        && (least < 0 || arguments[a].span(next[a]) < arguments[least].span(next[least]))) {
                    least = a;
                }
            }
            byStart[i] = arguments[least].span(next[least]++);
            argumentOf[i] = least;
        }
    }

    /** Drops each span that holds another one. */
    static Hits minimal(Hits spans) {
        Hits.Builder kept = new Hits.Builder();
        int leastEnd = Integer.MAX_VALUE;
        long[] backwards = new long[spans.count()];
        int count = 0;
        for (int i = spans.count() - 1; i >= 0; i--) {
            boolean shortestOfItsStart = i == 0 || spans.start(i - 1) != spans.start(i);
            if (shortestOfItsStart && spans.end(i) < leastEnd) {
                leastEnd = spans.end(i);
                backwards[count++] = spans.span(i);
            }
        }
        while (count > 0) {
            kept.add(backwards[--count]);
        }
        return kept.build();
    }

    /** Chains in the order of their ends; answers which of those that end near enough begins last. */
    private static final class Window {

        private int[] ends;
        private int[] begins;
        private int head;
        private int tail;

        Window(int capacity) {
            ends = new int[Math.min(capacity, 16)];
            begins = new int[ends.length];
        }

        void push(int end, int begin) {
            while (tail > head && begins[tail - 1] <= begin) {
                tail--;
            }
            if (tail == ends.length) {
                ends = Arrays.copyOf(ends, tail * 2 + 1);
                begins = Arrays.copyOf(begins, tail * 2 + 1);
            }
            ends[tail] = end;
            begins[tail++] = begin;
        }

        /** The latest beginning, -1 when no chain is near enough; starts are asked for in ascending order. */
        int latest(int start, int maxGap) {
            while (head < tail && start - ends[head] - 1 > maxGap) {
                head++;
            }
            return head < tail ? begins[head] : -1;
        }
    }
}
