package org.wirewatch.notify.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.wirewatch.fetch.Urls;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Mark;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Outage;
import org.wirewatch.notify.Quote;
import org.wirewatch.notify.Webhook;

/**
 * A letter as JSON for programs. Texts are as the outlets wrote them, because the marks count their characters (UTF-16):
 * who shows them escapes them. An address that is not http(s) is null.
 */
public final class WebhookBody {

    /** Raised when a field changes its meaning or goes; new fields may come at any time. */
    private static final int VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private WebhookBody() {}

    /** In the format that the webhook wants, UTF-8. */
    public static byte[] of(Letter letter, Webhook.Format format) {
        ObjectNode body = switch (format) {
            case JSON -> plain(letter);
            case SLACK -> SlackBody.of(letter);
        };
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a tree in memory can be written", impossible);
        }
    }

    private static ObjectNode plain(Letter letter) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("version", VERSION);
        body.put("id", letter.messageId());
        body.put("kind", letter.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        body.put("at", letter.at().toString());
        body.putObject("subscription")
                .put("id", letter.subscription().id())
                .put("name", letter.subscription().name());
        ArrayNode items = body.putArray("items");
        letter.items().forEach(item -> items.add(item(item)));
        body.put("more", letter.more());
        ArrayNode outages = body.putArray("outages");
        letter.outages().forEach(outage -> outages.add(outage(outage)));
        return body;
    }

    private static ObjectNode item(NewsItem item) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("alert", item.alertId());
        json.put("article", item.articleId());
        json.put("story", item.storyId());
        json.putObject("topic").put("id", item.topicId()).put("title", item.topicTitle());
        json.put("severity", item.severity().word());
        json.put("score", item.score());
        json.put("title", item.title());
        json.put("url", Urls.link(item.url()).orElse(null));
        json.put("outlet", item.outlet());
        json.put("language", item.language());
        json.put("country", item.country());
        json.put("feed", item.feedId());
        json.set("tags", texts(item.tags()));
        json.put("published", item.published() == null ? null : item.published().toString());
        json.put("first_seen", item.firstSeen().toString());
        json.put("copy", item.copy());
        json.set("rules", texts(item.rules()));
        ArrayNode quotes = json.putArray("quotes");
        item.quotes().forEach(quote -> quotes.add(quote(quote)));
        return json;
    }

    private static ObjectNode quote(Quote quote) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("text", quote.text());
        ArrayNode marks = json.putArray("marks");
        for (Mark mark : quote.marks()) {
            marks.addObject().put("start", mark.start()).put("end", mark.end());
        }
        return json;
    }

    private static ObjectNode outage(Outage outage) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", outage.kind());
        json.put("subject", outage.subject());
        json.put("message", outage.message());
        json.put("advice", outage.advice());
        json.put("since", outage.since().toString());
        json.put("over", outage.over() == null ? null : outage.over().toString());
        return json;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        texts.forEach(json::add);
        return json;
    }
}
