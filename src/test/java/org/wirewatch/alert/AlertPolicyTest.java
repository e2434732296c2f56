package org.wirewatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Article;
import org.wirewatch.model.ContentFrom;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Field;
import org.wirewatch.model.Mention;
import org.wirewatch.model.Severity;
import org.wirewatch.topic.Topic;
import org.wirewatch.topic.TopicMatch;

class AlertPolicyTest {

    private static final String LEAD = "The alliance grows. ".repeat(10).strip();
    private static final String BODY = LEAD + "\n\nA second paragraph says that NATO grows.";
    private static final int BEHIND_LEAD = LEAD.length() + 2;

    private final AlertPolicy policy = new AlertPolicy();

    private static Topic topic(double threshold, Map<String, Severity> severities, Set<String> supporting) {
        return new Topic("nato", "NATO", Severity.MEDIUM, threshold, 100, severities, supporting);
    }

    private static Mention mention(String rule, Field field, int start, int end, String sentence) {
        return new Mention("nato", rule, field, start, end, "x".repeat(end - start), sentence);
    }

    private static Article article() {
        Feed feed = new Feed("f", "https://example.org/feed", null, null, null, null, List.of(), 1, 1);
        Instant now = Instant.parse("2026-11-25T00:00:00Z");
        return new Article(
                "a",
                "https://example.org/a",
                "https://example.org/a",
                null,
                "T",
                BODY,
                List.of(),
                null,
                null,
                null,
                "en",
                null,
                null,
                List.of(),
                feed,
                ContentFrom.PAGE,
                1,
                now,
                now,
                true);
    }

    private static TopicMatch match(Topic topic, Mention... mentions) {
        return new TopicMatch(topic, "v1", List.of(mentions));
    }

    private static TopicMatch match(Mention... mentions) {
        return match(topic(0, Map.of(), Set.of()), mentions);
    }

    @Test
    void aTitleCountsMoreThanALeadAndALeadMoreThanTheRest() {
        double title =
                policy.score(BODY, match(mention("r", Field.TITLE, 0, 10, "T"))).total();
        double lead =
                policy.score(BODY, match(mention("r", Field.BODY, 0, 10, "L"))).total();
        double rest = policy.score(BODY, match(mention("r", Field.BODY, BEHIND_LEAD, BEHIND_LEAD + 10, "B")))
                .total();
        assertThat(title).isGreaterThan(lead);
        assertThat(lead).isGreaterThan(rest);
    }

    @Test
    void theScoreIsTheSumOfItsPartsAndSaysSo() {
        Score score = policy.score(
                BODY,
                match(
                        mention("r", Field.TITLE, 0, 40, "T"),
                        mention("s", Field.BODY, BEHIND_LEAD, BEHIND_LEAD + 40, "B")));
        assertThat(score).hasToString("0.64 = title 0.35 + sentences 0.19 + rules 0.05 + closeness 0.05");
    }

    @Test
    void theScoreNeverExceedsOne() {
        List<Mention> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(mention("r" + i, i % 2 == 0 ? Field.TITLE : Field.BODY, i, i + 1, "s" + i));
        }
        assertThat(policy.score(BODY, match(many.toArray(Mention[]::new))).total())
                .isBetween(0.99, 1.0);
    }

    @Test
    void theHighestSeverityOfTheRulesThatMatchedIsTheAlerts() {
        Topic topic = topic(0, Map.of("large", Severity.CRITICAL, "small", Severity.LOW), Set.of("large"));
        Mention plain = mention("plain", Field.BODY, 0, 5, "a");
        assertThat(policy.severity(match(topic, plain))).isEqualTo(Severity.MEDIUM);
        assertThat(policy.severity(match(topic, plain, mention("large", Field.BODY, 6, 9, "a"))))
                .isEqualTo(Severity.CRITICAL);
        assertThat(policy.severity(match(topic, mention("small", Field.BODY, 6, 9, "a"))))
                .isEqualTo(Severity.LOW);
    }

    @Test
    void belowItsTopicsThresholdNoAlertIsRaised() {
        Mention late = mention("r", Field.BODY, BEHIND_LEAD, BEHIND_LEAD + 40, "B");
        Topic strict = topic(0.3, Map.of(), Set.of());
        assertThat(policy.alerts(article(), List.of(match(strict, late)))).isEmpty();
        assertThat(policy.alerts(article(), List.of(match(strict, mention("r", Field.TITLE, 0, 4, "T")))))
                .hasSize(1);
    }

    @Test
    void theSentenceInWhichMostRulesMatchIsTheBestAndEachSentenceComesOnceBeforeAnyTwice() {
        Mention one = mention("a", Field.BODY, BEHIND_LEAD, BEHIND_LEAD + 9, "one");
        Mention two = mention("a", Field.BODY, BEHIND_LEAD + 10, BEHIND_LEAD + 19, "two");
        Mention twoAgain = mention("b", Field.BODY, BEHIND_LEAD + 10, BEHIND_LEAD + 30, "two");
        Alert alert =
                policy.alerts(article(), List.of(match(one, two, twoAgain))).get(0);
        assertThat(alert.sentence()).isEqualTo("two");
        assertThat(alert.mentions()).containsExactly(two, one, twoAgain);
    }

    @Test
    void noMoreThanTenMentionsAreKept() {
        List<Mention> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(mention("r", Field.BODY, i, i + 1, "s" + i));
        }
        assertThat(policy.best(BODY, match(many.toArray(Mention[]::new)))).hasSize(AlertPolicy.MAX_MENTIONS);
    }
}
