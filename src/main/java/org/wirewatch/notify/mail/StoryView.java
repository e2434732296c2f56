package org.wirewatch.notify.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.wirewatch.fetch.Urls;
import org.wirewatch.model.Severity;
import org.wirewatch.notify.Mark;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Quote;
import org.wirewatch.notify.text.PlainLine;
import org.wirewatch.notify.text.Words;

/** The articles of one story as a mail shows them: the worst one whole, the others in a line each. */
final class StoryView {

    /** More articles of a story are counted. */
    private static final int MAX_OTHERS = 4;

    /** A longer address is no link: nobody can look at it, and some mail programs break it. */
    private static final int MAX_LINK = 2_000;

    private static final String BETWEEN = " · ";

    private final Words words;
    private final ZoneId zone;

    StoryView(Words words, ZoneId zone) {
        this.words = words;
        this.zone = zone;
    }

    /** @param brief only the best quote */
    Map<String, Object> of(List<NewsItem> story, boolean brief) {
        NewsItem first = story.get(0);
        String title = title(first);
        Direction direction = Direction.of(title);
        List<NewsItem> others = story.subList(1, story.size());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("title", title);
        view.put("dir", direction.word());
        view.put("align", direction.side());
        view.put("link", link(first).orElse(""));
        view.put("meta", meta(first));
        view.put("severity", words.say("severity." + first.severity().word()));
        view.put("colour", colour(first.severity()));
        view.put(
                "quotes",
                first.quotes().stream()
                        .limit(brief ? 1 : NewsItem.MAX_QUOTES)
                        .map(StoryView::quote)
                        .toList());
        view.put("others", others.stream().limit(MAX_OTHERS).map(this::other).toList());
        view.put("moreOthers", others.size() > MAX_OTHERS ? words.say("more", others.size() - MAX_OTHERS) : "");
        return view;
    }

    private Map<String, Object> other(NewsItem item) {
        String title = title(item);
        return Map.of(
                "title",
                title,
                "dir",
                Direction.of(title).word(),
                "link",
                link(item).orElse(""),
                "meta",
                meta(item));
    }

    private static String title(NewsItem item) {
        String title = PlainLine.of(item.title(), NewsItem.MAX_TITLE_CHARS);
        return title.isEmpty() ? link(item).orElse("…") : title;
    }

    private static Optional<String> link(NewsItem item) {
        return Urls.link(item.url()).filter(link -> link.length() <= MAX_LINK);
    }

    /** Outlet, the host that the link leads to (an outlet's name is only what a feed says), and when. */
    private String meta(NewsItem item) {
        String outlet = PlainLine.of(View.orEmpty(item.outlet()), NewsItem.MAX_NAME_CHARS);
        String host = link(item).flatMap(Urls::host).map(StoryView::withoutWww).orElse("");
        Instant when = item.published() == null ? item.firstSeen() : item.published();
        return Stream.of(outlet, outlet.equalsIgnoreCase(host) ? "" : host, words.time(when, zone))
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + BETWEEN + other)
                .orElse("");
    }

    private static String withoutWww(String host) {
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    /** Texts that white letters can be read on, in both modes. */
    private static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "#b3261e";
            case HIGH -> "#b8500a";
            case MEDIUM -> "#7a6200";
            case LOW -> "#56616f";
        };
    }

    /** Pieces in order, those that were found marked; put together they are the text as one line. */
    private static Map<String, Object> quote(Quote quote) {
        List<Map<String, Object>> parts = new ArrayList<>();
        int at = 0;
        for (Mark mark : quote.marks()) {
            add(parts, quote.text().substring(at, mark.start()), false);
            add(parts, quote.text().substring(mark.start(), mark.end()), true);
            at = mark.end();
        }
        add(parts, quote.text().substring(at), false);
        return Map.of(
                "dir",
                Direction.of(quote.text()).word(),
                "side",
                Direction.of(quote.text()).side(),
                "parts",
                parts);
    }

    private static void add(List<Map<String, Object>> parts, String text, boolean hit) {
        String piece = PlainLine.piece(text);
        if (!piece.isEmpty()) {
            parts.add(Map.of("text", piece, "hit", hit));
        }
    }
}
