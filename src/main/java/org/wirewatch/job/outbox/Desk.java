package org.wirewatch.job.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.wirewatch.job.state.HeldItem;
import org.wirewatch.job.state.MailBox;
import org.wirewatch.job.state.NotifyJson;
import org.wirewatch.job.state.ToldItem;
import org.wirewatch.job.state.UntoldItem;
import org.wirewatch.model.Severity;
import org.wirewatch.notify.Known;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Letters;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Notification;
import org.wirewatch.notify.Reason;
import org.wirewatch.notify.Recent;
import org.wirewatch.notify.Remembered;
import org.wirewatch.notify.Timing;

/**
 * What the current key's subscription was told, what it waits for, and what the log is still to be told of it: the keyed
 * state around {@link org.wirewatch.notify.Deciding}, which decides.
 *
 * <p>State: told alerts, stories and titles for {@link #REMEMBER}; at most {@link #MAX_HELD} items that wait, of which the
 * least severe go when there are more, and are counted; items that are not told until the log has them, half a minute at
 * most; and one small record.
 */
final class Desk {

    /** How long it is remembered that something was told: an article that is still revised after that is told again. */
    static final Duration REMEMBER = Duration.ofDays(7);

    /** Shorter than a day, because columns have the same title every day. */
    static final Duration TITLE_WINDOW = Duration.ofHours(12);

    static final int MAX_HELD = 1_000;
    static final Duration FLUSH_EVERY = Duration.ofSeconds(30);

    /** Items of one line about what is not told. */
    private static final int LINE = 500;

    /** Items that wait for their message; bounded by {@link #MAX_HELD}. */
    static final MapStateDescriptor<Long, HeldItem> HELD_STATE =
            new MapStateDescriptor<>("held-items", Types.LONG, TypeInformation.of(HeldItem.class));

    /** Items that are not told, until the log has them. */
    static final MapStateDescriptor<Long, UntoldItem> UNTOLD_STATE =
            new MapStateDescriptor<>("untold-items", Types.LONG, TypeInformation.of(UntoldItem.class));

    /** What is waited for. */
    static final ValueStateDescriptor<MailBox> BOX_STATE =
            new ValueStateDescriptor<>("mail-box", TypeInformation.of(MailBox.class));

