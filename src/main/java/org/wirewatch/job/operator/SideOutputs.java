package org.wirewatch.job.operator;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;
import org.wirewatch.model.FeedHealth;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Tally;

/** What leaves an operator beside its main stream. */
public final class SideOutputs {

    /** Whatever could not be passed on. */
    public static final OutputTag<Problem> PROBLEMS = new OutputTag<>("problems", TypeInformation.of(Problem.class));

    /** Observations for the health document. */
    public static final OutputTag<Tally> TALLIES = new OutputTag<>("tallies", TypeInformation.of(Tally.class));

    /** The state of a feed after a poll. */
    public static final OutputTag<FeedHealth> FEEDS = new OutputTag<>("feeds", TypeInformation.of(FeedHealth.class));

    private SideOutputs() {}
}
