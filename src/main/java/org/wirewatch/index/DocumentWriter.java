package org.wirewatch.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirewatch.fetch.Urls;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Article;
import org.wirewatch.model.Feed;
import org.wirewatch.model.FeedHealth;
import org.wirewatch.model.HealthMinute;
import org.wirewatch.model.Mention;
import org.wirewatch.model.Precision;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Severity;
import org.wirewatch.model.Stage;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Notification;
import org.wirewatch.topic.WatchedWords;

/**
 * Writes documents whole: the same input gives the same bytes.
 *
 * <p>{@code @timestamp} of articles and alerts is when the entry was first seen, and its month names the index; a
 * publisher's date is another field, left out when it does not fit one. After a restart an entry may be seen again, and
 * later than the first time: a document of the first {@value #BORDER_DAYS} days of a month is therefore also deleted
 * from the month before. A replay that comes later than that, after a longer outage across the border, is not cared for.
 */
public final class DocumentWriter implements Serializable {

    private static final long serialVersionUID = 1;

    /** Evidence that is kept with an alert, the best first. */
    public static final int MAX_EVIDENCE = 10;

    /** Items of a notification that are named in its document, the first of them. */
    public static final int MAX_LOGGED = 500;

    /**
     * Longer bodies are cut here: Elasticsearch refuses to highlight fields of more than 1,000,000 characters, and
     * with them the whole search.
     */
    public static final int MAX_BODY_CHARS = 900_000;

    private static final int BORDER_DAYS = 7;

    /** Elasticsearch reads years of four digits. */
    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String prefix;
    /** Made when the first article comes: it reads word lists, and is not sent with the job. */
    private transient @Nullable Keywords keywords;

    /** @param prefix of all indices, see {@link ElasticsearchSettings#prefix} */
    public DocumentWriter(String prefix) {
        this.prefix = prefix;
    }

    /**
     * An article with its text, what that is about, and the topics that it mentions: the desk's, not those that are made
     * of one reader's own words. A body that is not to be stored is left out, and its keywords are the title's.
     *
     * @param alerts all alerts of its current revision
     */
    public Document article(Article article, List<Alert> alerts, long version) {
        ObjectNode json = head(article.firstSeen());
        url(json, article);
        ObjectNode text = about(json, article);
        String stored = article.bodyStored() ? article.body() : "";
        if (article.bodyStored()) {
            text.put("body", body(stored));
        }
        text.put("body_stored", article.bodyStored());
        text.put("body_cut", stored.length() > MAX_BODY_CHARS);
        texts(text, "keywords", keywords().of(article.title(), stored, article.language()));
        List<Alert> shown =
                alerts.stream().filter(alert -> !isPrivate(alert.topicId())).toList();
        text.put("alerted", shown.isEmpty() ? 0 : 1);
        if (!shown.isEmpty()) {
            Alert worst = shown.stream()
                    .max(Comparator.comparing(Alert::severity).thenComparing(Alert::score))
                    .orElseThrow();
            ObjectNode topic = json.putObject("topic");
            texts(topic, "id", shown.stream().map(Alert::topicId).toList());
            texts(topic, "title", shown.stream().map(Alert::topicTitle).toList());
            texts(
                    json.putObject("rule"),
                    "id",
                    shown.stream()
                            .flatMap(alert -> rules(alert).stream())
                            .distinct()
                            .toList());
            json.putObject("event").put("severity", worst.severity().number());
            json.putObject("alert").put("severity", worst.severity().word()).put("score", worst.score());
        }
        return seen(Kind.ARTICLES, article.id(), version, json, article);
    }

    /** An alert with everything of its article but the text. */
    public Document alert(Article article, Alert alert, long version) {
        ObjectNode json = head(article.firstSeen());
        url(json, article);
        about(json, article);
        json.putObject("event").put("severity", alert.severity().number());
        json.putObject("topic").put("id", alert.topicId()).put("title", alert.topicTitle());
        ObjectNode rule = json.putObject("rule");
        texts(rule, "id", rules(alert));
        rule.put("version", alert.ruleVersion());
        ObjectNode own = json.putObject("alert")
                .put("severity", alert.severity().word())
                .put("score", alert.score())
                .put("sentence", alert.sentence());
        ArrayNode evidence = own.putArray("evidence");
        alert.mentions().stream()
                .limit(MAX_EVIDENCE)
                .forEach(mention -> evidence.addObject()
                        .put("field", mention.field().word())
                        .put("start", mention.start())
                        .put("end", mention.end())
                        .put("text", mention.text())
                        .put("sentence", mention.sentence())
                        .put("rule", mention.ruleId())
                        .put("revision", article.revision()));
        return seen(Kind.ALERTS, alert.id(), version, json, article);
    }

