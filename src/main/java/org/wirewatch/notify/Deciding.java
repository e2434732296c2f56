package org.wirewatch.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wirewatch.fetch.Urls;

/**
 * What one subscription is told, and when. Pure: the same question gives the same answer, and every answer has a reason.
 *
 * <p>Three questions, in this order. Does it want an item ({@link #wants})? Is the item news to it ({@link #judge})? When
 * is it told ({@link #timing})? An article that was told is told again only when a revision of it mentions another topic
 * or the same with a higher severity; a copy of a story only when the subscription wants copies.
 */
public final class Deciding {

    /** Messages that may wait for the mail server before further ones are put together. */
    static final int MAX_WAITING = 100;

    /** How soon it is looked again whether waiting messages have gone. */
    static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private final Subscription subscription;
    private final Clockwork clockwork;

    public Deciding(Subscription subscription) {
        this.subscription = subscription;
        this.clockwork = new Clockwork(subscription.when(), subscription.zone());
    }

    /** Whether the subscription asks for such an item. */
    public boolean wants(NewsItem item) {
        Filter what = subscription.what();
        boolean own = item.topicId().equals(subscription.ownTopic());
        boolean othersOwn = !own && item.topicId().startsWith(Subscription.TOPIC_PREFIX);
        boolean topic = own
                || !othersOwn
                        && (what.topics().contains(item.topicId())
                                || what.topics().contains(Filter.EVERY_TOPIC))
                        && item.severity().compareTo(what.leastSeverity()) >= 0;
        return topic
                && (what.languages().isEmpty()
                        || item.language() != null && what.languages().contains(primary(item.language())))
                && (what.countries().isEmpty()
                        || item.country() != null && what.countries().contains(item.country()))
                && (what.outlets().isEmpty() || what.outlets().stream().anyMatch(outlet -> isOutlet(item, outlet)))
                && (what.tags().isEmpty() || item.tags().stream().anyMatch(what.tags()::contains));
    }

    private static String primary(String language) {
        return language.toLowerCase(Locale.ROOT).split("-")[0];
    }

    private static boolean isOutlet(NewsItem item, String outlet) {
        String domain = outlet.toLowerCase(Locale.ROOT);
        return item.feedId().equals(outlet)
                || Urls.host(item.url())
                        .filter(host -> host.equals(domain) || host.endsWith("." + domain))
                        .isPresent();
    }

    /** Whether an item that is wanted is news: {@link Reason#SENT} if it is, else why it is not told. */
    public Reason judge(NewsItem item, Known known, Instant now) {
        if (subscription.mutes().stream().anyMatch(mute -> mute.until().isAfter(now) && isMuted(item, mute))) {
            return Reason.MUTED;
        }
        if (known.told() != null) {
            return item.severity().compareTo(known.told()) > 0 ? Reason.SENT : Reason.REVISION_TOLD;
        }
        return known.storyTold() && !subscription.what().copies() ? Reason.COPY_TOLD : Reason.SENT;
    }

    private static boolean isMuted(NewsItem item, Mute mute) {
        return switch (mute.what()) {
            case TOPIC -> item.topicId().equals(mute.name());
            case OUTLET -> isOutlet(item, mute.name());
            case STORY -> item.storyId().equals(mute.name()) || item.articleId().equals(mute.name());
        };
    }

    /** When an item that comes now is told. */
    public Timing timing(Recent recent, Instant now) {
        if (subscription.when().rhythm() == Schedule.Rhythm.IMMEDIATELY) {
            return mayGo(recent, now);
        }
        Instant digest = clockwork.nextDigest(now).orElse(now);
        return new Timing(Reason.IN_DIGEST, clockwork.endOfQuiet(digest).orElse(digest));
    }

    /** Whether a message that is due may go now, or when to ask again. */
    public Timing mayGo(Recent recent, Instant now) {
        Optional<Instant> loud = clockwork.endOfQuiet(now);
        if (loud.isPresent()) {
            return new Timing(Reason.QUIET_HOURS, loud.get());
        }
        Integer atMost = subscription.when().atMostPerHour();
        List<Instant> lastHour = recent.lastHour(now);
        if (atMost != null && lastHour.size() >= atMost) {
            Instant free = lastHour.get(lastHour.size() - atMost).plus(Recent.HOUR);
            return new Timing(Reason.LIMIT_REACHED, clockwork.endOfQuiet(free).orElse(free));
        }
        int mayWait = atMost == null ? MAX_WAITING : Math.min(MAX_WAITING, atMost);
        return recent.waiting() >= mayWait
                ? new Timing(Reason.LIMIT_REACHED, now.plus(LOOK_AGAIN))
                : new Timing(Reason.SENT, now);
    }

    /** When a digest is due after a moment even if nothing comes; nothing if nobody wants to hear of that. */
    public Optional<Instant> nextNothing(Instant after) {
        return subscription.when().tellNothing()
                ? clockwork
                        .nextDigest(after)
                        .map(digest -> clockwork.endOfQuiet(digest).orElse(digest))
                : Optional.empty();
    }
}
