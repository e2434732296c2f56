package org.wirewatch.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wirewatch.index.ElasticsearchExtension.TestServer;
import org.wirewatch.model.Article;
import org.wirewatch.model.Ids;

@ExtendWith(ElasticsearchExtension.class)
class ReadingIT {

    private static final Instant START = Samples.SEEN;

    private final TestServer server;
    private final DocumentWriter writer;
    private Instant now = START;
    private Elasticsearch elasticsearch;
    private Reading reading;

    ReadingIT(TestServer server) {
        this.server = server;
        this.writer = new DocumentWriter(server.prefix());
    }

    @BeforeEach
    void connect() throws Exception {
        elasticsearch = new Elasticsearch(ElasticsearchSettings.of(server.url(), server.prefix()), () -> now);
        reading = new Reading(elasticsearch);
        value(Setup.install(elasticsearch));
    }

    @AfterEach
    void clean() throws Exception {
        Rest rest = elasticsearch.rest();
        for (Map.Entry<String, JsonNode> index :
                rest.get("/" + server.prefix() + "-*/_settings", Map.of()).properties()) {
            rest.delete("/" + index.getKey());
        }
        elasticsearch.close();
    }

    @Test
    void whereNothingHasBeenWrittenThereIsNothingAndNoProblem() {
        assertThat(value(reading.newestAlerts(10))).isEmpty();
        assertThat(value(reading.feeds())).isEmpty();
        assertThat(value(reading.count(Kind.ALERTS))).isZero();
        assertThat(value(new AlertTail(elasticsearch, START).next())).isEmpty();
        assertThat(value(new Retention(elasticsearch).months())).isEmpty();
    }

    @Test
    void anAlertIsReadAsItWasWritten() throws Exception {
        write(alert("one", START, 1));

        IndexedAlert alert = value(reading.newestAlerts(10)).get(0);

        assertThat(alert.id()).isEqualTo(Ids.hash("one") + ":troop-buildup");
        assertThat(alert.seen()).isEqualTo(START);
        assertThat(alert.ingested()).isEqualTo(START);
        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.outlet()).isEqualTo("The Harbour Post");
        assertThat(alert.evidence())
                .containsExactly(
                        new IndexedAlert.Evidence(
                                "body",
                                4,
                                20,
                                "battalions moved",
                                "Two battalions moved to the strait on Tuesday.",
                                "movement"),
                        new IndexedAlert.Evidence(
                                "title", 0, 15, "Battalions move", "Battalions move to the strait", "headline"));
        JsonNode json = JsonMapper.builder().build().readTree(alert.json());
        assertThat(json.path("id").asText()).isEqualTo(alert.id());
        assertThat(json.at("/event/severity").asInt()).isEqualTo(73);
        assertThat(json.at("/event/ingested").asText()).isEqualTo(START.toString());
        assertThat(json.at("/latency/seen_ingested_ms").isNumber()).isTrue();
    }

    @Test
    void theNewestAlertsComeFirst() {
        write(
                alert("old", START.minusSeconds(60), 1),
                alert("new", START, 1),
                alert("older", START.minusSeconds(90), 1));

        assertThat(value(reading.newestAlerts(2)))
                .extracting(IndexedAlert::seen)
                .containsExactly(START, START.minusSeconds(60));
    }

    @Test
    void aTailGivesEachAlertOnceAlthoughTheyComeOutOfOrderAndAgain() {
        write(alert("before the start", START, 1));
        AlertTail tail = new AlertTail(elasticsearch, START.plusSeconds(1));
        now = START.plusSeconds(200);
        write(alert("late", START, 1));
        assertThat(value(tail.next())).extracting(IndexedAlert::ingested).containsExactly(now);

        now = START.plusSeconds(100);
        write(alert("from a bulk that took long", START, 1));
        now = START.plusSeconds(300);
        write(alert("late", START, 2));
        assertThat(value(tail.next()))
                .extracting(IndexedAlert::id)
                .containsExactly(Ids.hash("from a bulk that took long") + ":troop-buildup");
        assertThat(value(tail.next())).isEmpty();
    }

    @Test
    void aTailReadsMoreThanOnePage() {
        AlertTail tail = new AlertTail(elasticsearch, START);
        write(IntStream.range(0, 1_203)
                .mapToObj(i -> alert("alert " + i, START, 1))
                .toArray(Document[]::new));

        assertThat(value(tail.next())).hasSize(1_203);
        assertThat(value(tail.next())).isEmpty();
        assertThat(value(reading.count(Kind.ALERTS))).isEqualTo(1_203);
    }

    @Test
    void aFeedIsReadAsItWasWritten() {
        write(writer.feed(Samples.health(), 1));

        assertThat(value(reading.feeds())).singleElement().satisfies(feed -> {
            assertThat(feed.id()).isEqualTo("harbour");
            assertThat(feed.state()).isEqualTo("failing");
            assertThat(feed.failures()).isEqualTo(2);
            assertThat(feed.newEntries()).isEqualTo(1_234);
            assertThat(feed.nextPoll()).isEqualTo(START.plusSeconds(300));
            assertThat(feed.problem()).isEqualTo("timeout");
            assertThat(feed.message()).isEqualTo("no answer within 30 s");
        });
    }

    @Test
    void onlyMonthsThatEndedBeforeTheRetentionAreExpiredAndOnlyOursAreEverListed() throws Exception {
        Instant october = Instant.parse("2025-10-31T12:00:00Z");
        Instant november = Instant.parse("2025-11-01T12:00:00Z");
        write(alert("a", october, 1), alert("b", november, 1), writer.feed(Samples.health(), 1));
        elasticsearch
                .rest()
                .put(
                        "/" + server.prefix() + "-alerts-backup",
                        JsonMapper.builder().build().createObjectNode());
        Retention retention = new Retention(elasticsearch);

        assertThat(value(retention.months()))
                .extracting(Retention.MonthIndex::month)
                .containsExactly(YearMonth.of(2025, 10), YearMonth.of(2025, 11));
        List<Retention.MonthIndex> expired = value(retention.expired(Instant.parse("2026-11-25T00:00:00Z")));
        assertThat(expired)
                .containsExactly(new Retention.MonthIndex(
                        server.prefix() + "-alerts-2025.10", Kind.ALERTS, YearMonth.of(2025, 10)));
        assertThat(value(retention.drop(expired.get(0)))).isEqualTo(expired.get(0));
        assertThat(value(retention.months()))
                .extracting(Retention.MonthIndex::month)
                .containsExactly(YearMonth.of(2025, 11));
    }

    private Document alert(String name, Instant seen, long version) {
        Article article = Samples.article(seen, seen, "text").identifiedAs(Ids.hash(name), 1, seen);
        return writer.alert(article, Samples.alert(article), version);
    }

    private void write(Document... documents) {
        assertThat(elasticsearch.bulk(List.of(documents)).join()).containsOnly(new ItemOutcome.Written());
        value(reading.count(Kind.ALERTS));
        value(reading.count(Kind.FEEDS));
    }

    private static <T> T value(Answer<T> answer) {
        return answer.match(given -> given, problem -> {
            throw new AssertionError(problem);
        });
    }
}
