package org.wirewatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts agree with each other. */
class DayTest {

    private static final Set<String> TOPICS = Set.of("nato-enlargement", "troop-buildup", "missile-deployment");

    private final Day day = Day.load();

    @Test
    void everyReportThatLiesThereIsPublished() throws Exception {
        Set<String> written;
        try (Stream<Path> files =
                Files.list(Path.of(Day.class.getResource("reports").toURI()))) {
            written = files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> used = new TreeSet<>(day.reports().keySet());
        used.addAll(FrontMatter.lines("unlucky.txt"));
        assertThat(used).isEqualTo(written);
    }

    @Test
    void everyReportHasAnOutletAndTopicsThatExist() {
        assertThat(day.reports().values()).allSatisfy(report -> {
            assertThat(day.outletOf(report).sections()).contains(report.section());
            assertThat(TOPICS).containsAll(report.topics());
            assertThat(report.paragraphs()).hasSizeGreaterThanOrEqualTo(4);
            assertThat(report.authors()).isNotEmpty();
        });
    }

    @Test
    void everyTopicAndEveryOutletHasItsShare() {
        assertThat(TOPICS)
                .allSatisfy(topic -> assertThat(day.reports().values())
                        .filteredOn(report -> report.topics().contains(topic))
                        .hasSizeGreaterThanOrEqualTo(3));
        assertThat(day.outlets().values())
                .allSatisfy(outlet -> assertThat(day.reports().values())
                        .filteredOn(report -> report.outlet().equals(outlet.id()))
                        .isNotEmpty());
        assertThat(day.reports().values().stream()
                        .filter(report -> report.topics().isEmpty())
                        .count())
                .as("reports without a topic")
                .isGreaterThanOrEqualTo(day.reports().size() / 3);
    }

    @Test
    void aChangeFollowsThePublication() {
        Set<String> out = new TreeSet<>();
        for (Step step : day.steps()) {
            if (step.kind() == Step.Kind.PUBLISH) {
                out.add(step.slug());
            } else {
                assertThat(out).contains(step.slug());
            }
        }
    }

    @Test
    void textsThatALegacyCharsetCarriesSurviveIt() {
        assertThat(day.reports().values())
                .allSatisfy(report -> assertThat(day.outletOf(report)
                                .charset()
                                .newEncoder()
                                .canEncode(report.title() + report.paragraphs()))
                        .as(report.slug())
                        .isTrue());
    }
}
