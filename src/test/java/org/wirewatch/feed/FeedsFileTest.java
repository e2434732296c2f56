package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Ids;

class FeedsFileTest {

    private final ConfigErrors errors = new ConfigErrors();

    @Test
    void aFeedIsReadWithEverythingThatCanBeSaidOfIt() {
        List<Feed> feeds = read("""
                feeds:
                  - {id: harbour, url: "https://harbour.example/rss", title: Harbour, language: en, country: gb,
                     time-zone: Europe/London, tags: [sea, world], poll: {min: 2m, max: 3h}}
                  - url: https://ridge.example/rdf
                  - {url: "https://gone.example/", enabled: false}
                """);

        assertThat(errors.list()).isEmpty();
        assertThat(feeds)
                .containsExactly(
                        new Feed(
                                "harbour",
                                "https://harbour.example/rss",
                                "Harbour",
                                "en",
                                "GB",
                                "Europe/London",
                                List.of("sea", "world"),
                                Duration.ofMinutes(2).toMillis(),
                                Duration.ofHours(3).toMillis()),
                        new Feed(
                                Ids.hash("https://ridge.example/rdf"),
                                "https://ridge.example/rdf",
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                Duration.ofMinutes(1).toMillis(),
                                Duration.ofHours(6).toMillis()));
    }

    @Test
    void allMistakesAreReportedAtOnceWithTheirPlaces() {
        List<Feed> feeds = read("""
                feeds:
                  - {id: a, url: "ftp://a.example/"}
                  - {id: b, url: "https://b.example/", time-zone: Mars/Olympus, country: Germany, language: "?"}
                  - {id: c, url: "https://c.example/", poll: {min: 2h, max: 1h}}
                  - {id: c, url: "https://d.example/", titel: D}
                """);

        assertThat(feeds).extracting(Feed::id).containsExactly("b", "c");
        assertThat(errors.list())
                .extracting(error -> error.place().line() + " " + error.message())
                .contains(
                        "2 \"ftp://a.example/\" is no http(s) address",
                        "3 \"Mars/Olympus\" is no time zone",
                        "3 \"GERMANY\" is no country code",
                        "3 \"?\" is no language tag",
                        "4 the longest interval is shorter than the shortest",
                        "5 the feed c is there twice");
        assertThat(errors.list())
                .anySatisfy(error -> assertThat(error.toString()).contains("titel", "title"));
    }

    @Test
    void oneBoundAloneMovesTheOtherAlong() {
        List<Feed> feeds = read(
                "feeds:\n  - {url: 'https://a.example/', poll: {min: 12h}}\n  - {url: 'https://b.example/', poll: {max: 30s}}\n");

        assertThat(errors.list()).isEmpty();
        assertThat(feeds.get(0).pollMaxMillis()).isEqualTo(Duration.ofHours(12).toMillis());
        assertThat(feeds.get(1).pollMinMillis())
                .isEqualTo(Duration.ofSeconds(30).toMillis());
    }

    @Test
    void aFeedsOwnBoundsCountThenThoseOfItsTagsThenThoseOfAll() {
        List<Feed> feeds = read("""
                tags:
                  agency: {poll: {min: 20s, max: 10m}}
                  slow: {poll: {min: 2h}}
                  eager: {poll: {max: 5m}}
                feeds:
                  - {id: tag, url: 'https://a.example/', tags: [agency, unknown]}
                  - {id: own, url: 'https://b.example/', tags: [agency], poll: {max: 1h}}
                  - {id: shortest, url: 'https://c.example/', tags: [slow, agency, eager]}
                  - {id: none, url: 'https://d.example/', tags: [unknown]}
                  - {id: against-its-tag, url: 'https://e.example/', tags: [slow], poll: {max: 30m}}
                """);

        assertThat(errors.list()).isEmpty();
        assertThat(feeds)
                .extracting(
                        Feed::id,
                        feed -> Duration.ofMillis(feed.pollMinMillis()),
                        feed -> Duration.ofMillis(feed.pollMaxMillis()))
                .containsExactly(
                        tuple("tag", Duration.ofSeconds(20), Duration.ofMinutes(10)),
                        tuple("own", Duration.ofSeconds(20), Duration.ofHours(1)),
                        tuple("shortest", Duration.ofSeconds(20), Duration.ofMinutes(5)),
                        tuple("none", Duration.ofMinutes(1), Duration.ofHours(6)),
                        tuple("against-its-tag", Duration.ofMinutes(30), Duration.ofMinutes(30)));
    }

    @Test
    void aTagsBoundsAreCheckedLikeAFeeds() {
        read("tags: {agency: {poll: {min: 1h, max: 1m}, pol: 1}}\nfeeds: []\n");

        assertThat(errors.list()).hasSize(2);
    }

    @Test
    void pollSettingsHaveDefaultsAndBounds() {
        assertThat(PollSettings.read(Yaml.read("w.yaml", "effort: 20m\n", errors), errors))
                .isEqualTo(new PollSettings(
                        Duration.ofMinutes(1),
                        Duration.ofHours(6),
                        50,
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(15),
                        Duration.ofDays(1),
                        Duration.ofHours(6),
                        Duration.ofDays(1),
                        Duration.ofDays(1)));
        assertThat(errors.list()).isEmpty();

        PollSettings.read(Yaml.read("w.yaml", "min: 7h\neffort: 0s\nmaxx: 1h\n", errors), errors);

        assertThat(errors.list()).hasSize(3);
    }

    private List<Feed> read(String yaml) {
        return FeedsFile.read(Yaml.read("feeds.yaml", yaml, errors), errors);
    }
}
