package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.wirewatch.index.Document;
import org.wirewatch.index.DocumentWriter;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Article;
import org.wirewatch.model.ContentFrom;
import org.wirewatch.model.Feed;
import org.wirewatch.model.FeedHealth;
import org.wirewatch.model.Field;
import org.wirewatch.model.HealthMinute;
import org.wirewatch.model.Ids;
import org.wirewatch.model.Measure;
import org.wirewatch.model.Mention;
import org.wirewatch.model.Precision;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Severity;
import org.wirewatch.model.Stage;

/**
 * Documents as the job writes them, of made-up news, the same for the same seed: 500 outlets of unequal size in 20 countries
 * and 12 languages, 20 topics, 30 days. {@link DocumentWriter} writes 2,000 articles of 150 words whose frequencies follow
 * Zipf's law; each further document is one of those at another time, of another outlet, with another latency.
 */
final class GeneratedDocuments {

    private static final int OUTLETS = 500;
    private static final int TEXTS = 2_000;
    private static final int WORDS = 150;
    private static final int VOCABULARY = 20_000;
    private static final int TOPICS = 20;
    private static final Duration SPAN = Duration.ofDays(30);
    private static final String[] LANGUAGES = {"en", "en", "en", "ru", "de", "fr", "es", "uk", "pl", "tr", "it", "ar"};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Random random = new Random(20_261_125);
    private final String prefix;
    private final Instant now;
    private final DocumentWriter writer;
    private final List<Feed> feeds = new ArrayList<>();
    private final List<ObjectNode> articles = new ArrayList<>();
    private final List<ObjectNode> alerts = new ArrayList<>();

    GeneratedDocuments(String prefix, Instant now) throws IOException {
        this.prefix = prefix;
        this.now = now;
        this.writer = new DocumentWriter(prefix);
        for (int i = 0; i < OUTLETS; i++) {
            feeds.add(new Feed(
                    "feed-" + i,
                    "https://outlet" + i + ".example/feed",
                    "Outlet " + i,
                    LANGUAGES[i % LANGUAGES.length],
                    "" + (char) ('A' + i % 20) + (char) ('A' + i % 2),
                    "UTC",
                    List.of("tag-" + i % 7),
                    60_000,
                    3_600_000));
        }
        for (int i = 0; i < TEXTS; i++) {
            Article article = article(i);
            Alert alert = alert(article, i % TOPICS);
            articles.add(json(writer.article(article, i % 5 == 0 ? List.of(alert) : List.of(), 1)));
            alerts.add(json(writer.alert(article, alert, 1)));
        }
    }

    private static ObjectNode json(Document document) throws IOException {
        return (ObjectNode) JSON.readTree(document.json());
    }

