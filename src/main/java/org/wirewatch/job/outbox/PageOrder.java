package org.wirewatch.job.outbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.wirewatch.job.state.HostQueue;

/** Which page of a host comes next: the newest first, as news ages; those that failed once only behind all fresh ones. */
final class PageOrder {

    private PageOrder() {}

    static HostQueue added(HostQueue queue) {
        long[] fresh = Arrays.copyOf(queue.fresh(), queue.fresh().length + 1);
        fresh[fresh.length - 1] = queue.next();
        return new HostQueue(queue.next() + 1, fresh, queue.failed(), queue.failedAt());
    }

    /** The pages that may start now, the first one first: all that are not under way and need not wait for a retry. */
    static List<Long> due(HostQueue queue, Set<Long> underWay, long now) {
        List<Long> due = new ArrayList<>();
        for (int i = queue.fresh().length - 1; i >= 0; i--) {
            if (!underWay.contains(queue.fresh()[i])) {
                due.add(queue.fresh()[i]);
            }
        }
        for (int i = 0; i < queue.failed().length; i++) {
            if (queue.failedAt()[i] <= now && !underWay.contains(queue.failed()[i])) {
                due.add(queue.failed()[i]);
            }
        }
        return due;
    }

    /** When the earliest page that is to be tried again may start; empty if none waits for its time. */
    static Optional<Long> nextRetry(HostQueue queue, Set<Long> underWay) {
        Optional<Long> earliest = Optional.empty();
        for (int i = 0; i < queue.failed().length; i++) {
            long at = queue.failedAt()[i];
            if (!underWay.contains(queue.failed()[i]) && (earliest.isEmpty() || at < earliest.get())) {
                earliest = Optional.of(at);
            }
        }
        return earliest;
    }

    static HostQueue failed(HostQueue queue, long number, long at) {
        HostQueue rest = removed(queue, number);
        long[] failed = Arrays.copyOf(rest.failed(), rest.failed().length + 1);
        long[] failedAt = Arrays.copyOf(rest.failedAt(), rest.failedAt().length + 1);
        failed[failed.length - 1] = number;
        failedAt[failedAt.length - 1] = at;
        return new HostQueue(rest.next(), rest.fresh(), failed, failedAt);
    }

    static HostQueue removed(HostQueue queue, long number) {
        long[] fresh = Arrays.stream(queue.fresh()).filter(n -> n != number).toArray();
        int at = 0;
        long[] failed = new long[queue.failed().length];
        long[] failedAt = new long[queue.failed().length];
        for (int i = 0; i < queue.failed().length; i++) {
            if (queue.failed()[i] != number) {
                failed[at] = queue.failed()[i];
                failedAt[at++] = queue.failedAt()[i];
            }
        }
        return new HostQueue(queue.next(), fresh, Arrays.copyOf(failed, at), Arrays.copyOf(failedAt, at));
    }

    /** The page that waits longest and is not under way: the one to give up when the queue is full. */
    static Optional<Long> oldest(HostQueue queue, Set<Long> underWay) {
        return all(queue).stream().filter(number -> !underWay.contains(number)).findFirst();
    }

    /** Every page, the one that waits longest first. */
    static List<Long> all(HostQueue queue) {
        return LongStream.concat(Arrays.stream(queue.failed()), Arrays.stream(queue.fresh()))
                .boxed()
                .toList();
    }

    static int size(HostQueue queue) {
        return queue.fresh().length + queue.failed().length;
    }
}
