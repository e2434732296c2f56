package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentLagsTest {

    @Test
    void theMedianIsThatOfTheNewestFew() {
        int[] lags = RecentLags.with(new int[0], List.of(Duration.ofHours(9)));
        lags = RecentLags.with(
                lags,
                IntStream.range(0, RecentLags.KEPT)
                        .mapToObj(i -> Duration.ofSeconds(i))
                        .toList());

        assertThat(lags).hasSize(RecentLags.KEPT);
        assertThat(RecentLags.medianMillis(lags)).hasValue(5_000);
    }

    @Test
    void aClockThatIsAheadGivesNoNegativeLag() {
        assertThat(RecentLags.medianMillis(RecentLags.with(new int[0], List.of(Duration.ofSeconds(-30)))))
                .hasValue(0);
        assertThat(RecentLags.medianMillis(new int[0])).isEqualTo(OptionalLong.empty());
    }
}