    /**
     * A problem and how often it was met that day.
     *
     * @param count at least 1
     */
    public Document problem(Problem problem, long count, long version) {
        ObjectNode json = head(problem.at());
        if (problem.url() != null) {
            url(json, problem.url());
        }
        json.putObject("error").put("message", problem.message());
        json.putObject("problem")
                .put("stage", problem.stage().word())
                .put("kind", problem.kind())
                .put("advice", problem.advice())
                .put("count", count)
                .put("attempts", problem.attempts());
        if (problem.feedId() != null) {
            json.putObject("feed").put("id", problem.feedId());
        }
        return new Document(
                Kind.PROBLEMS.index(prefix, problem.at()),
                problem.id(),
                version,
                bytes(json),
                problem.url(),
                null,
                null);
    }

    /** How a feed is doing now. */
    public Document feed(FeedHealth health, long version) {
        Feed feed = health.feed();
        ObjectNode json = head(health.lastPoll());
        url(json, feed.url());
        ObjectNode own = feed(json, feed);
        text(own, "time_zone", feed.timeZone());
        own.put("poll_min_ms", feed.pollMinMillis());
        own.put("poll_max_ms", feed.pollMaxMillis());
        own.put("state", health.state().name().toLowerCase(Locale.ROOT));
        date(own, "last_poll", health.lastPoll());
        date(own, "last_success", health.lastSuccess());
        date(own, "last_new", health.lastNew());
        date(own, "next_poll", health.nextPoll());
        own.put("interval_ms", health.intervalMillis());
        own.put("usual_interval_ms", health.usualIntervalMillis());
        own.put("entries_per_day", health.entriesPerDay());
        own.put("failures", health.failures());
        own.put("entries", health.entries());
        own.put("new_entries", health.newEntries());
        if (health.lagMillis() != null) {
            own.put("lag_ms", health.lagMillis());
        }
        own.put("body_bytes", health.bodyBytes());
        own.put("bytes", health.bytes());
        text(own, "moved_to", health.movedTo());
        own.put("validators_trusted", health.validatorsTrusted());
        texts(own, "repairs", health.repairs());
        if (health.lastProblem() != null) {
            json.putObject("problem").put("kind", health.lastProblem());
        }
        if (health.lastMessage() != null) {
            json.putObject("error").put("message", health.lastMessage());
        }
        return new Document(
                Kind.FEEDS.index(prefix, health.lastPoll()), feed.id(), version, bytes(json), feed.url(), null, null);
    }

    /** What the job did in a minute. */
    public Document health(HealthMinute health, long version) {
        ObjectNode json = head(health.minute());
        numbers(json, "count", health.counts());
        numbers(json, "latency", health.latencies());
        numbers(json, "level", health.levels());
        return new Document(
                Kind.HEALTH.index(prefix, health.minute()),
                health.minute().toString(),
                version,
                bytes(json),
                null,
                null,
                null);
    }

    /** A line of the log of notifications. Of its items at most {@value #MAX_LOGGED} are named; all are counted. */
    public Document notification(Notification line, long version) {
        ObjectNode json = head(line.at());
        ObjectNode own = json.putObject("notification")
                .put("id", line.id())
                .put("subscription", line.subscription())
                .put("state", line.state().word())
                .put("reason", line.reason().word())
                .put("attempts", line.attempts())
                .put("items", line.items().size())
                .put("more", line.more());
        text(own, "kind", line.kind() == null ? null : word(line.kind()));
        text(own, "channel", line.channel() == null ? null : word(line.channel()));
        text(own, "recipient", line.recipient());
        text(own, "error", line.error());
        date(own, "due_at", line.due());
        date(own, "sent_at", line.sent());
        if (!line.items().isEmpty()) {
            items(json, line.items());
        }
        return new Document(
                Kind.NOTIFICATIONS.index(prefix, line.at()), line.id(), version, bytes(json), null, null, null);
    }

    private static void items(ObjectNode json, List<NewsItem> items) {
        Severity worst = items.stream()
                .map(NewsItem::severity)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        json.putObject("event").put("severity", worst.number());
        ObjectNode topic = json.putObject("topic");
        texts(topic, "id", named(items, NewsItem::topicId));
        texts(topic, "title", named(items, NewsItem::topicTitle));
        ObjectNode article = json.putObject("article");
        texts(article, "id", named(items, NewsItem::articleId));
        texts(article, "title", named(items, NewsItem::title));
        texts(json.putObject("story"), "id", named(items, NewsItem::storyId));
        ObjectNode alert = json.putObject("alert").put("severity", worst.word());
        texts(alert, "id", named(items, NewsItem::alertId));
    }

