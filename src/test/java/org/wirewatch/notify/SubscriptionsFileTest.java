package org.wirewatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.config.ConfigError;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.model.Severity;

class SubscriptionsFileTest {

    private final ConfigErrors errors = new ConfigErrors();

    @Test
    void everythingThatCanBeSaidIsRead() {
        SubscriptionsFile.Contents contents = read("""
                subscriptions:
                  - id: night-desk
                    name: The night desk
                    addresses: [night@example.org, chief@example.org]
                    webhook: {url: "${SLACK_URL}", secret: "${KEY}", format: slack}
                    language: de
                    time-zone: Europe/Berlin
                    topics: [missiles]
                    words: ['"Suwalki gap"', corvette]
                    languages: [en-GB, uk]
                    countries: [PL]
                    outlets: [example.org]
                    tags: [world]
                    least-severity: high
                    copies: true
                    when: {digest-at: ["08:00", "18:30"], quiet-hours: ["22:00", "06:00"], nothing-matched: true}
                    mute:
                      - {topic: missiles, until: 2026-12-24}
                      - {outlet: example.org, until: 2026-12-24T12:00}
                """);
        assertThat(errors.list()).isEmpty();
        Subscription desk = contents.subscriptions().get(0);
        assertThat(desk.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(desk.what())
                .isEqualTo(new Filter(
                        List.of("missiles"),
                        List.of("\"Suwalki gap\"", "corvette"),
                        List.of("en", "uk"),
                        List.of("PL"),
                        List.of("example.org"),
                        List.of("world"),
                        Severity.HIGH,
                        true));
        assertThat(desk.when())
                .isEqualTo(new Schedule(
                        Schedule.Rhythm.AT,
                        null,
                        List.of(LocalTime.of(8, 0), LocalTime.of(18, 30)),
                        new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 0)),
                        null,
                        true));
        assertThat(desk.mutes())
                .containsExactly(
                        new Mute(Mute.What.TOPIC, "missiles", Instant.parse("2026-12-23T23:00:00Z")),
                        new Mute(Mute.What.OUTLET, "example.org", Instant.parse("2026-12-24T11:00:00Z")));
        assertThat(desk.webhook().format()).isEqualTo(Webhook.Format.SLACK);
        assertThat(desk.webhook().secretUrl()).hasToString("${SLACK_URL}");
        assertThat(contents.topics()).hasSize(1);
    }

    @Test
    void theShortestSubscriptionIsToldImmediately() {
        Subscription desk = read("subscriptions: [{id: d, addresses: [d@example.org], topics: [missiles]}]")
                .subscriptions()
                .get(0);
        assertThat(desk.when()).isEqualTo(new Schedule(Schedule.Rhythm.IMMEDIATELY, null, List.of(), null, 30, false));
        assertThat(desk.name()).isEqualTo("d");
        assertThat(read("subscriptions: [{id: e, addresses: [d@example.org], topics: ['*'], when: {digest-every: 1h}}]")
                        .subscriptions()
                        .get(0)
                        .when()
                        .every())
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void anEmptyFileHasNoSubscription() {
        assertThat(read("subscriptions: []").subscriptions()).isEmpty();
        assertThat(errors.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "id: Night Desk                                     | Night Desk | not in kebab-case",
                "addresses: [not-an-address]                        | not-an-address | is no e-mail address",
                "addresses: ['a@b.example, c@d.example']            | 'a@b.example | is no e-mail address",
                "addresses: [a@b.example, A@b.example]              | A@b.example | is there twice",
                "webhook: {url: ftp://x.example}                    | ftp: | is no http(s) address",
                "webhook: {url: 'https://x.example', secret: abc}   | abc | holds a secret itself",
                "webhook: {url: 'https://x.example', format: xml}   | xml | must be one of json, slack",
                "language: english language                         | english | is no language tag",
                "time-zone: Europe/Berln                            | Europe/Berln | is no time zone. Did you mean \"Europe/Berlin\"?",
                "topics: [misiles]                                  | misiles | there is no topic \"misiles\". Did you mean \"missiles\"?",
                "words: ['near(2, a']                               |  | ",
                "countries: [Germany]                               | Germany | is no country code",
                "outlets: ['https://x.example/']                    | 'https: | is neither a domain nor the id of a feed",
                "least-severity: hihg                               | hihg | Did you mean \"high\"?",
                "when: {digest-every: 1h, digest-at: ['08:00']}     | 1h | but this one at several",
                "when: {immediately: false}                         | false | nothing says when",
                "when: {digest-every: 1m}                           | 1m | must be at least 5m",
                "when: {digest-at: ['8:00']}                        | '8:00' | is no time of day",
                "when: {digest-at: []}                              | [] | has no time",
                "when: {quiet-hours: ['22:00']}                     | ['22:00'] | two different times",
                "when: {digest-every: 1h, at-most-per-hour: 3}      | 3} | told immediately",
                "when: {nothing-matched: true}                      | true | is for digests",
                "mute: [{until: 2026-12-24}]                        | {until | names one topic, outlet or story",
                "mute: [{topic: x}]                                 | {topic: x} | \"subscriptions.mute.until\" is missing",
                "mute: [{topic: x, until: soon}]                    | soon | is no date",
                "topic: missiles                                    | topic: missiles | unknown key",
            })
    void aMistakeIsToldAtItsPlace(String key, String begins, String message) {
        String rest = (key.startsWith("id:") ? "" : ", id: d")
                + (key.startsWith("addresses:") || key.startsWith("webhook:") ? "" : ", addresses: [d@example.org]")
                + (key.startsWith("topics:") || key.startsWith("words:") ? "" : ", topics: ['*']");
        String yaml = "subscriptions: [{" + key.strip() + rest + "}]";
        SubscriptionsFile.Contents contents = read(yaml);
        assertThat(errors.list()).hasSize(1);
        ConfigError error = errors.list().get(0);
        assertThat(error.place().line()).isEqualTo(1);
        assertThat(yaml.substring(error.place().column() - 1)).startsWith(begins == null ? "" : begins);
        assertThat(error.toString()).contains(message == null ? "" : message);
        assertThat(contents.subscriptions().isEmpty() || key.startsWith("topic:"))
                .isTrue();
    }

    @Test
    void allMistakesAreToldAtOnce() {
        read("""
                subscriptions:
                  - {id: a}
                  - {id: a, addresses: [x], topics: ['*']}
                  - {addresses: [x@example.org], topics: ['*'], when: {digest-every: soon}}
                """);
        assertThat(errors.list()).hasSize(6);
    }

    private SubscriptionsFile.Contents read(String yaml) {
        return SubscriptionsFile.read(
                Yaml.read("subscriptions.yaml", yaml, errors), List.of("missiles", "sanctions"), errors);
    }
}
