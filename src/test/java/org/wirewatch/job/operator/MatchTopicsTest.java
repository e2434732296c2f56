package org.wirewatch.job.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.wirewatch.job.stream.CatalogueChange;
import org.wirewatch.job.stream.MatchedArticle;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Article;
import org.wirewatch.model.ContentFrom;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Measure;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;
import org.wirewatch.model.Tally;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.TopicFile;

/** Which rules count, and since when; what becomes of a topic that fires too often. */
class MatchTopicsTest {

    private static final Catalogue TANKS = catalogue("tanks", "tank", 500);
    private static final Catalogue SHIPS = catalogue("ships", "ship", 500);
    private static final Catalogue PLANES = catalogue("planes", "plane", 500);
    private static final Feed FEED = new Feed("f", "https://f.example/feed", null, null, null, null, List.of(), 1, 1);
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private static Catalogue catalogue(String id, String word, int atMostPerHour) {
        return new Catalogue(
                List.of(new TopicFile("topics/" + id + ".yaml", """
                id: %s
                title: %s
                at-most-per-hour: %d
                languages:
                  en:
                    rules:
                      - {id: word, query: %s}
                """.formatted(id, id, atMostPerHour, word))));
    }

    private static Article article(String id, String title) {
        return new Article(
                id,
                "https://f.example/" + id,
                "https://f.example/" + id,
                null,
                title,
                "Nothing else is known about it.",
                List.of(),
                null,
                null,
                null,
                "en",
                null,
                null,
                List.of(),
                FEED,
                ContentFrom.PAGE,
                1,
                NOON,
                NOON,
                true);
    }

    /** One subtask of several. */
    private static final class Subtask extends BroadcastOperatorTestHarness<Article, CatalogueChange, MatchedArticle> {

        Subtask(Catalogue submitted, int index, int parallelism) throws Exception {
            super(
                    new CoBroadcastWithNonKeyedOperator<>(new MatchTopics(submitted), List.of(MatchTopics.CHANGED)),
                    16,
                    parallelism,
                    index);
            setProcessingTime(NOON.toEpochMilli());
        }

        static Subtask opened(Catalogue submitted) throws Exception {
            Subtask subtask = new Subtask(submitted, 0, 1);
            subtask.open();
            return subtask;
        }

        static Subtask restored(Catalogue submitted, OperatorSubtaskState state) throws Exception {
            Subtask subtask = new Subtask(submitted, 0, 1);
            subtask.initializeState(state);
            subtask.open();
            return subtask;
        }

        void change(Catalogue catalogue) throws Exception {
            processBroadcastElement(CatalogueChange.of(catalogue, ""), 0);
        }

        List<String> topicsOf(String title) throws Exception {
            processElement(article("a", title), 0);
            List<MatchedArticle> out = extractOutputValues();
            return out.get(out.size() - 1).alerts().stream().map(Alert::topicId).toList();
        }