    /** Alerts, stories and titles that were told, by {@link Remembered}; cleared by TTL. */
    static MapStateDescriptor<Long, ToldItem> toldState() {
        MapStateDescriptor<Long, ToldItem> descriptor =
                new MapStateDescriptor<>("told-items", Types.LONG, TypeInformation.of(ToldItem.class));
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(REMEMBER).cleanupFullSnapshot().build());
        return descriptor;
    }

    private final MapState<Long, ToldItem> told;
    private final MapState<Long, HeldItem> held;
    private final MapState<Long, UntoldItem> untold;
    private final ValueState<MailBox> state;
    private final NotifyJson json;

    Desk(KeyedStateStore store, NotifyJson json) {
        this.told = store.getMapState(toldState());
        this.held = store.getMapState(HELD_STATE);
        this.untold = store.getMapState(UNTOLD_STATE);
        this.state = store.getState(BOX_STATE);
        this.json = json;
    }

    /** The subscription is there, perhaps for the first time or with another schedule than before. */
    void subscribed(Subscribed to, int waiting, Instant now) throws Exception {
        MailBox box = box();
        if (!box.schedule().equals(to.schedule())) {
            Timing timing = to.deciding().timing(recent(box, to, waiting), now);
            long due = box.held() == 0 ? 0 : timing.at().toEpochMilli();
            box = box.due(due, box.held() == 0 ? "" : reason(box, timing).word())
                    .nothing(millis(to.deciding().nextNothing(now)))
                    .schedule(to.schedule());
            state.update(box);
        }
    }

    private static Reason reason(MailBox box, Timing timing) {
        return timing.isNow() ? reason(box.reason()) : timing.reason();
    }

    /** Sorts news; what is to be told at once is returned as letters. */
    List<Letter> news(Subscribed to, List<NewsItem> items, int waiting, Instant now) throws Exception {
        List<NewsItem> news = new ArrayList<>();
        for (NewsItem item : items) {
            Reason reason = to.deciding().judge(item, known(item, now), now);
            if (reason.isTold()) {
                remember(item, now);
                news.add(item);
            } else {
                skip(item, reason, now);
            }
        }
        if (news.isEmpty()) {
            return List.of();
        }
        MailBox box = box();
        Timing timing = to.deciding().timing(recent(box, to, waiting), now);
        if (timing.isNow() && box.held() == 0) {
            state.update(box.sent(now.toEpochMilli()));
            return Letters.of(to.subscription(), Letter.Kind.IMMEDIATE, now, news, 0);
        }
        hold(news, timing, now);
        return List.of();
    }

    private Known known(NewsItem item, Instant now) throws Exception {
        ToldItem alert = told.get(Remembered.alert(item));
        if (alert != null) {
            return new Known(severity(alert.severity()), true);
        }
        ToldItem story = told.get(Remembered.story(item));
        if (story != null) {
            return new Known(null, true);
        }
        Optional<Long> title = Remembered.title(item);
        ToldItem same = title.isEmpty() ? null : told.get(title.get());
        return new Known(
                null,
                same != null
                        && Instant.ofEpochMilli(same.atMillis())
                                .plus(TITLE_WINDOW)
                                .isAfter(now));
    }

    private void remember(NewsItem item, Instant now) throws Exception {
        long alert = Remembered.alert(item);
        ToldItem entry = new ToldItem(item.severity().number(), alert, now.toEpochMilli());
        told.put(alert, entry);
        told.put(Remembered.story(item), entry);
        Optional<Long> title = Remembered.title(item);
        if (title.isPresent()) {
            told.put(title.get(), entry);
        }
    }

    private static Severity severity(int number) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.number() == number)
                .findFirst()
                .orElse(Severity.LOW);
    }

    private void skip(NewsItem item, Reason reason, Instant now) throws Exception {
        MailBox box = box();
        untold.put(box.next(), new UntoldItem(json.write(item), reason.word()));
        state.update(box.counted().flushAt(now.plus(FLUSH_EVERY).toEpochMilli()));
    }

    private void hold(List<NewsItem> news, Timing timing, Instant now) throws Exception {
        MailBox box = box();
        if (box.held() == 0) {
            box = box.since(now.toEpochMilli())
                    .due(timing.at().toEpochMilli(), timing.reason().word());
        }
        for (NewsItem item : news) {
            HeldItem entry = new HeldItem(json.write(item), item.severity().number());
            if (box.held() < MAX_HELD) {
                held.put(box.next(), entry);
                box = box.counted().held(box.held() + 1, box.more());
            } else {
                box = box.held(box.held(), box.more() + 1);
                Map.Entry<Long, HeldItem> least = leastSevere();
                if (least.getValue().severity() < entry.severity()) {
                    held.remove(least.getKey());
                    held.put(box.next(), entry);
                    box = box.counted();
                }
            }
        }
        state.update(box.flushAt(now.plus(FLUSH_EVERY).toEpochMilli()));
    }

    private Map.Entry<Long, HeldItem> leastSevere() throws Exception {
        Map.Entry<Long, HeldItem> least = null;
        for (Map.Entry<Long, HeldItem> entry : held.entries()) {
            if (least == null
                    || entry.getValue().severity() < least.getValue().severity()
                    || entry.getValue().severity() == least.getValue().severity() && entry.getKey() < least.getKey()) {
                least = Map.entry(entry.getKey(), entry.getValue());
            }
        }
        if (least == null) {
            throw new IllegalStateException(MAX_HELD + " items are counted, but none is held");
        }
        return least;
    }

    /** Digests that are due. */
    List<Letter> due(Subscribed to, int waiting, Instant now, BiConsumer<Notification, Long> log) throws Exception {
        MailBox box = box();
        List<Letter> letters = List.of();
        if (box.held() > 0 && box.dueMillis() <= now.toEpochMilli()) {
            Timing timing = to.deciding().mayGo(recent(box, to, waiting), now);
            if (!timing.isNow()) {
                state.update(box.due(timing.at().toEpochMilli(), box.reason())
                        .flushAt(now.plus(FLUSH_EVERY).toEpochMilli()));
                return List.of();
            }
            letters = release(to, box, now, log);
        }
        box = box();
        if (box.nothingMillis() > 0 && box.nothingMillis() <= now.toEpochMilli()) {
            Instant digest = Instant.ofEpochMilli(box.nothingMillis());
            state.update(box.nothing(millis(to.deciding().nextNothing(now))));
            if (letters.isEmpty() && box.held() == 0) {
                return Letters.of(to.subscription(), Letter.Kind.NOTHING, digest, List.of(), 0);
            }
        }
        return letters;
    }

    private List<Letter> release(Subscribed to, MailBox box, Instant now, BiConsumer<Notification, Long> log)
            throws Exception {
        List<NewsItem> items = heldItems();
        if (box.logged() > 0) {
            log.accept(line(to, box, items).gathered(), version(box, now));
        }
        held.clear();
        state.update(box.released().sent(now.toEpochMilli()));
        return Letters.of(
                to.subscription(), kind(box.reason()), Instant.ofEpochMilli(box.dueMillis()), items, box.more());
    }

    private static Letter.Kind kind(String reason) {
        if (reason.equals(Reason.QUIET_HOURS.word())) {
            return Letter.Kind.QUIET_DIGEST;
        }
        return reason.equals(Reason.LIMIT_REACHED.word()) ? Letter.Kind.LIMIT_DIGEST : Letter.Kind.DIGEST;
    }

    /** A message that had to wait is with the server now. */
    void taken(Instant now) throws Exception {
        state.update(box().sent(now.toEpochMilli()));
    }

    /** Brings the log up to date if it is time. */
    void flush(Subscribed to, Instant now, BiConsumer<Notification, Long> log) throws Exception {
        MailBox box = box();
        if (box.flushMillis() == 0 || box.flushMillis() > now.toEpochMilli()) {
            return;
        }
        Map<String, List<NewsItem>> skipped = new TreeMap<>();
        for (UntoldItem item : untold.values()) {
            skipped.computeIfAbsent(item.reason(), reason -> new ArrayList<>()).add(json.readItem(item.item()));
        }
        skipped.forEach((reason, items) -> {
            for (int from = 0; from < items.size(); from += LINE) {
                List<NewsItem> some = items.subList(from, Math.min(items.size(), from + LINE));
                log.accept(Notification.suppressed(to.subscription(), reason(reason), now, some), now.toEpochMilli());
            }
        });
        untold.clear();
        if (box.held() > 0) {
            long version = version(box, now);
            log.accept(line(to, box, heldItems()), version);
            box = box.logged(version);
        }
        state.update(box.upToDate());
    }

    /** Forgets everything, because the subscription is gone; what waited is told to the log. */
    void clear(Subscribed from, Instant now, BiConsumer<Notification, Long> log) throws Exception {
        MailBox box = box();
        if (box.held() > 0) {
            List<NewsItem> items = heldItems();
            if (box.logged() > 0) {
                log.accept(line(from, box, items).gathered(), version(box, now));
            }
            log.accept(
                    Notification.suppressed(from.subscription(), Reason.UNSUBSCRIBED, now, items), now.toEpochMilli());
        }
        clear();
    }

    void clear() {
        told.clear();
        held.clear();
        untold.clear();
        state.clear();
    }

    /** When something is to be done next. */
    Optional<Long> nextMillis() throws Exception {
        MailBox box = box();
        return LongStream.of(box.dueMillis(), box.nothingMillis(), box.flushMillis())
                .filter(millis -> millis > 0)
                .boxed()
                .min(Long::compare);
    }

    private Notification line(Subscribed to, MailBox box, List<NewsItem> items) {
        return Notification.held(
                to.subscription(),
                reason(box.reason()),
                Instant.ofEpochMilli(box.sinceMillis()),
                Instant.ofEpochMilli(box.dueMillis()),
                items,
                box.more());
    }

    private static long version(MailBox box, Instant now) {
        return Math.max(box.logged() + 1, now.toEpochMilli());
    }

    /** In the order in which they came. */
    private List<NewsItem> heldItems() throws Exception {
        Map<Long, HeldItem> items = new TreeMap<>();
        held.entries().forEach(entry -> items.put(entry.getKey(), entry.getValue()));
        return items.values().stream().map(item -> json.readItem(item.item())).toList();
    }

    private static Recent recent(MailBox box, Subscribed to, int waiting) {
        return new Recent(
                Arrays.stream(box.sentMillis()).mapToObj(Instant::ofEpochMilli).toList(),
                waiting / Math.max(1, to.recipients()));
    }

    private static Reason reason(String word) {
        return Stream.of(Reason.values())
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElse(Reason.IN_DIGEST);
    }

    private static long millis(Optional<Instant> moment) {
        return moment.map(Instant::toEpochMilli).orElse(0L);
    }

    private MailBox box() throws Exception {
        MailBox box = state.value();
        return box == null ? MailBox.EMPTY : box;
    }
}
