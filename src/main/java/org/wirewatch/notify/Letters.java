package org.wirewatch.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Ids;

/**
 * Makes letters, one for each recipient of a subscription.
 *
 * <p>A letter's id is made of its kind, its subscription, its recipient and what it is about: an immediate one of its
 * alerts and their severities, all others of when they were due. So whatever is made again after a crash has the same
 * id, and a server or reader that knows it can tell.
 */
public final class Letters {

    private static final Comparator<NewsItem> WORST_FIRST = Comparator.comparing(NewsItem::severity)
            .thenComparing(NewsItem::score)
            .reversed()
            .thenComparing(NewsItem::firstSeen, Comparator.reverseOrder())
            .thenComparing(NewsItem::alertId);

    private Letters() {}

    /** What came, told at once or put together. */
    public static List<Letter> of(
            Subscription subscription, Letter.Kind kind, Instant at, List<NewsItem> items, int more) {
        List<NewsItem> ordered = ordered(items);
        List<NewsItem> told = ordered.stream().limit(Letter.MAX_ITEMS).toList();
        String about = kind == Letter.Kind.IMMEDIATE
                ? ordered.stream()
                        .map(item -> item.alertId() + '@' + item.severity().word())
                        .sorted()
                        .collect(Collectors.joining("\n"))
                : String.valueOf(at.toEpochMilli());
        List<Letter> letters = new ArrayList<>();
        for (String address : subscription.addresses()) {
            letters.add(letter(
                    subscription,
                    kind,
                    Letter.Channel.EMAIL,
                    address,
                    at,
                    about,
                    told,
                    more + ordered.size() - told.size(),
                    List.of()));
        }
        if (subscription.webhook() != null) {
            letters.add(letter(
                    subscription,
                    kind,
                    Letter.Channel.WEBHOOK,
                    Letter.WEBHOOK,
                    at,
                    about,
                    told,
                    more + ordered.size() - told.size(),
                    List.of()));
        }
        return letters;
    }

    /** What the operators are told of the state of Wirewatch itself. */
    public static List<Letter> toOperators(Subscription operators, Instant at, List<Outage> outages) {
        return operators.addresses().stream()
                .map(address -> letter(
                        operators,
                        Letter.Kind.OPERATORS,
                        Letter.Channel.EMAIL,
                        address,
                        at,
                        String.valueOf(at.toEpochMilli()),
                        List.of(),
                        0,
                        outages))
                .toList();
    }

    private static Letter letter(
            Subscription subscription,
            Letter.Kind kind,
            Letter.Channel channel,
            String recipient,
            Instant at,
            String about,
            List<NewsItem> items,
            int more,
            List<Outage> outages) {
        String whom = subscription.id() + '\n' + channel + '\n' + recipient.toLowerCase(Locale.ROOT);
        return new Letter(
                Ids.hash("letter\n" + kind + '\n' + whom + '\n' + about),
                kind,
                subscription,
                channel,
                recipient,
                at,
                items,
                more,
                outages,
                thread(whom, items));
    }

    private static @Nullable String thread(String whom, List<NewsItem> items) {
        List<String> stories =
                items.stream().map(NewsItem::storyId).distinct().limit(2).toList();
        return stories.size() == 1 ? Ids.hash("thread\n" + whom + '\n' + stories.get(0)) : null;
    }

    /** The worst first; what belongs to one story follows the worst of it. */
    static List<NewsItem> ordered(List<NewsItem> items) {
        Map<String, List<NewsItem>> stories = items.stream()
                .sorted(WORST_FIRST)
                .collect(Collectors.groupingBy(NewsItem::storyId, LinkedHashMap::new, Collectors.toList()));
        return stories.values().stream().flatMap(List::stream).toList();
    }
}
