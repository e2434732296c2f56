package org.wirewatch.topic.match;

import java.util.Arrays;

/**
 * Spans of word positions, both ends inclusive, sorted by start and then by end, none twice. A span is one long, so that
 * sorting and comparing need no objects.
 */
final class Hits {

    static final Hits NONE = new Hits(new long[0], 0);

    private final long[] spans;
    private final int count;

    private Hits(long[] spans, int count) {
        this.spans = spans;
        this.count = count;
    }

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int start(int hit) {
        return (int) (spans[hit] >>> 32);
    }

    int end(int hit) {
        return (int) spans[hit];
    }

    long span(int hit) {
        return spans[hit];
    }

    static long span(int start, int end) {
        return (long) start << 32 | end;
    }

    /** The first hit that starts at a position or behind it; {@link #count} when there is none. */
    int firstFrom(int position) {
        int at = Arrays.binarySearch(spans, 0, count, span(position, 0));
        return at >= 0 ? at : -at - 1;
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append('[').append(start(i)).append(',').append(end(i)).append(']');
        }
        return all.toString();
    }

    /** Collects spans in any order. */
    static final class Builder {

        private long[] spans = new long[8];
        private int count;
        private boolean sorted = true;

        void add(int start, int end) {
            add(span(start, end));
        }

        void add(long span) {
            if (count == spans.length) {
                spans = Arrays.copyOf(spans, count * 2);
            }
            sorted &= count == 0 || spans[count - 1] < span;
            spans[count++] = span;
        }

        void addAll(Hits hits) {
            for (int i = 0; i < hits.count; i++) {
                add(hits.spans[i]);
            }
        }

        Hits build() {
            if (count == 0) {
                return NONE;
            }
            if (!sorted) {
                Arrays.sort(spans, 0, count);
                int kept = 1;
                for (int i = 1; i < count; i++) {
                    if (spans[i] != spans[kept - 1]) {
                        spans[kept++] = spans[i];
                    }
                }
                count = kept;
            }
            return new Hits(spans, count);
        }
    }
}
