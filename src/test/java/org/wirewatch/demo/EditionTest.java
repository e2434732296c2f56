package org.wirewatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EditionTest {

    private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");

    private final Day day = Day.load();

    @Test
    void aCorrectionChangesTextAndUpdateAndNothingElse() {
        int step = stepOf(Step.Kind.CORRECT);
        String slug = day.steps().get(step).slug();
        Published before = after(step).get(slug);
        Published corrected = after(step + 1).get(slug);

        assertThat(before.isCorrected()).isFalse();
        assertThat(corrected.isCorrected()).isTrue();
        assertThat(corrected.updated()).isEqualTo(START.plusSeconds(step));
        assertThat(corrected.published()).isEqualTo(before.published());
        assertThat(corrected.guid()).isEqualTo(before.guid());
        assertThat(corrected.link()).isEqualTo(before.link());
        assertThat(corrected.report().paragraphs())
                .hasSameSizeAs(before.report().paragraphs())
                .isNotEqualTo(before.report().paragraphs());
        assertThat(corrected.report().topics()).isEqualTo(before.report().topics());
    }

    @Test
    void aRenumberedEntryHasAnotherGuidAndTheSameEverythingElse() {
        int step = stepOf(Step.Kind.RENUMBER);
        String slug = day.steps().get(step).slug();
        Published before = after(step).get(slug);
        Published renumbered = after(step + 1).get(slug);

        assertThat(renumbered.guid()).isNotEqualTo(before.guid());
        assertThat(renumbered).usingRecursiveComparison().ignoringFields("guid").isEqualTo(before);
    }

    @Test
    void theSecondFeedHasSomeOfTheReportsUnderTheSameAddressWithOtherTracking() {
        Edition all = edition(day.steps().size());
        List<Outlet> withTop = day.outlets().values().stream()
                .filter(outlet -> outlet.topFeedPath().isPresent())
                .toList();
        assertThat(withTop).isNotEmpty().allSatisfy(outlet -> {
            List<String> main = all.feed(outlet).stream().map(Published::url).toList();
            List<Published> top = all.topFeed(outlet);
            assertThat(top).isNotEmpty().hasSizeLessThan(main.size());
            assertThat(top).extracting(Published::url).isSubsetOf(main);
            assertThat(top).allSatisfy(out -> assertThat(out.link()).startsWith(out.url() + "?utm_"));
        });
    }

    @Test
    void feedsAreNewestFirst() {
        Edition all = edition(day.steps().size());
        assertThat(day.outlets().values())
                .allSatisfy(outlet -> assertThat(all.feed(outlet))
                        .extracting(Published::published)
                        .isSortedAccordingTo((one, other) -> other.compareTo(one)));
    }

    @Test
    void aScheduleWithoutPaceIsRefused() {
        assertThatThrownBy(() -> Schedule.paced(3, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("want at least 0 and a time above 0");
    }

    private int stepOf(Step.Kind kind) {
        return day.steps().stream().map(Step::kind).toList().indexOf(kind);
    }

    private Map<String, Published> after(int steps) {
        return edition(steps).reports().stream()
                .collect(Collectors.toMap(out -> out.report().slug(), out -> out));
    }

    /** One step a second. */
    private Edition edition(int steps) {
        List<Instant> happened = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            happened.add(START.plusSeconds(i));
        }
        return Edition.of(day, happened, outlet -> "http://127.0.0.1:8000");
    }
}