        void awaitTopics(String title, String topic) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(topicsOf(title)).containsExactly(topic));
        }

        <T> List<T> aside(OutputTag<T> tag) {
            List<T> values = new ArrayList<>();
            if (getSideOutput(tag) != null) {
                getSideOutput(tag).forEach(element -> values.add(element.getValue()));
            }
            return values;
        }

        Map<String, String> changed() throws Exception {
            Map<String, String> entries = new HashMap<>();
            getOperator()
                    .getOperatorStateBackend()
                    .getBroadcastState(MatchTopics.CHANGED)
                    .immutableEntries()
                    .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
            return entries;
        }
    }

    @Test
    void aChangedCatalogueCountsOnEverySubtaskSoonAfterItArrives() throws Exception {
        for (int index = 0; index < 2; index++) {
            try (Subtask subtask = new Subtask(TANKS, index, 2)) {
                subtask.open();
                assertThat(subtask.topicsOf("A tank and a ship")).containsExactly("tanks");
                subtask.change(SHIPS);
                subtask.awaitTopics("A tank and a ship", "ships");
            }
        }
    }

    @Test
    void articlesAreMatchedByEitherCatalogueWhileTheNewOneIsCompiled() throws Exception {
        try (Subtask subtask = Subtask.opened(TANKS)) {
            subtask.change(SHIPS);
            assertThat(subtask.topicsOf("A tank and a ship")).hasSize(1);
        }
    }

    @Test
    void ofSeveralChangesTheLastOneCounts() throws Exception {
        try (Subtask subtask = Subtask.opened(TANKS)) {
            subtask.change(SHIPS);
            subtask.change(TANKS);
            subtask.change(PLANES);
            subtask.awaitTopics("A tank, a ship and a plane", "planes");
        }
    }

    @Test
    void aRestoredTaskMatchesByTheChangeThatItHadReceived() throws Exception {
        OperatorSubtaskState state;
        try (Subtask before = Subtask.opened(TANKS)) {
            before.change(SHIPS);
            state = before.snapshot(1, 1);
        }
        try (Subtask after = Subtask.restored(TANKS, state)) {
            assertThat(after.topicsOf("A tank and a ship")).containsExactly("ships");
        }
    }

    @Test
    void aJobSubmittedWithOtherTopicsForgetsChangesOfTheFormerOnes() throws Exception {
        OperatorSubtaskState state;
        try (Subtask before = Subtask.opened(TANKS)) {
            before.change(SHIPS);
            state = before.snapshot(1, 1);
        }
        try (Subtask after = Subtask.restored(PLANES, state)) {
            assertThat(after.topicsOf("A tank, a ship and a plane")).containsExactly("planes");
        }
    }

    @Test
    void aProblemWithChangedFilesIsToldByOneSubtaskAndTheRulesStay() throws Exception {
        Problem problem = new Problem(Stage.TOPIC, "rules-refused", null, null, "line 3", "mend it", 1, NOON);
        List<Problem> told = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            try (Subtask subtask = new Subtask(TANKS, index, 3)) {
                subtask.open();
                subtask.processBroadcastElement(CatalogueChange.without(problem), 0);
                assertThat(subtask.topicsOf("A tank")).containsExactly("tanks");
                told.addAll(subtask.aside(SideOutputs.PROBLEMS));
            }
        }
        assertThat(told).containsExactly(problem);
    }

    @Test
    void aTopicThatFiresTooOftenIsHeldToASampleAndFreeAgainInTheNextHour() throws Exception {
        try (Subtask subtask = Subtask.opened(catalogue("tanks", "tank", 10))) {
            for (int i = 0; i < 200; i++) {
                subtask.processElement(article("article-" + i, "A tank"), 0);
            }
            long raised = subtask.extractOutputValues().stream()
                    .filter(matched -> !matched.alerts().isEmpty())
                    .count();
            assertThat(raised).isBetween(11L, 40L);
            assertThat(subtask.extractOutputValues())
                    .as("articles go on all the same")
                    .hasSize(200);
            assertThat(subtask.aside(SideOutputs.PROBLEMS))
                    .extracting(Problem::kind)
                    .containsExactly("topic-flood");
            assertThat(subtask.aside(SideOutputs.TALLIES).stream()
                            .filter(tally -> tally.measure() == Measure.ALERTS_HELD)
                            .mapToLong(Tally::value)
                            .sum())
                    .isEqualTo(200 - raised);
            subtask.setProcessingTime(NOON.plus(Duration.ofHours(1)).toEpochMilli());
            assertThat(subtask.topicsOf("A tank")).containsExactly("tanks");
        }
    }

    @Test
    void anUnchangedCatalogueIsNoChange() throws Exception {
        try (Subtask subtask = Subtask.opened(TANKS)) {
            subtask.change(TANKS);
            assertThat(subtask.changed()).isEmpty();
        }
    }
}
