package org.wirewatch.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.model.Article;
import org.wirewatch.model.Problem;

class DocumentWriterTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path EXPECTED = Path.of("src/test/resources/org/wirewatch/index");
    private static final Instant SENT = Samples.SEEN.plusMillis(4_321);

    private final DocumentWriter writer = new DocumentWriter("wirewatch");

    private Document sample(Kind kind) {
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

    /** The expected documents are rewritten by {@code -Dwirewatch.rewrite=true} and reviewed as text. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aDocumentIsWrittenAsExpected(Kind kind) throws Exception {
        Document document = sample(kind);
        String actual = "%s %s %d %s\n%s\n"
                .formatted(
                        document.index(),
                        document.id(),
                        document.version(),
                        document.url(),
                        JSON.readTree(document.sentAt(SENT)).toPrettyString());
        Path expected = EXPECTED.resolve(kind.word() + ".txt");
        if (Boolean.getBoolean("wirewatch.rewrite")) {
            Files.writeString(expected, actual);
        }

        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    /** A field that is written but not mapped is refused by the server; one that is mapped but not written misleads. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void theTemplateHasExactlyTheFieldsThatAreWritten(Kind kind) throws Exception {
        List<String> mapped = new ArrayList<>();
        leaves("", new Templates("wirewatch").fields(kind), mapped);

        TreeSet<String> written = new TreeSet<>();
        flatten("", JSON.readTree(sample(kind).sentAt(SENT)), written);
        written.removeIf(name -> name.startsWith("alert.evidence."));
        if (kind == Kind.ALERTS) {
            written.add("alert.evidence");
        }

        assertThat(mapped).containsExactlyInAnyOrderElementsOf(written);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyTemplateIsStrictAndNamesTheOperatorsComponentLast(Kind kind) {
        Templates templates = new Templates("desk");

        assertThat(templates.mappings(kind).at("/template/mappings/dynamic").asText())
                .isEqualTo("strict");
        JsonNode parts = templates.index(kind).path("composed_of");
        assertThat(parts.path(0).asText()).isEqualTo("desk-" + kind.word() + "@mappings");
        assertThat(parts.path(parts.size() - 1).asText()).isEqualTo("desk-" + kind.word() + "@custom");
        assertThat(templates.index(kind).at("/index_patterns/0").asText()).isEqualTo(kind.pattern("desk"));
    }

    private static void leaves(String path, JsonNode properties, List<String> names) {
        properties.properties().forEach(field -> {
            JsonNode inner = field.getValue().path("properties");
            if (inner.isMissingNode()) {
                names.add(path + field.getKey());
            } else {
                leaves(path + field.getKey() + '.', inner, names);
            }
        });
    }

    private static void flatten(String path, JsonNode json, TreeSet<String> names) {
        json.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isObject()) {
                flatten(path + field.getKey() + '.', value, names);
            } else if (value.isArray() && value.path(0).isObject()) {
                flatten(path + field.getKey() + '.', value.path(0), names);
            } else {
                names.add(path + field.getKey());
            }
        });
    }

    @Test
    void aBodyThatIsNotToBeStoredIsLeftOutAndTheRestStays() throws Exception {
        Article article = Samples.article().withoutStoredBody();
        JsonNode json = JSON.readTree(new DocumentWriter("wirewatch")
                .article(article, List.of(Samples.alert(article)), 1)
                .sentAt(SENT));

        JsonNode own = json.path("article");
        assertThat(own.has("body")).isFalse();
        assertThat(own.path("body_stored").asBoolean(true)).isFalse();
        assertThat(own.path("title").asText()).isEqualTo(article.title());
        assertThat(json.path("topic").path("id").get(0).asText()).isEqualTo("troop-buildup");
    }

    @Nested
    class Dates {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0000-01-01T00:00:00Z",
                    "-0044-03-15T12:00:00Z",
                    "+12026-11-25T10:00:00Z",
                    "0999-12-31T23:59:59Z"
                })
        void aDateThatElasticsearchCannotReadIsLeftOut(Instant published) throws Exception {
            JsonNode json = json(article(Samples.SEEN, published));

            assertThat(json.at("/article").has("published")).isFalse();
            assertThat(json.at("/article").has("published_precision")).isFalse();
            assertThat(json.at("/latency").has("published_seen_ms")).isFalse();
            assertThat(json.at("/@timestamp").asText()).isEqualTo("2026-11-25T10:15:30.250Z");
        }

        @Test
        void aDateInTheFutureTookNoTime() throws Exception {
            assertThat(json(article(Samples.SEEN, Samples.SEEN.plusSeconds(90)))
                            .at("/latency/published_seen_ms")
                            .asLong(-1))
                    .isZero();
        }

        @Test
        void anEntryOfAFirstPollCountsForNoLatency() throws Exception {
            Article article = Samples.article();
            Article first = new Article(
                    article.id(),
                    article.url(),
                    article.canonicalUrl(),
                    null,
                    article.title(),
                    "",
                    List.of(),
                    article.published(),
                    article.precision(),
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    article.feed(),
                    article.contentFrom(),
                    1,
                    article.firstSeen(),
                    article.fetched(),
                    false);

            assertThat(json(writer.article(first, List.of(), 1)).has("latency")).isFalse();
            assertThat(new String(writer.article(first, List.of(), 1).sentAt(SENT), StandardCharsets.UTF_8))
                    .endsWith("\"event.ingested\":\"2026-11-25T10:15:34.571Z\"}");
        }
    }

    @Nested
    class Months {

        @ParameterizedTest
        @CsvSource({
            "2026-11-01T00:00:00Z, wirewatch-articles-2026.11, wirewatch-articles-2026.10",
            "2027-01-07T23:59:59Z, wirewatch-articles-2027.01, wirewatch-articles-2026.12",
            "2026-11-08T00:00:00Z, wirewatch-articles-2026.11,",
            "2026-11-30T23:59:59.999Z, wirewatch-articles-2026.11,"
        })
        void theFirstWeekOfAMonthAlsoDeletesFromTheMonthBefore(Instant seen, String index, String before) {
            Document document = article(seen, seen);

            assertThat(document.index()).isEqualTo(index);
            assertThat(document.alsoDeleteFrom()).isEqualTo(before);
        }

        @Test
        void aProblemHasItsDayInItsIdAndNeedsNoDeletion() {
            assertThat(writer.problem(Samples.problem(), 1, 1).alsoDeleteFrom()).isNull();
        }
    }

    @Nested
    class HostileTexts {

        @Test
        void halfASurrogatePairBecomesAQuestionMark() throws Exception {
            Document document = writer.article(
                    Samples.article(Samples.SEEN, Samples.SEEN, "a\ud83d b \u0000 \u2028 \ud83d\ude80"), List.of(), 1);

            assertThat(json(document).at("/article/body").asText()).isEqualTo("a? b \u0000 \u2028 \ud83d\ude80");
            assertThat(document.json()).doesNotContain('\n');
        }

        @Test
        void aBodyThatNobodyCanSearchIsCutWithAMarkAndAProblem() throws Exception {
            String body = "x".repeat(DocumentWriter.MAX_BODY_CHARS - 1) + "\ud83d\ude80 and more";
            Article article = Samples.article(Samples.SEEN, Samples.SEEN, body);

            JsonNode own = json(writer.article(article, List.of(), 1)).at("/article");

            assertThat(own.path("body").asText()).endsWith("x\n\n[cut here: 899999 of 900010 characters]");
            assertThat(own.path("body_cut").asBoolean()).isTrue();
            assertThat(writer.cut(article, SENT).map(Problem::message))
                    .contains(
                            "the body has 900010 characters, more than the 900000 that are kept; topics were matched on"
                                    + " all of it");
            assertThat(writer.cut(Samples.article(), SENT)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "https://Example.ORG:8443/a?b=c, example.org",
            "https://example.org/a b, example.org",
            "https://bücher.example/, xn--bcher-kva.example",
            "not an address,"
        })
        void anAddressHasItsDomainWhereThereIsOne(String address, String domain) throws Exception {
            Problem problem = new Problem(
                    Samples.problem().stage(), "timeout", address, null, "message", "advice", 1, Samples.SEEN);

            JsonNode url = json(writer.problem(problem, 1, 1)).path("url");

            assertThat(url.path("full").asText()).isEqualTo(address);
            assertThat(url.path("domain").asText(null)).isEqualTo(domain);
        }
    }

    private Document article(Instant seen, Instant published) {
        return writer.article(Samples.article(seen, published, "text"), List.of(), 1);
    }

    private static JsonNode json(Document document) throws Exception {
        return JSON.readTree(document.json());
    }
}