    private static List<String> named(List<NewsItem> items, Function<NewsItem, String> name) {
        return items.stream().limit(MAX_LOGGED).map(name).distinct().toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** That an article's body is kept only in part; empty if it is whole, or not kept at all. */
    public Optional<Problem> cut(Article article, Instant at) {
        int length = article.body().length();
        if (length <= MAX_BODY_CHARS || !article.bodyStored()) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                Stage.INDEX,
                "body-cut",
                article.url(),
                article.feed().id(),
                "the body has " + length + " characters, more than the " + MAX_BODY_CHARS
                        + " that are kept; topics were matched on all of it",
                "look at the page: a body of this length is rarely one article",
                1,
                at));
    }

    private static String body(String body) {
        if (body.length() <= MAX_BODY_CHARS) {
            return body;
        }
        int end = Character.isHighSurrogate(body.charAt(MAX_BODY_CHARS - 1)) ? MAX_BODY_CHARS - 1 : MAX_BODY_CHARS;
        return body.substring(0, end) + "\n\n[cut here: " + end + " of " + body.length() + " characters]";
    }

    private static ObjectNode head(Instant timestamp) {
        return JSON.createObjectNode().put("@timestamp", iso(timestamp));
    }

    private static void url(ObjectNode json, Article article) {
        url(json, article.canonicalUrl()).put("original", article.url());
    }

    private static ObjectNode url(ObjectNode json, String address) {
        ObjectNode url = json.putObject("url").put("full", address);
        Urls.host(address).ifPresent(host -> url.put("domain", host));
        return url;
    }

    /** What articles and alerts both say of the article. */
    private static ObjectNode about(ObjectNode json, Article article) {
        ObjectNode own = json.putObject("article")
                .put("id", article.id())
                .put("revision", article.revision())
                .put("title", article.title())
                .put("content_from", article.contentFrom().name().toLowerCase(Locale.ROOT));
        Instant published = article.published();
        Precision precision = article.precision();
        if (published != null && precision != null && fits(published)) {
            date(own, "published", published);
            own.put("published_precision", precision.name().toLowerCase(Locale.ROOT));
        }
        date(own, "modified", article.modified());
        date(own, "fetched", article.fetched());
        texts(own, "authors", article.authors());
        text(own, "language", article.language());
        text(own, "site", article.site());
        text(own, "section", article.section());
        texts(own, "labels", article.keywords());
        text(own, "image", article.image());
        feed(json, article.feed());
        json.putObject("story").put("id", article.id()).put("role", "original");
        latency(json, article);
        return own;
    }

    private static ObjectNode feed(ObjectNode json, Feed feed) {
        ObjectNode own = json.putObject("feed").put("id", feed.id()).put("url", feed.url());
        text(own, "title", feed.title());
        text(own, "language", feed.language());
        text(own, "country", feed.country());
        texts(own, "tags", feed.tags());
        return own;
    }

    /** Only what is exact, and only of the first text: a revision comes when its publisher makes it. */
    private static void latency(ObjectNode json, Article article) {
        if (!isTimed(article)) {
            return;
        }
        ObjectNode latency = json.putObject("latency");
        if (article.published() != null && article.precision() == Precision.SECOND && fits(article.published())) {
            latency.put("published_seen_ms", millis(article.published(), article.firstSeen()));
        }
        latency.put("seen_fetched_ms", millis(article.firstSeen(), article.fetched()));
    }

    private static boolean isTimed(Article article) {
        return article.timely() && article.revision() == 1;
    }

    /** Clocks of publishers run ahead: what was published in the future took no time. */
    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }

    private Keywords keywords() {
        if (keywords == null) {
            keywords = new Keywords();
        }
        return keywords;
    }

    private static boolean isPrivate(String topicId) {
        return topicId.startsWith(WatchedWords.ID_PREFIX);
    }

    private static List<String> rules(Alert alert) {
        return alert.mentions().stream().map(Mention::ruleId).distinct().toList();
    }

    private Document seen(Kind kind, String id, long version, ObjectNode json, Article article) {
        Instant firstSeen = article.firstSeen();
        ZonedDateTime day = firstSeen.atZone(ZoneOffset.UTC);
        return new Document(
                kind.index(prefix, firstSeen),
                id,
                version,
                bytes(json),
                article.url(),
                isTimed(article) ? firstSeen : null,
                day.getDayOfMonth() <= BORDER_DAYS
                        ? kind.index(prefix, YearMonth.from(day).minusMonths(1))
                        : null);
    }

    private static void numbers(ObjectNode json, String name, Map<String, Long> values) {
        if (!values.isEmpty()) {
            ObjectNode own = json.putObject(name);
            new TreeMap<>(values).forEach(own::put);
        }
    }

    private static void text(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void texts(ObjectNode json, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            values.forEach(json.putArray(name)::add);
        }
    }

    private static void date(ObjectNode json, String name, @Nullable Instant value) {
        if (value != null && fits(value)) {
            json.put(name, iso(value));
        }
    }

    private static boolean fits(Instant value) {
        return !value.isBefore(EARLIEST) && !value.isAfter(LATEST);
    }

    private static String iso(Instant value) {
        return value.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            // By way of a String, because half a surrogate pair, which hostile pages have, must not stop the document:
            // it becomes a question mark.
            return JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree of texts and numbers cannot be written", e);
        }
    }
}
