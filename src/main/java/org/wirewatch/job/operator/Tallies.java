package org.wirewatch.job.operator;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.util.OutputTag;
import org.wirewatch.model.Measure;
import org.wirewatch.model.Tally;

/** Puts one subtask's observations on the side output. */
final class Tallies {

    private final int subtask;

    Tallies(int subtask) {
        this.subtask = subtask;
    }

    /** The method that the contexts of Flink's functions share without a common type: {@code context::output}. */
    interface Aside {
        <X> void output(OutputTag<X> tag, X value);
    }

    void count(Aside aside, Measure measure, long number, Instant at) {
        if (number > 0) {
            aside.output(SideOutputs.TALLIES, new Tally(measure, number, subtask, at));
        }
    }

    /** A clock that is off by a little must not give a negative time. */
    void took(Aside aside, Measure measure, Instant from, Instant to) {
        long millis = Math.max(0, Duration.between(from, to).toMillis());
        aside.output(SideOutputs.TALLIES, new Tally(measure, millis, subtask, to));
    }
}
