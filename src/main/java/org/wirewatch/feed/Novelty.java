package org.wirewatch.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Precision;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;

/**
 * Decides which entries of a poll are news, by identity and never by date alone: two entries may share a second, and a
 * re-dated entry is not new.
 *
 * <p>An entry is known when its guid or its link is. A guid that the feed gives to entries with different links is no
 * identity there. What an entry was known by is remembered as long as the feed shows it and for a margin after that.
 *
 * <p>Dates decide in two cases only. On a feed's first poll everything is unknown, and only what is younger than
 * {@code freshFor} is news. And when a feed suddenly shows many unknown entries that are old, or that carry titles
 * known from it, it has been reset (moved to another system, serves its archive): then those are held back and reported
 * as one problem, and the rest is news as always. A single unknown entry with an old date is news: a
 * monitor would rather tell twice than never.
 *
 * <p>Pure and thread-safe.
 */
public final class Novelty {

    /** Fewer unknown entries than this are never taken for an archive. */
    static final int RESET_MIN = 10;
    /**
     * Entries remembered beyond those that the feed shows: as many again, for two servers behind one name that show
     * different versions by turns, and at least so many. They are remembered by guid and link; titles come last and go
     * first, because with them a feed of 30 entries would take more than the 1.5 KB that it may.
     */
    static final int MARGIN = 16;
    /** More revisions at once, and more than a quarter of the feed, are none: the feed was dated or titled anew. */
    static final int REVISED_MAX = 5;

    /** No feed is remembered for more entries than this; those that come first in it are kept. */
    static final int MAX_ENTRIES = 2_000;

    private static final int IDENTITIES_AN_ENTRY = 2;

    private final Duration freshFor;

    public Novelty(PollSettings settings) {
        this.freshFor = settings.freshFor();
    }

    /**
     * @param known what the last decision on this feed returned, null if there was none
     * @param shown the entries of one body, in its order; those beyond {@value #MAX_ENTRIES} are left out
     */
    public Decision decide(@Nullable KnownEntries known, Feed feed, List<Entry> shown, Instant now) {
        // What is not remembered must not be decided either: it would be new at every poll.
        List<Entry> entries = shown.subList(0, Math.min(shown.size(), MAX_ENTRIES));
        List<EntryKeys> keys = EntryKeys.of(entries);
        List<Integer> unknown = unknown(known, entries, keys);
        List<Problem> problems = new ArrayList<>();
        List<Integer> fresh = known == null
                ? unknown.stream().filter(i -> isYoung(entries.get(i), now)).toList()
                : withoutArchive(known, feed, entries, keys, unknown, problems, now);
        List<Entry> news = fresh.stream().map(entries::get).toList();
        withoutLink(feed, news, now, problems);
        return new Decision(
                news,
                known == null ? List.of() : revised(known, entries, keys, unknown),
                remember(known, keys, now),
                known == null,
                unknown.size() - fresh.size(),
                problems);
    }

