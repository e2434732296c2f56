package org.wirewatch.topic.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.query.QueryParser;

class RuleMatcherTest {

    private static RuleSet compile(List<String> queries) {
        RuleSet.Builder builder = new RuleSet.Builder(Language.OTHER);
        for (String query : queries) {
            Optional<?> error =
                    QueryParser.query(query).match(expression -> builder.rule(expression, Names.NONE), Optional::of);
            assertThat(error).isEmpty();
        }
        return builder.build();
    }

    private static TreeSet<Integer> matches(RuleMatcher matcher, String title, String body) {
        ArticleText text = new ArticleText(Language.OTHER);
        text.read(title, body);
        TreeSet<Integer> matches = new TreeSet<>();
        matcher.match(text, new RuleMatcher.Listener() {
            @Override
            public void fulfilled(int rule, List<Passage> passages) {
                matches.add(rule);
            }

            @Override
            public void failed(int rule, RuntimeException cause) {
                throw cause;
            }
        });
        return matches;
    }

    @Property(tries = 10)
    void whatIsLearnedFromArticlesNeverChangesWhatMatches(@ForAll long seed) {
        Random random = new Random(seed);
        RandomRules generator = new RandomRules(random);
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            queries.add(generator.next().query());
        }
        RuleSet rules = compile(queries);
        RuleMatcher learned = new RuleMatcher(rules);
        for (int i = 0; i < 600; i++) {
            String title = new RandomText(random).written();
            String body = new RandomText(random).written();
            assertThat(matches(learned, title, body)).isEqualTo(matches(new RuleMatcher(rules), title, body));
        }
    }

    @Test
    void aRuleIsTriedOnlyForArticlesWithItsRarestSet() {
        RuleMatcher matcher = new RuleMatcher(compile(List.of("sentence((oft or many) (rarissime or unique))")));
        for (int i = 0; i < 100; i++) {
            matches(matcher, "", "Oft and many are here.");
        }
        long before = matcher.tried();
        for (int i = 0; i < 100; i++) {
            matches(matcher, "", "Oft and many are here.");
        }
        assertThat(matcher.tried() - before).isZero();
        assertThat(matches(matcher, "", "Many are unique.")).containsExactly(0);
    }

    @Test
    void whatStandsInTheTitleAndWhatStandsInTheBodyAreNeverNear() {
        RuleMatcher matcher = new RuleMatcher(
                compile(List.of("near(1000, alpha bravo)", "alpha and bravo", "at-least(2, alpha bravo)")));
        assertThat(matches(matcher, "Alpha", "Bravo")).containsExactly(1, 2);
    }

    @Test
    void aVeryLongArticleWithoutSentencesIsMatchedInLinearTime() {
        RuleMatcher matcher = new RuleMatcher(
                compile(List.of("sentence(alpha bravo carol)", "not-near(5, alpha, bravo)", "times(1000, alpha)")));
        assertThat(matches(matcher, "", "alpha bravo carol ".repeat(100_000))).containsExactly(0, 2);
    }
}
