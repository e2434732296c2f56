package org.wirewatch.notify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Article;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Mention;

/** Makes news of alerts: cut to what a message has room for. */
public final class NewsItems {

    /** Characters kept before what was found, in a sentence that is too long. */
    private static final int LEAD = 150;

    private static final String CUT = "…";

    private NewsItems() {}

    public static NewsItem of(Article article, Alert alert) {
        Feed feed = article.feed();
        String outlet = article.site() != null ? article.site() : feed.title();
        return new NewsItem(
                alert.id(),
                article.id(),
                article.id(),
                alert.topicId(),
                cut(alert.topicTitle(), NewsItem.MAX_NAME_CHARS),
                alert.severity(),
                alert.score(),
                cut(article.title(), NewsItem.MAX_TITLE_CHARS),
                article.url(),
                outlet == null ? null : cut(outlet, NewsItem.MAX_NAME_CHARS),
                article.language(),
                feed.country(),
                feed.tags(),
                feed.id(),
                article.published(),
                article.firstSeen(),
                quotes(alert),
                alert.mentions().stream().map(Mention::ruleId).distinct().toList(),
                false);
    }

    private static List<Quote> quotes(Alert alert) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Mention mention : alert.mentions()) {
            if (found.size() < NewsItem.MAX_QUOTES || found.containsKey(mention.sentence())) {
                found.computeIfAbsent(mention.sentence(), sentence -> new ArrayList<>())
                        .add(mention.text());
            }
        }
        List<Quote> quotes = new ArrayList<>();
        found.forEach((sentence, texts) -> quotes.add(quote(sentence, texts)));
        return quotes;
    }

    /** A sentence and what was found in it; a long one is cut around the first thing found. */
    static Quote quote(String sentence, List<String> texts) {
        List<Mark> marks = marks(sentence, texts);
        if (sentence.length() <= Quote.MAX_CHARS) {
            return new Quote(sentence, marks);
        }
        int first = marks.isEmpty() ? 0 : marks.get(0).start();
        int from = first <= LEAD ? 0 : whole(sentence, first - LEAD);
        String before = from == 0 ? "" : CUT;
        int room = Quote.MAX_CHARS - before.length() - CUT.length();
        boolean toTheEnd = sentence.length() - from <= room + CUT.length();
        int to = toTheEnd ? sentence.length() : whole(sentence, from + room);
        String text = before + sentence.substring(from, to) + (toTheEnd ? "" : CUT);
        int shift = before.length() - from;
        List<Mark> kept = marks.stream()
                .filter(mark -> mark.start() < to)
                .map(mark -> new Mark(mark.start() + shift, Math.min(mark.end(), to) + shift))
                .toList();
        return new Quote(text, kept);
    }

    /** In order; what overlaps or touches becomes one. */
    private static List<Mark> marks(String sentence, List<String> texts) {
        List<Mark> all = new ArrayList<>();
        for (String text : texts) {
            int at = sentence.indexOf(text);
            if (at >= 0 && !text.isEmpty()) {
                all.add(new Mark(at, at + text.length()));
            }
        }
        all.sort(Comparator.comparingInt(Mark::start).thenComparingInt(Mark::end));
        List<Mark> merged = new ArrayList<>();
        for (Mark mark : all) {
            @Nullable Mark last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && mark.start() <= last.end()) {
                merged.set(merged.size() - 1, new Mark(last.start(), Math.max(last.end(), mark.end())));
            } else {
                merged.add(mark);
            }
        }
        return merged;
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, whole(text, max - CUT.length())) + CUT;
    }

    /** The index, or the one before it where it would part a surrogate pair. */
    private static int whole(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) && Character.isHighSurrogate(text.charAt(index - 1))
                ? index - 1
                : index;
    }
}