    private Article article(int number) {
        String url = "https://outlet" + number % OUTLETS + ".example/news/" + number;
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            body.append(word()).append(i % 14 == 13 ? ". " : " ");
        }
        return new Article(
                Ids.article(url),
                url,
                url,
                null,
                word() + " " + word() + " " + word(),
                body.toString(),
                List.of("A. Writer"),
                now,
                Precision.SECOND,
                null,
                LANGUAGES[number % LANGUAGES.length],
                null,
                "World",
                List.of("label" + number % 50),
                feeds.get(number % OUTLETS),
                number % 8 == 0 ? ContentFrom.FEED : ContentFrom.PAGE,
                1,
                now,
                now,
                true);
    }

    private Alert alert(Article article, int topic) {
        Severity severity = Severity.values()[topic % 4];
        String sentence = article.body().substring(0, article.body().indexOf('.'));
        List<Mention> mentions = new ArrayList<>();
        for (int i = 0; i <= topic % 3; i++) {
            mentions.add(new Mention("topic-" + topic, "rule-" + i, Field.BODY, 0, 5, "text", sentence));
        }
        return new Alert(
                article.id(),
                "topic-" + topic,
                "Topic " + topic,
                severity,
                (topic % 10 + 0.5) / 10,
                sentence,
                mentions,
                "v1");
    }

    /** A word of the vocabulary, the n-th one with a chance of about 1/n. */
    private String word() {
        int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY));
        return "w" + Integer.toString(rank * 7_919 + 100_000, 26).replaceAll("[0-9]", "e");
    }

    /** Documents come in the order of their time, as from a feed, give or take some minutes. */
    private Instant moment(double progress) {
        long before = (long) ((1 - progress) * SPAN.toMillis());
        return now.minusMillis(Math.max(0, before + (long) (random.nextGaussian() * 120_000)));
    }

    /** Small numbers often. */
    private int outlet() {
        return (int) (OUTLETS * Math.pow(random.nextDouble(), 3));
    }

    /**
     * One line of a bulk's action and one of its document.
     *
     * @param progress 0 for the oldest, 1 for the newest
     */
    String article(double progress) {
        return moved("articles", articles.get(random.nextInt(TEXTS)), moment(progress));
    }

    String alert(double progress) {
        return moved("alerts", alerts.get(random.nextInt(TEXTS)), moment(progress));
    }

    private String moved(String kind, ObjectNode document, Instant at) {
        document.put("@timestamp", at.toString());
        Feed feed = feeds.get(outlet());
        ((ObjectNode) document.path("feed"))
                .put("id", feed.id())
                .put("title", feed.title())
                .put("country", feed.country());
        ((ObjectNode) document.path("latency"))
                .put("published_seen_ms", (long) (Math.exp(random.nextGaussian()) * 300_000))
                .put("seen_fetched_ms", (long) (Math.exp(random.nextGaussian()) * 2_000))
                .put("seen_ingested_ms", (long) (Math.exp(random.nextGaussian()) * 4_000));
        return action(index(kind, at)) + document + "\n";
    }

    private String index(String kind, Instant at) {
        return String.format(Locale.ROOT, "%s-%s-%tY.%<tm", prefix, kind, at.atZone(ZoneOffset.UTC));
    }

    private static String action(String index) {
        return "{\"index\":{\"_index\":\"" + index + "\"}}\n";
    }

    /** What the Health dashboard shows: a minute's health for each minute, a document a feed, 20,000 problems. */
    List<String> health() {
        List<String> lines = new ArrayList<>();
        for (Instant at = now.minus(SPAN); at.isBefore(now); at = at.plusSeconds(60)) {
            Map<String, Long> counts = new HashMap<>();
            for (Measure measure : Measure.values()) {
                if (measure.kind() == Measure.Kind.COUNT) {
                    counts.put(measure.word(), (long) random.nextInt(50));
                }
            }
            lines.add(line(writer.health(
                    new HealthMinute(at, counts, Map.of(), Map.of("fetch_queue", 3L, "index_queue", 5L)), 1)));
        }
        for (int i = 0; i < 20_000; i++) {
            String url = "https://outlet" + i + ".example/p";
            lines.add(line(writer.problem(
                    new Problem(
                            Stage.FETCH, "kind-" + i % 12, url, "feed-" + outlet(), "m", "a", 3, moment(i / 20_000.0)),
                    1,
                    1)));
        }
        return lines;
    }

    private static String line(Document document) {
        return action(document.index()) + new String(document.json(), StandardCharsets.UTF_8) + "\n";
    }

    /** How 500 feeds are doing: one in twenty fails, one in thirty is silent. */
    List<String> feeds() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < feeds.size(); i++) {
            FeedHealth.State state = i % 20 == 0
                    ? FeedHealth.State.FAILING
                    : i % 30 == 1 ? FeedHealth.State.SILENT : FeedHealth.State.LIVE;
            lines.add(line(writer.feed(
                    new FeedHealth(
                            feeds.get(i),
                            state,
                            now,
                            now,
                            now,
                            now.plusSeconds(60),
                            60_000,
                            60_000,
                            24,
                            i % 20 == 0 ? 3 : 0,
                            20,
                            400,
                            60_000L,
                            20_000,
                            2_000_000,
                            null,
                            true,
                            List.of(),
                            null,
                            null),
                    1)));
        }
        return lines;
    }
}
