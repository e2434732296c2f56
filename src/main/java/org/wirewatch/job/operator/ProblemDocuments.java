package org.wirewatch.job.operator;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.wirewatch.index.Document;
import org.wirewatch.index.DocumentWriter;
import org.wirewatch.job.state.CountedProblem;
import org.wirewatch.model.Measure;
import org.wirewatch.model.Problem;

/**
 * One document for each problem and day, which counts how often it happened and tells the last time.
 *
 * <p>Key: the problem's id, which holds the day. State expires after two days. A restart may count a problem twice that
 * happened after the last checkpoint.
 */
public final class ProblemDocuments extends KeyedProcessFunction<String, Problem, Document> {

    private static final long serialVersionUID = 1;

    private static final Duration TTL = Duration.ofDays(2);

    private final String prefix;

    private transient ValueState<CountedProblem> counted;
    private transient DocumentWriter writer;
    private transient Tallies tallies;

    public ProblemDocuments(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public void open(OpenContext context) {
        counted = getRuntimeContext().getState(descriptor());
        writer = new DocumentWriter(prefix);
        tallies = new Tallies(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }

    /** How often this problem happened; one a problem and day; cleared by TTL. */
    static ValueStateDescriptor<CountedProblem> descriptor() {
        ValueStateDescriptor<CountedProblem> descriptor =
                new ValueStateDescriptor<>("counted-problem", TypeInformation.of(CountedProblem.class));
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(TTL).cleanupFullSnapshot().build());
        return descriptor;
    }

    @Override
    public void processElement(Problem problem, Context context, Collector<Document> out) throws Exception {
        CountedProblem before = counted.value();
        long now = context.timerService().currentProcessingTime();
        CountedProblem after = new CountedProblem(
                before == null ? 1 : before.count() + 1, Versions.next(before == null ? 0 : before.version(), now));
        counted.update(after);
        out.collect(writer.problem(problem, after.count(), after.version()));
        tallies.count(context::output, Measure.PROBLEMS, 1, Instant.ofEpochMilli(now));
    }
}