    /** Positions of the entries that neither the past nor an earlier entry of the same body knows. */
    private static List<Integer> unknown(@Nullable KnownEntries known, List<Entry> entries, List<EntryKeys> keys) {
        Set<Long> seen = new HashSet<>();
        if (known != null) {
            for (long key : known.keys()) {
                seen.add(key);
            }
        }
        List<Integer> unknown = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            EntryKeys entry = keys.get(i);
            boolean linkIsKnown = entry.link() != null && seen.contains(entry.link());
            boolean guidIsKnown = entry.guid() != null && seen.contains(entry.guid());
            if (!linkIsKnown && !(guidIsKnown && !isRecycled(known, entries.get(i), entry, seen))) {
                unknown.add(i);
            }
            if (entry.guid() != null) {
                seen.add(entry.guid());
            }
            if (entry.link() != null) {
                seen.add(entry.link());
            }
        }
        return unknown;
    }

    /**
     * Whether a known guid was given to another entry: link and title are new, and it was published after the last
     * look at the feed. (A headline that was edited may change title and link too, but keeps its date.)
     */
    private static boolean isRecycled(@Nullable KnownEntries known, Entry entry, EntryKeys keys, Set<Long> seen) {
        return known != null
                && keys.link() != null
                && keys.title() != null
                && !seen.contains(keys.title())
                && entry.published() != null
                && entry.published().toEpochMilli() > known.decidedMillis();
    }

    private static List<Entry> revised(
            KnownEntries known, List<Entry> entries, List<EntryKeys> keys, List<Integer> unknown) {
        Set<Long> seen = new HashSet<>();
        for (long key : known.keys()) {
            seen.add(key);
        }
        Set<Integer> news = new HashSet<>(unknown);
        List<Entry> revised = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            EntryKeys entry = keys.get(i);
            Instant updated = entries.get(i).updated();
            boolean isKnown = entry.link() != null && seen.contains(entry.link())
                    || entry.guid() != null && seen.contains(entry.guid());
            boolean differs = entry.title() != null && !seen.contains(entry.title())
                    || entry.guid() != null && !seen.contains(entry.guid())
                    || updated != null && updated.toEpochMilli() > known.decidedMillis();
            if (isKnown && differs && !news.contains(i)) {
                revised.add(entries.get(i));
            }
        }
        return revised.size() > Math.max(REVISED_MAX, entries.size() / 4) ? List.of() : revised;
    }

    private boolean isYoung(Entry entry, Instant now) {
        Instant date = entry.published() == null ? entry.updated() : entry.published();
        if (date == null) {
            return false;
        }
        Duration slack = entry.publishedPrecision() == Precision.DAY ? Duration.ofDays(1) : Duration.ZERO;
        return date.plus(slack).isAfter(now.minus(freshFor));
    }

    private List<Integer> withoutArchive(
            KnownEntries known,
            Feed feed,
            List<Entry> entries,
            List<EntryKeys> keys,
            List<Integer> unknown,
            List<Problem> problems,
            Instant now) {
        if (unknown.size() < RESET_MIN) {
            return unknown;
        }
        Set<Long> titles = new HashSet<>();
        for (long key : known.keys()) {
            titles.add(key);
        }
        // What appeared while the monitor itself was down is no archive: age counts from the last decision.
        Instant border = Instant.ofEpochMilli(known.decidedMillis()).minus(freshFor);
        boolean archiveOfUndated = unknown.size() > 2 * known.shown() + RESET_MIN;
        List<Integer> news = new ArrayList<>();
        for (int i : unknown) {
            Entry entry = entries.get(i);
            boolean renamed =
                    keys.get(i).title() != null && titles.contains(keys.get(i).title());
            boolean old = entry.published() == null
                    ? archiveOfUndated
                    : entry.published().isBefore(border);
            if (!renamed && !old) {
                news.add(i);
            }
        }
        int held = unknown.size() - news.size();
        if (held < RESET_MIN || 2 * held < unknown.size()) {
            return unknown;
        }
        problems.add(new Problem(
                Stage.FEED,
                "feed-reset",
                feed.url(),
                feed.id(),
                "the feed showed " + unknown.size() + " entries at once that it had not shown before, " + held
                        + " of them with titles known from it or dated before " + border + ": these " + held
                        + " were held back, " + news.size() + " count as news",
                "look at the feed: it has moved to another system or serves its archive; if the entries matter,"
                        + " add it under another id",
                1,
                now));
        return news;
    }

    private static void withoutLink(Feed feed, List<Entry> news, Instant now, List<Problem> problems) {
        List<Entry> without = news.stream().filter(entry -> entry.url() == null).toList();
        if (without.isEmpty()) {
            return;
        }
        String title = Objects.requireNonNullElse(without.get(0).title(), "(no title)");
        String count = without.size() == 1 ? "1 new entry has" : without.size() + " new entries have";
        problems.add(new Problem(
                Stage.FEED,
                "entry-without-link",
                feed.url(),
                feed.id(),
                count + " neither a link nor a guid that is an address: \"" + title + "\""
                        + (without.size() == 1 ? "" : " and others"),
                "tell the publisher; without a link there is no page to fetch and nothing to point readers to",
                1,
                now));
    }

    private static KnownEntries remember(@Nullable KnownEntries known, List<EntryKeys> keys, Instant now) {
        Set<Long> present = new HashSet<>();
        List<Long> kept = new ArrayList<>();
        for (EntryKeys entry : keys) {
            add(entry.guid(), present, kept);
            add(entry.link(), present, kept);
        }
        for (EntryKeys entry : keys) {
            add(entry.title(), present, kept);
        }
        // An empty body now and then must not make a feed forget itself.
        int shown = keys.isEmpty() && known != null ? known.shown() : keys.size();
        if (known != null) {
            int room = kept.size() + IDENTITIES_AN_ENTRY * Math.max(Math.max(shown, known.shown()), MARGIN);
            for (long key : known.keys()) {
                if (kept.size() >= room) {
                    break;
                }
                add(key, present, kept);
            }
        }
        return new KnownEntries(kept.stream().mapToLong(Long::longValue).toArray(), shown, now.toEpochMilli());
    }

    private static void add(@Nullable Long key, Set<Long> present, List<Long> kept) {
        if (key != null && present.add(key)) {
            kept.add(key);
        }
    }
}
