package org.wirewatch.job.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.wirewatch.feed.Decision;
import org.wirewatch.feed.FeedProblems;
import org.wirewatch.feed.KnownEntries;
import org.wirewatch.feed.Novelty;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.feed.PublishingGaps;
import org.wirewatch.feed.RecentLags;
import org.wirewatch.fetch.Urls;
import org.wirewatch.job.state.FeedRecord;
import org.wirewatch.job.stream.FeedReport;
import org.wirewatch.job.stream.Poll;
import org.wirewatch.job.stream.PollPlan;
import org.wirewatch.job.stream.SeenEntry;
import org.wirewatch.model.Entry;
import org.wirewatch.model.FeedHealth;
import org.wirewatch.model.Measure;
import org.wirewatch.model.Precision;
import org.wirewatch.model.Problem;

/**
 * Decides which entries of a poll are new, and says how the feed is doing. A problem with the list of feeds passes
 * through.
 *
 * <p>Key: {@link FeedReport#key()}, the feed's id. Time: none but the poll's own. Ordering: polls of one feed arrive in order, as one reader makes them
 * one after the other. A restart repeats a poll whose entries were not yet in a checkpoint, with the same decision.
 */
public final class NewEntries extends KeyedProcessFunction<String, FeedReport, SeenEntry> {

    private static final long serialVersionUID = 1;

    /** Hashes of the entries that the feed has shown; bounded by what it shows plus a margin; never cleared. */
    static final ValueStateDescriptor<KnownEntries> KNOWN =
            new ValueStateDescriptor<>("known-entries", TypeInformation.of(KnownEntries.class));

    /** What the health document tells beyond one poll; one a feed; never cleared. */
    static final ValueStateDescriptor<FeedRecord> RECORD =
            new ValueStateDescriptor<>("feed-record", TypeInformation.of(FeedRecord.class));

    private final PollSettings settings;

    private transient Novelty novelty;
    private transient ValueState<KnownEntries> known;
    private transient ValueState<FeedRecord> record;
    private transient Tallies tallies;

