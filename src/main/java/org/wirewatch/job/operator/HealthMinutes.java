package org.wirewatch.job.operator;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.wirewatch.index.Document;
import org.wirewatch.index.DocumentWriter;
import org.wirewatch.job.state.MinuteCounts;
import org.wirewatch.model.Tally;

/**
 * Puts the observations of all stages together into one document a minute.
 *
 * <p>Key: one for all, so that it runs in one subtask; the minute in progress lives in memory and goes into operator
 * state with each checkpoint, because an update of keyed state for each observation would cost more than the work it
 * observes. Time: processing time. A restart loses at most what was observed since the last checkpoint.
 */
public final class HealthMinutes extends KeyedProcessFunction<Byte, Tally, Document> implements CheckpointedFunction {

    private static final long serialVersionUID = 1;

    /** The key under which all observations meet. */
    public static final Byte ALL = 0;

    static final long MINUTE = 60_000;

    /** The minute in progress; at most one, written at each checkpoint. */
    static final ListStateDescriptor<MinuteCounts> IN_PROGRESS =
            new ListStateDescriptor<>("minute", TypeInformation.of(MinuteCounts.class));

    private final String prefix;

    private transient ListState<MinuteCounts> saved;
    private transient MinuteTally minute;
    private transient DocumentWriter writer;
    private transient boolean timerSet;

    public HealthMinutes(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        saved = context.getOperatorStateStore().getListState(IN_PROGRESS);
        minute = new MinuteTally();
        for (MinuteCounts counts : saved.get()) {
            minute.add(counts);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        saved.update(List.of(minute.counts()));
    }

    @Override
    public void open(OpenContext context) {
        writer = new DocumentWriter(prefix);
    }

    @Override
    public void processElement(Tally tally, Context context, Collector<Document> out) {
        if (!timerSet) {
            waitForEndOfMinute(context.timerService());
        }
        minute.add(tally);
    }

    @Override
    public void onTimer(long end, OnTimerContext context, Collector<Document> out) {
        out.collect(writer.health(minute.finish(Instant.ofEpochMilli(end - MINUTE)), end));
        waitForEndOfMinute(context.timerService());
    }

    /** After an outage the next end is that of the minute of now, not of each one that was missed. */
    private void waitForEndOfMinute(TimerService timers) {
        long now = timers.currentProcessingTime();
        timers.registerProcessingTimeTimer(now - now % MINUTE + MINUTE);
        timerSet = true;
    }
}
