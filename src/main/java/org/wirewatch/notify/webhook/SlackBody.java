package org.wirewatch.notify.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.wirewatch.fetch.Urls;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Mark;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Outage;
import org.wirewatch.notify.Quote;
import org.wirewatch.notify.Subscription;
import org.wirewatch.notify.text.PlainLine;
import org.wirewatch.notify.text.Words;

/**
 * A letter as Slack shows it (incoming webhooks, Block Kit, mrkdwn). Mattermost and others take it too.
 *
 * <p>Slack gives {@code & < >} a meaning, and nothing else can call people or make links: they are escaped.
 */
final class SlackBody {

    /** Slack takes 50 blocks; some are ours. */
    private static final int MAX_ITEMS = 40;

    /** Slack takes 3,000 characters in a section; an item with title, quotes and address stays below. */
    private static final int MAX_TITLE = 200;

    private static final int MAX_QUOTE = 300;
    private static final int MAX_QUOTES = 2;
    private static final int MAX_NAME = 120;
    private static final int MAX_LINK = 1_000;
    private static final int MAX_SECTION = 3_000;

    private final Letter letter;
    private final Words words;
    private final ArrayNode blocks = JsonNodeFactory.instance.arrayNode();

    private SlackBody(Letter letter) {
        this.letter = letter;
        words = Words.of(letter.subscription().language());
    }

    static ObjectNode of(Letter letter) {
        return new SlackBody(letter).body();
    }

    private ObjectNode body() {
        String heading = heading();
        section("*" + heading + "*");
        letter.items().stream().limit(MAX_ITEMS).forEach(item -> section(item(item)));
        letter.outages().stream().limit(MAX_ITEMS).forEach(outage -> section(outage(outage)));
        int more = letter.more()
                + Math.max(letter.items().size() - MAX_ITEMS, 0)
                + Math.max(letter.outages().size() - MAX_ITEMS, 0);
        if (more > 0) {
            section(words.say("more", more));
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put(
                "text",
                letter.items().isEmpty()
                        ? heading
                        : heading + ": " + title(letter.items().get(0)));
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        body.set("blocks", blocks);
        return body;
    }

    private String heading() {
        return switch (letter.kind()) {
            case IMMEDIATE ->
                letter.items().isEmpty()
                        ? words.say("alert")
                        : topic(letter.items().get(0));
            case DIGEST -> words.say("digest") + " (" + count() + ")";
            case LIMIT_DIGEST -> words.say("limit-digest") + " (" + count() + ")";
            case QUIET_DIGEST -> words.say("quiet-digest") + " (" + count() + ")";
            case NOTHING ->
                words.say("nothing") + ": " + escaped(letter.subscription().name(), MAX_NAME);
            case SAMPLE -> words.say("sample");
            case OPERATORS ->
                words.say(
                        letter.outages().stream().allMatch(outage -> outage.over() != null) ? "all-clear" : "trouble");
        };
    }

    private int count() {
        return letter.items().size() + letter.more();
    }

    private String topic(NewsItem item) {
        return item.topicId().startsWith(Subscription.TOPIC_PREFIX)
                ? words.say("own-words")
                : escaped(item.topicTitle(), MAX_NAME);
    }

    private String item(NewsItem item) {
        StringBuilder text = new StringBuilder();
        Optional<String> link = Urls.link(item.url()).filter(url -> url.length() <= MAX_LINK);
        String title = title(item);
        text.append(link.map(url -> "<" + escaped(url.replace("|", "%7C"), MAX_LINK * 2) + "|" + title + ">")
                .orElse(title));
        text.append("\n_")
                .append(topic(item))
                .append("_ · ")
                .append(words.say("severity." + item.severity().word()));
        if (item.outlet() != null) {
            text.append(" · ").append(escaped(item.outlet(), MAX_NAME));
        }
        text.append(" · ")
                .append(words.time(
                        item.published() == null ? item.firstSeen() : item.published(),
                        letter.subscription().zone()));
        item.quotes().stream()
                .limit(MAX_QUOTES)
                .forEach(quote -> text.append("\n> ").append(quote(quote)));
        return text.toString();
    }

    private static String title(NewsItem item) {
        String title = escaped(item.title(), MAX_TITLE);
        return title.isEmpty() ? "…" : title.replace("|", "¦");
    }

    /** With the first thing found in bold, if it is near enough to be shown. */
    private static String quote(Quote quote) {
        String text = quote.text();
        List<Mark> marks = quote.marks();
        if (marks.isEmpty() || marks.get(0).end() > MAX_QUOTE) {
            return escaped(text, MAX_QUOTE);
        }
        Mark mark = marks.get(0);
        return escapedPiece(text.substring(0, mark.start()))
                + "*" + escapedPiece(text.substring(mark.start(), mark.end())).strip() + "*"
                + escaped("." + text.substring(mark.end()), MAX_QUOTE).substring(1);
    }

    private String outage(Outage outage) {
        String since = words.time(outage.since(), letter.subscription().zone());
        return "*" + escaped(outage.subject(), MAX_NAME) + "* · " + escaped(outage.kind(), MAX_NAME) + " · "
                + (outage.over() == null
                        ? words.say("since", since)
                        : words.say(
                                "from-to",
                                since,
                                words.time(outage.over(), letter.subscription().zone())))
                + "\n" + escaped(outage.message(), MAX_QUOTE) + "\n" + escaped(outage.advice(), MAX_QUOTE);
    }

    private void section(String text) {
        String bounded = text.length() <= MAX_SECTION ? text : text.substring(0, MAX_SECTION);
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", bounded);
    }

    private static String escaped(String text, int maxChars) {
        return escape(PlainLine.of(text, maxChars));
    }

    private static String escapedPiece(String text) {
        return escape(PlainLine.piece(text));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