    public NewEntries(PollSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        novelty = new Novelty(settings);
        known = getRuntimeContext().getState(KNOWN);
        record = getRuntimeContext().getState(RECORD);
        tallies = new Tallies(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }

    @Override
    public void processElement(FeedReport report, Context context, Collector<SeenEntry> out) throws Exception {
        Poll poll = report.poll();
        if (poll == null) {
            context.output(SideOutputs.PROBLEMS, Objects.requireNonNull(report.problem()));
            return;
        }
        FeedRecord before = Optional.ofNullable(record.value()).orElse(FeedRecord.NONE);
        FeedRecord after = switch (poll.answer()) {
            case CHANGED -> changed(poll, before, context, out);
            case UNCHANGED -> unchanged(poll, before, context);
            case FAILED -> failed(poll, before, context);
        };
        record.update(after);
        context.output(SideOutputs.FEEDS, health(poll, after));
    }

    private FeedRecord changed(Poll poll, FeedRecord before, Context context, Collector<SeenEntry> out)
            throws Exception {
        tallies.count(context::output, Measure.POLLS_CHANGED, 1, poll.at());
        Decision decision = novelty.decide(known.value(), poll.feed(), poll.entries(), poll.at());
        known.update(decision.known());
        decision.problems().forEach(problem -> context.output(SideOutputs.PROBLEMS, problem));
        if (poll.problem() != null) {
            context.output(SideOutputs.PROBLEMS, poll.problem());
        }
        boolean timely = !decision.firstPoll();
        pass(decision.fresh(), false, poll, timely, context, out);
        pass(decision.revised(), true, poll, timely, context, out);
        tallies.count(context::output, Measure.ENTRIES_NEW, decision.fresh().size(), poll.at());
        tallies.count(
                context::output,
                Measure.ENTRIES_KNOWN,
                poll.entries().size() - decision.fresh().size(),
                poll.at());
        long at = poll.at().toEpochMilli();
        boolean hasNews = !decision.fresh().isEmpty();
        PublishingGaps gaps = gaps(poll, before.gaps(), hasNews);
        return new FeedRecord(
                at,
                hasNews ? at : before.lastNewMillis(),
                before.newEntries() + decision.fresh().size(),
                poll.entries().size(),
                String.join(" ", poll.repairs()),
                poll.bytes(),
                before.bytes() + poll.bytes(),
                timely ? lags(before.lagSeconds(), decision.fresh(), poll.at()) : before.lagSeconds(),
                gaps,
                silent(poll, gaps, before.silent() && !hasNews, context),
                moved(poll, before.movedTo(), context));
    }

    private static PublishingGaps gaps(Poll poll, @Nullable PublishingGaps before, boolean hasNews) {
        if (before == null) {
            return PublishingGaps.first(poll.entries(), poll.at());
        }
        return hasNews ? before.broken(poll.at()) : before;
    }

    private static int @Nullable [] lags(int @Nullable [] before, List<Entry> fresh, Instant at) {
        List<Duration> more = fresh.stream()
                .filter(NewEntries::isExact)
                .map(entry -> Duration.between(entry.published(), at))
                .toList();
        return more.isEmpty() ? before : RecentLags.with(before == null ? new int[0] : before, more);
    }

    private static boolean isExact(Entry entry) {
        return entry.published() != null && entry.publishedPrecision() == Precision.SECOND;
    }

    /** Whether the feed is silent; told once. */
    private static boolean silent(Poll poll, @Nullable PublishingGaps gaps, boolean told, Context context) {
        boolean silent = gaps != null && gaps.areExceeded(poll.at());
        if (silent && !told) {
            context.output(SideOutputs.PROBLEMS, FeedProblems.silent(poll.feed(), gaps, poll.at()));
        }
        return silent;
    }

    /** Where the feed has moved for good; told once. */
    private static @Nullable String moved(Poll poll, @Nullable String told, Context context) {
        String to = poll.plan().movedTo();
        if (to != null && !to.equals(told)) {
            context.output(SideOutputs.PROBLEMS, FeedProblems.moved(poll.feed(), to, poll.at()));
        }
        return to;
    }

    private void pass(
            List<Entry> entries,
            boolean corrected,
            Poll poll,
            boolean timely,
            Context context,
            Collector<SeenEntry> out) {
        for (Entry entry : entries) {
            String link = entry.url();
            Optional<String> url = link == null ? Optional.empty() : Urls.normalise(link);
            if (url.isEmpty()) {
                context.output(SideOutputs.PROBLEMS, JobProblems.entryWithoutLink(entry, poll.feed(), poll.at()));
                continue;
            }
            if (timely && !corrected && isExact(entry)) {
                tallies.took(context::output, Measure.PUBLISHED_SEEN, entry.published(), poll.at());
            }
            out.collect(new SeenEntry(url.get(), link, poll.feed(), entry, poll.at(), timely, corrected));
        }
    }

    private FeedRecord unchanged(Poll poll, FeedRecord before, Context context) {
        tallies.count(context::output, Measure.POLLS_UNCHANGED, 1, poll.at());
        return new FeedRecord(
                poll.at().toEpochMilli(),
                before.lastNewMillis(),
                before.newEntries(),
                before.entries(),
                before.repairs(),
                before.bodyBytes(),
                before.bytes() + poll.bytes(),
                before.lagSeconds(),
                before.gaps(),
                silent(poll, before.gaps(), before.silent(), context),
                moved(poll, before.movedTo(), context));
    }

    private FeedRecord failed(Poll poll, FeedRecord before, Context context) {
        tallies.count(context::output, Measure.POLLS_FAILED, 1, poll.at());
        Problem problem = poll.problem();
        if (problem != null) {
            context.output(
                    SideOutputs.PROBLEMS,
                    problem.of(poll.feed().id(), poll.plan().failures()));
        }
        return before;
    }

    private static FeedHealth health(Poll poll, FeedRecord record) {
        Problem problem = poll.problem();
        PollPlan plan = poll.plan();
        int[] lags = record.lagSeconds();
        OptionalLong lag = lags == null ? OptionalLong.empty() : RecentLags.medianMillis(lags);
        return new FeedHealth(
                poll.feed(),
                state(plan, record),
                poll.at(),
                instant(record.lastSuccessMillis()),
                instant(record.lastNewMillis()),
                plan.nextPoll(),
                plan.intervalMillis(),
                plan.usualIntervalMillis(),
                plan.entriesPerDay(),
                plan.failures(),
                record.entries(),
                record.newEntries(),
                lag.isPresent() ? lag.getAsLong() : null,
                record.bodyBytes(),
                record.bytes(),
                plan.movedTo(),
                plan.validatorsTrusted(),
                record.repairs().isEmpty()
                        ? List.of()
                        : List.of(record.repairs().split(" ")),
                problem == null ? null : problem.kind(),
                problem == null ? null : problem.message());
    }

    private static FeedHealth.State state(PollPlan plan, FeedRecord record) {
        if (plan.gone()) {
            return FeedHealth.State.GONE;
        }
        if (plan.failures() > 0) {
            return FeedHealth.State.FAILING;
        }
        return record.silent() ? FeedHealth.State.SILENT : FeedHealth.State.LIVE;
    }

    private static @Nullable Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
