package org.wirewatch.job.operator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.job.state.NotifyJson;
import org.wirewatch.job.stream.Addressed;
import org.wirewatch.job.stream.CatalogueChange;
import org.wirewatch.job.stream.MatchedArticle;
import org.wirewatch.model.Ids;
import org.wirewatch.notify.Deciding;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.NewsItems;
import org.wirewatch.notify.Subscription;
import org.wirewatch.notify.SubscriptionsFile;

/**
 * Finds the subscriptions that ask for an alert, and tells them how they read now.
 *
 * <p>The subscriptions that were submitted travel in the operator; broadcast state holds the newest ones that were read
 * while the job ran, with the hash of the submitted ones that they changed, as in {@link MatchTopics}. Each subtask tells
 * every subscription itself, before its first news after a start and after each change, because only so is a subscription
 * known before its news arrive; telling twice does no harm.
 *
 * <p>Not keyed. Time: processing time, as the version of subscriptions.
 */
public final class AddressAlerts extends BroadcastProcessFunction<MatchedArticle, CatalogueChange, Addressed>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(AddressAlerts.class);

    /** The text of the file, and the hash of the submitted text that it changed. */
    public static final MapStateDescriptor<String, String> CHANGED =
            new MapStateDescriptor<>("changed-subscriptions", Types.STRING, Types.STRING);

    private static final String TEXT = "text";
    private static final String SUBMITTED = "submitted";

    private final String submitted;

    private transient NotifyJson json;
    private transient String current;
    private transient List<Deciding> deciding;
    private transient List<Subscription> subscriptions;
    private transient Set<String> gone;
    private transient boolean told;

    /** @param submitted the text of subscriptions.yaml, without a mistake */
    public AddressAlerts(String submitted) {
        this.submitted = submitted;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        json = new NotifyJson();
        BroadcastState<String, String> changed = context.getOperatorStateStore().getBroadcastState(CHANGED);
        String restored = changed.get(TEXT);
        current = restored != null && Ids.hash(submitted).equals(changed.get(SUBMITTED)) ? restored : submitted;
        subscriptions = read(current);
        gone = ids(read(restored == null ? "" : restored));
        gone.removeAll(ids(subscriptions));
        deciding = subscriptions.stream().map(Deciding::new).toList();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // Broadcast state is written by Flink; nothing else is kept.
    }

    @Override
    public void processElement(MatchedArticle matched, ReadOnlyContext context, Collector<Addressed> out) {
        tell(out, context.currentProcessingTime());
        if (matched.alerts().isEmpty()) {
            return;
        }
        List<NewsItem> items = matched.alerts().stream()
                .map(alert -> NewsItems.of(matched.article(), alert))
                .toList();
        for (int i = 0; i < subscriptions.size(); i++) {
            Deciding one = deciding.get(i);
            List<NewsItem> wanted = items.stream().filter(one::wants).toList();
            if (!wanted.isEmpty()) {
                out.collect(Addressed.news(subscriptions.get(i).id(), context.currentProcessingTime(), wanted));
            }
        }
    }

    /** Problems are told by {@link MatchTopics}, which gets the same changes. */
    @Override
    public void processBroadcastElement(CatalogueChange change, Context context, Collector<Addressed> out)
            throws Exception {
        if (change.problem() == null && !change.subscriptions().equals(current)) {
            List<Subscription> before = subscriptions;
            current = change.subscriptions();
            subscriptions = read(current);
            deciding = subscriptions.stream().map(Deciding::new).toList();
            gone.addAll(ids(before));
            gone.removeAll(ids(subscriptions));
            told = false;
            context.getBroadcastState(CHANGED).putAll(Map.of(TEXT, current, SUBMITTED, Ids.hash(submitted)));
        }
        tell(out, context.currentProcessingTime());
    }

    private void tell(Collector<Addressed> out, long now) {
        if (told) {
            return;
        }
        told = true;
        subscriptions.forEach(
                subscription -> out.collect(Addressed.subscribed(subscription.id(), now, json.write(subscription))));
        gone.forEach(id -> out.collect(Addressed.gone(id, now)));
    }

    /** It was checked when it was submitted or changed; a later release may see more mistakes in it. */
    private static List<Subscription> read(String text) {
        ConfigErrors errors = new ConfigErrors();
        List<Subscription> read = new ArrayList<>(SubscriptionsFile.parse(SubscriptionsFile.NAME, text, null, errors)
                .subscriptions());
        if (!errors.isEmpty()) {
            LOG.warn("Subscriptions with a mistake are not told anything: {}", errors.list());
        }
        return read;
    }

    private static Set<String> ids(List<Subscription> subscriptions) {
        return subscriptions.stream().map(Subscription::id).collect(Collectors.toCollection(HashSet::new));
    }
}
