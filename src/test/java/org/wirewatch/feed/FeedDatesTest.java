package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.model.Precision;

class FeedDatesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Wed, 25 Nov 2026 10:15:00 GMT          | 2026-11-25T10:15:00Z
            Wed, 25 Nov 2026 10:15:00 +0100        | 2026-11-25T09:15:00Z
            Tue, 24 Nov 2026 10:15 EST             | 2026-11-24T15:15:00Z
            25 Nov 2026 10:15:00                   | 2026-11-25T10:15:00Z
            Tue, Jan 23 2018 02:54:55 MST          | 2018-01-23T09:54:55Z
            Tue, 18 Sept 2018 15:53:56 +0300       | 2018-09-18T12:53:56Z
            Tue, 01 Mar 2022 16:03:00 GMT+0000     | 2022-03-01T16:03:00Z
            Tue, 01 Mar 2022 16:03:00 GMT+02:00    | 2022-03-01T14:03:00Z
            WED,23 MAY 2012 02:23:01               | 2012-05-23T02:23:01Z
            Thu, 03 Sep 15 00:01:01 +0200          | 2015-09-02T22:01:01Z
            Thu, 03 Sep 98 00:01:01 Z              | 1998-09-03T00:01:01Z
            Thursday, September 3, 2015 1:05 PM    | 2015-09-03T13:05:00Z
            Sept. 3, 2015, 12:05 a.m. PDT          | 2015-09-03T07:05:00Z
            Thu Sep  3 13:05:00 2015               | 2015-09-03T13:05:00Z
            Thu Sep  3 13:05:00 UTC 2015           | 2015-09-03T13:05:00Z
            Mon, 26 January 2004 16:31:00 ET       | 2004-01-26T21:31:00Z
            Mon, 26 Jan 2004 16:31:00 Europe/Prague| 2004-01-26T15:31:00Z
            Mon, 26 Jan 2004 16:31:00 (CET) +0100  | 2004-01-26T15:31:00Z
            2026-11-25T10:15:00Z                   | 2026-11-25T10:15:00Z
            2026-11-25T10:15:00.123456+01:00       | 2026-11-25T09:15:00Z
            2026-11-25T10:15:00,5+01               | 2026-11-25T09:15:00Z
            2026-11-25T10:15+0100                  | 2026-11-25T09:15:00Z
            2026-11-25 10:15:00                    | 2026-11-25T10:15:00Z
            2026-11-24 10:15:00 -0500              | 2026-11-24T15:15:00Z
            2024-1-2T03:04:05                      | 2024-01-02T03:04:05Z
            20261125T101500Z                       | 2026-11-25T10:15:00Z
            20261125101500                         | 2026-11-25T10:15:00Z
            2026/11/25 10:15                       | 2026-11-25T10:15:00Z
            25.11.2026 10:15                       | 2026-11-25T10:15:00Z
            25.11.2026, 10.15                      | 2026-11-25T10:15:00Z
            11/24/2026 3:45:12 PM                  | 2026-11-24T15:45:12Z
            1764063300                             | 2025-11-25T09:35:00Z
            1764063300000                          | 2025-11-25T09:35:00Z
            Mi, 25 Nov 2026 10:15:00 +0100         | 2026-11-25T09:15:00Z
            mar., 03 févr. 2026 10:15:00 +0100     | 2026-02-03T09:15:00Z
            mer., 04 févr. 2026 10:15:00 +0100     | 2026-02-04T09:15:00Z
            Ср, 25 ноября 2026 10:15:00 +0300      | 2026-11-25T07:15:00Z
            среда, 25 Ноя 2026 10:15:00 MSK        | 2026-11-25T07:15:00Z
            śr., 25 lis 2026 10:15:00 +0100        | 2026-11-25T09:15:00Z
            Κυρ, 11 Ιούλ 2004 12:00:00 EST         | 2004-07-11T17:00:00Z
            25 Kasım 2026 10:15:00 +0300           | 2026-11-25T07:15:00Z
            25 de noviembre de 2026, 10:15         | 2026-11-25T10:15:00Z
            2004년 05월 28일  01:31:15             | 2004-05-27T16:31:15Z
            2004-05-25 오후 11:23:17               | 2004-05-25T14:23:17Z
            2026年11月25日 10:15:30                | 2026-11-25T10:15:30Z
            2026年11月25日 10時15分                | 2026-11-25T10:15:00Z
            Wed, 25 Nov 2026 10:15:60 GMT          | 2026-11-25T10:15:59Z
            Mon, 24 Nov 2026 24:00:00 GMT          | 2026-11-25T00:00:00Z
            '  Wed,  25 Nov 2026 10:15:00 GMT '    | 2026-11-25T10:15:00Z
            """)
    void aDateIsReadToTheSecond(String text, Instant expected) {
        assertThat(read(text)).as(text).hasValueSatisfying(date -> {
            assertThat(date.instant().getEpochSecond()).isEqualTo(expected.getEpochSecond());
            assertThat(date.precision()).isEqualTo(Precision.SECOND);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-25             | 2026-11-25T00:00:00Z
            20261125               | 2026-11-25T00:00:00Z
            2026-11                | 2026-11-01T00:00:00Z
            25 Nov 2026            | 2026-11-25T00:00:00Z
            Nov 25, 2026           | 2026-11-25T00:00:00Z
            25.11.2026             | 2026-11-25T00:00:00Z
            25.11.26               | 2026-11-25T00:00:00Z
            11/25/2026             | 2026-11-25T00:00:00Z
            """)
    void aDayAloneIsKnownToTheDay(String text, Instant expected) {
        assertThat(read(text)).contains(new FeedDate(expected, Precision.DAY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0000-00-00",
                "0000-00-00 00:00:00",
                "c1992",
                "yesterday",
                "2026-13-45",
                "-",
                "32 Nov 2026",
                "1",
                "Thu, 01 Jan 0001 00:00:00 GMT",
                "٢"
            })
    void whatIsNoDateIsNone(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void aDateWithoutZoneIsReadInTheZoneOfTheFeed() {
        FeedDates prague = FeedDates.of("Europe/Prague", "cs", NOW);

        assertThat(prague.read("25. 11. 2026 10:15").orElseThrow().instant())
                .isEqualTo(Instant.parse("2026-11-25T09:15:00Z"));
    }

    @Test
    void theLanguageOfTheFeedDecidesWhatAnAmbiguousMonthMeans() {
        assertThat(FeedDates.of(null, "hr", NOW)
                        .read("5 listopada 2025 10:00")
                        .orElseThrow()
                        .instant())
                .isEqualTo(Instant.parse("2025-10-05T10:00:00Z"));
        assertThat(FeedDates.of(null, "pl", NOW)
                        .read("5 listopada 2025 10:00")
                        .orElseThrow()
                        .instant())
                .isEqualTo(Instant.parse("2025-11-05T10:00:00Z"));
    }

    @Test
    void theLanguageOfTheFeedDecidesWhetherTheDayLeads() {
        assertThat(FeedDates.of(null, "fr", NOW)
                        .read("03/04/2026 10:00")
                        .orElseThrow()
                        .instant())
                .isEqualTo(Instant.parse("2026-04-03T10:00:00Z"));
        assertThat(FeedDates.of(null, "en-US", NOW)
                        .read("03/04/2026 10:00")
                        .orElseThrow()
                        .instant())
                .isEqualTo(Instant.parse("2026-03-04T10:00:00Z"));
    }

    @Test
    void aClockThatRunsAheadIsSetBackToNow() {
        assertThat(read("2026-11-26T11:00:00Z")).contains(new FeedDate(NOW, Precision.GUESSED));
        assertThat(read("2026-11-25T12:05:00Z"))
                .contains(new FeedDate(Instant.parse("2026-11-25T12:05:00Z"), Precision.SECOND));
    }

    @Test
    void aDateFarInTheFutureIsNone() {
        assertThat(read("2027-11-26T11:00:00Z")).isEmpty();
    }

    private static Optional<FeedDate> read(@Nullable String text) {
        return FeedDates.of(null, null, NOW).read(text);
    }
}
