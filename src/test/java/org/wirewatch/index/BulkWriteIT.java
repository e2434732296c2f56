package org.wirewatch.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.index.ElasticsearchExtension.TestServer;
import org.wirewatch.model.Article;
import org.wirewatch.model.Ids;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;

/** What a real server makes of documents, good and bad. */
@ExtendWith(ElasticsearchExtension.class)
class BulkWriteIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ItemOutcome WRITTEN = new ItemOutcome.Written();
    private static final ItemOutcome SUPERSEDED = new ItemOutcome.Superseded();

    private final TestServer server;
    private final DocumentWriter writer;
    private Elasticsearch elasticsearch;
    private Rest rest;

    BulkWriteIT(TestServer server) {
        this.server = server;
        this.writer = new DocumentWriter(server.prefix());
    }

    @BeforeEach
    void setUp() throws Exception {
        elasticsearch = new Elasticsearch(
                ElasticsearchSettings.of(server.url(), server.prefix()),
                InstantSource.fixed(Samples.SEEN.plusMillis(987)));
        rest = elasticsearch.rest();
        if (Setup.install(elasticsearch) instanceof Answer.Unanswered<SetupReport> unanswered) {
            throw new AssertionError(unanswered);
        }
    }

    @AfterEach
    void clean() throws Exception {
        for (String index : indices()) {
            rest.delete("/" + index);
        }
        elasticsearch.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aDocumentWithEveryFieldIsTakenByItsTemplate(Kind kind) throws Exception {
        Document document = document(kind);

        assertThat(write(document)).containsExactly(WRITTEN);

        JsonNode stored = stored(document);
        assertThat(stored.path("_version").asLong()).isEqualTo(document.version());
        assertThat(stored.at("/_source/event.ingested").asText()).isEqualTo("2026-11-25T10:15:31.237Z");
    }

    @Test
    void theTimeFromSeenToSentIsCountedWhenItIsSent() throws Exception {
        Document document = document(Kind.ALERTS);
        write(document);

        assertThat(stored(document).at("/_source/latency.seen_ingested_ms").asLong())
                .isEqualTo(987);
    }

    @Test
    void theSameOrAnOlderVersionIsSuperseded() throws Exception {
        Article article = Samples.article();
        Document second = writer.article(article, List.of(), 2);

        assertThat(write(second)).containsExactly(WRITTEN);
        assertThat(write(writer.article(article, List.of(), 1), second, writer.article(article, List.of(), 3)))
                .containsExactly(SUPERSEDED, SUPERSEDED, WRITTEN);
        assertThat(stored(second).path("_version").asLong()).isEqualTo(3);
    }

    @Test
    void oneDocumentThatTheMappingRefusesLeavesTheOther49Written() throws Exception {
        List<Document> documents = articles(50);
        documents.set(17, changed(documents.get(17), json -> json.replace("\"revision\":1", "\"revision\":\"first\"")));

        List<ItemOutcome> outcomes = elasticsearch.bulk(documents).join();

        assertThat(Collections.frequency(outcomes, WRITTEN)).isEqualTo(49);
        Problem problem = rejected(outcomes.get(17));
        assertThat(problem.stage()).isEqualTo(Stage.INDEX);
        assertThat(problem.kind()).isEqualTo("document-rejected");
        assertThat(problem.url()).isEqualTo(documents.get(17).url());
        assertThat(problem.message())
                .startsWith("document " + documents.get(17).id() + " of " + server.prefix()
                        + "-articles-2026.11 is not indexed: document_parsing_exception: ")
                .contains("failed to parse field [article.revision] of type [long]")
                .contains("For input string: \"first\"");
        assertThat(problem.advice()).contains("wirewatch setup");
        assertThat(count(Kind.ARTICLES)).isEqualTo(49);
    }

    @Test
    void aFieldThatTheIndexDoesNotKnowIsRejectedWithTheAdviceToRunSetup() throws Exception {
        Document document = changed(document(Kind.ALERTS), json -> json.replace("\"score\"", "\"scores\""));

        Problem problem = rejected(write(document).get(0));

        assertThat(problem.kind()).isEqualTo("mapping-outdated");
        assertThat(problem.message()).contains("[scores] within [alert] is not allowed");
        assertThat(problem.advice())
                .isEqualTo("run \"wirewatch setup\": this index lacks fields that this version writes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000-00-00", "c1992", "Tue, Jan 23 2018 02:54:55 MST"})
    void aDateThatIsNoneIsRejectedByTheMappingShouldOneEverGetThere(String date) throws Exception {
        Document document = changed(document(Kind.ARTICLES), json -> json.replace("2026-11-25T10:14:48.250Z", date));

        assertThat(rejected(write(document).get(0)).message()).contains("article.published");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z",
                "0999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z"
            })
    void anArticleIsIndexedWheneverItsPublisherSaysItWasPublished(Instant published) throws Exception {
        Document document = writer.article(Samples.article(Samples.SEEN, published, "text"), List.of(), 1);

        assertThat(write(document)).containsExactly(WRITTEN);
        assertThat(stored(document).at("/_source/@timestamp").asText()).isEqualTo("2026-11-25T10:15:30.250Z");
    }

    @Test
    void termsLongerThanLuceneTakesAreNoReasonToRefuseAnArticle() throws Exception {
        Article plain = Samples.article();
        String huge = "ж".repeat(40_000);
        Article hostile = new Article(
                plain.id(),
                "https://harbour.example/" + "a".repeat(40_000),
                "https://harbour.example/" + "b".repeat(40_000),
                huge,
                huge,
                huge,
                List.of(huge),
                plain.published(),
                plain.precision(),
                plain.modified(),
                huge,
                "https://harbour.example/" + "c".repeat(40_000),
                huge,
                List.of(huge),
                plain.feed(),
                plain.contentFrom(),
                1,
                plain.firstSeen(),
                plain.fetched(),
                true);

        assertThat(write(
                        writer.article(hostile, List.of(Samples.alert(hostile)), 1),
                        writer.alert(hostile, Samples.alert(hostile), 1)))
                .containsOnly(WRITTEN);
    }

    @Test
    void aBodyAsLongAsWeKeepItCanStillBeHighlighted() throws Exception {
        String body = "The convoy crossed. ".repeat(60_000);
        assertThat(write(writer.article(Samples.article(Samples.SEEN, Samples.SEEN, body), List.of(), 1)))
                .containsExactly(WRITTEN);

        count(Kind.ARTICLES);
        JsonNode found =
                rest.post("/" + Kind.ARTICLES.pattern(server.prefix()) + "/_search", Map.of(), JSON.readTree("""
                        {"query": {"match_phrase": {"article.body": "convoy crossed"}},
                         "highlight": {"fields": {"article.body": {}}}}
                        """));
        assertThat(found.at("/hits/hits/0/highlight/article.body/0").asText()).contains("<em>");
    }

    @Test
    void anIdThatIsTooLongSpoilsOnlyItsOwnDocument() throws Exception {
        List<Document> documents = articles(5);
        Document plain = documents.get(2);
        documents.set(2, new Document(plain.index(), "x".repeat(600), 1, plain.json(), plain.url(), null, null));

        List<ItemOutcome> outcomes = elasticsearch.bulk(documents).join();

        assertThat(Collections.frequency(outcomes, WRITTEN)).isEqualTo(4);
        assertThat(rejected(outcomes.get(2)).message()).contains("must be no longer than 512 bytes");
    }

    @Test
    void whatIsSeenAgainAfterTheMonthsBorderIsInOneIndex() throws Exception {
        Instant published = Instant.parse("2026-11-30T23:50:00Z");
        Article before = Samples.article(Instant.parse("2026-11-30T23:59:58Z"), published, "text");
        Article after = Samples.article(Instant.parse("2026-12-01T00:00:03Z"), published, "text");
        Document article = writer.article(after, List.of(), 1);
        Document alert = writer.alert(after, Samples.alert(after), 1);
        assertThat(write(writer.article(before, List.of(), 4), writer.alert(before, Samples.alert(before), 4)))
                .containsOnly(WRITTEN);

        assertThat(write(article, alert)).containsOnly(WRITTEN);
        assertThat(write(article, alert)).containsOnly(SUPERSEDED);

        assertThat(count(Kind.ARTICLES)).isEqualTo(1);
        assertThat(count(Kind.ALERTS)).isEqualTo(1);
        assertThat(stored(article).path("found").asBoolean()).isTrue();
        assertThat(stored(alert).path("found").asBoolean()).isTrue();
    }

    @Test
    void theDeletionFromTheMonthBeforeMakesNoIndexForIt() throws Exception {
        Instant after = Instant.parse("2026-12-01T00:00:03Z");

        assertThat(write(writer.article(Samples.article(after, after, "text"), List.of(), 1)))
                .containsExactly(WRITTEN);
        assertThat(indices()).containsExactly(server.prefix() + "-articles-2026.12");
    }

    @Test
    void aWriteBlockIsWaitedForAndNothingIsLost() throws Exception {
        Document document = document(Kind.ARTICLES);
        write(document);
        rest.put("/" + document.index() + "/_settings", JSON.readTree("{\"index.blocks.write\": true}"));
        Document next = writer.article(Samples.article(), List.of(), 8);

        assertThat(write(next))
                .singleElement()
                .asInstanceOf(type(ItemOutcome.Retry.class))
                .extracting(ItemOutcome.Retry::reason)
                .asString()
                .contains("status 403, cluster_block_exception")
                .endsWith("remove its write block");

        rest.put("/" + document.index() + "/_settings", JSON.readTree("{\"index.blocks.write\": null}"));
        assertThat(write(next)).containsExactly(WRITTEN);
    }

    @Test
    void aClosedIndexIsWaitedFor() throws Exception {
        Document document = document(Kind.ARTICLES);
        write(document);
        rest.post("/" + document.index() + "/_close", Map.of());

        assertThat(write(writer.article(Samples.article(), List.of(), 8)))
                .singleElement()
                .asInstanceOf(type(ItemOutcome.Retry.class))
                .extracting(ItemOutcome.Retry::reason)
                .asString()
                .contains("index_closed_exception");
    }

    @Test
    void aClusterThatTakesNoMoreIndicesIsWaitedFor() throws Exception {
        rest.put(
                "/_cluster/settings",
                JSON.readTree(
                        "{\"persistent\": {\"cluster.max_shards_per_node\": 1, \"action.auto_create_index\": null}}"));
        try {
            write(document(Kind.ARTICLES));
            assertThat(write(document(Kind.ALERTS)))
                    .singleElement()
                    .asInstanceOf(type(ItemOutcome.Retry.class))
                    .extracting(ItemOutcome.Retry::reason)
                    .asString()
                    .contains("maximum normal shards open");
        } finally {
            rest.put("/_cluster/settings", JSON.readTree("{\"persistent\": {\"cluster.max_shards_per_node\": null}}"));
        }
    }

    @Test
    void anIndexThatMayNotBeMadeIsWaitedFor() throws Exception {
        rest.put("/_cluster/settings", JSON.readTree("{\"persistent\": {\"action.auto_create_index\": \"false\"}}"));
        try {
            assertThat(write(document(Kind.ALERTS)))
                    .singleElement()
                    .asInstanceOf(type(ItemOutcome.Retry.class))
                    .extracting(ItemOutcome.Retry::reason)
                    .asString()
                    .contains("status 404, index_not_found_exception")
                    .contains("action.auto_create_index");
        } finally {
            rest.put("/_cluster/settings", JSON.readTree("{\"persistent\": {\"action.auto_create_index\": null}}"));
        }
    }

    @Test
    void aDocumentAsLargeAsTheServerTakesGoesInAlone() throws Exception {
        List<Document> documents = articles(20);
        Document plain = documents.get(3);
        documents.set(
                3, changed(plain, json -> json.replace("\"title\":\"", "\"title\":\"" + "word ".repeat(1_600_000))));
        assertThat(documents.get(3).json().length)
                .isGreaterThan((int) elasticsearch.settings().bulkBytes());

        assertThat(elasticsearch.bulk(documents).join()).hasSize(20).containsOnly(WRITTEN);
    }

    private List<Document> articles(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> {
                    Article plain = Samples.article();
                    return writer.article(
                            plain.identifiedAs(Ids.hash("article " + i), 1, plain.firstSeen()), List.of(), 1);
                })
                .toList());
    }

    private Document document(Kind kind) {
        Article article = Samples.article();
        return switch (kind) {
            case ARTICLES -> writer.article(article, List.of(Samples.alert(article)), 7);
            case ALERTS -> writer.alert(article, Samples.alert(article), 7);
            case PROBLEMS -> writer.problem(Samples.problem(), 5, 7);
            case HEALTH -> writer.health(Samples.minute(), 7);
            case NOTIFICATIONS -> writer.notification(Samples.notification(), 7);
            case FEEDS -> writer.feed(Samples.health(), 7);
        };
    }

    private static Document changed(Document document, UnaryOperator<String> change) {
        String before = new String(document.json(), StandardCharsets.UTF_8);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        return new Document(
                document.index(),
                document.id(),
                document.version(),
                after.getBytes(StandardCharsets.UTF_8),
                document.url(),
                document.seen(),
                document.alsoDeleteFrom());
    }

    private List<ItemOutcome> write(Document... documents) {
        return elasticsearch.bulk(List.of(documents)).join();
    }

    private static Problem rejected(ItemOutcome outcome) {
        assertThat(outcome).isInstanceOf(ItemOutcome.Rejected.class);
        return ((ItemOutcome.Rejected) outcome).problem();
    }

    private JsonNode stored(Document document) throws Exception {
        return rest.get("/" + document.index() + "/_doc/" + document.id(), Map.of());
    }

    private long count(Kind kind) {
        return new Reading(elasticsearch).count(kind).match(count -> count, problem -> {
            throw new AssertionError(problem);
        });
    }

    private List<String> indices() throws Exception {
        return rest
                .get("/" + server.prefix() + "-*/_settings", Map.of("expand_wildcards", "open,closed"))
                .properties()
                .stream()
                .map(Map.Entry::getKey)
                .toList();
    }
}
