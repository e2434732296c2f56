package org.wirewatch.topic.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.Presearcher;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.queries.intervals.IntervalIterator;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.query.Expression;
import org.wirewatch.topic.query.QueryParser;

/**
 * Our index, our candidates and our evaluation against Lucene's: a Monitor that tries every query, over intervals. What
 * they disagree on is a mistake of ours, as the rules keep to what both mean alike.
 */
class IntervalsOracleTest {

    private static final int RULES = 20;
    private static final int TEXTS = 6;

    @Property(tries = 150)
    void theSameRulesMatchAsInAMonitorThatTriesAll(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<RandomRules.Rule> rules = rules(random);
        RuleMatcher matcher = new RuleMatcher(compile(rules));
        ArticleText article = new ArticleText(Language.OTHER);
        try (Monitor monitor = new Monitor(new KeywordAnalyzer(), Presearcher.NO_FILTERING)) {
            for (int i = 0; i < rules.size(); i++) {
                monitor.register(
                        new MonitorQuery(String.valueOf(i), rules.get(i).lucene()));
            }
            for (int i = 0; i < TEXTS; i++) {
                RandomText text = new RandomText(random);
                MatchingQueries<QueryMatch> matches = monitor.match(text.document(), QueryMatch.SIMPLE_MATCHER);
                assertThat(matches.getErrors()).isEmpty();
                TreeSet<String> expected = new TreeSet<>();
                matches.getMatches().forEach(match -> expected.add(match.getQueryId()));

                article.read("", text.written());
                Fulfilled fulfilled = new Fulfilled();
                matcher.match(article, fulfilled);
                assertThat(fulfilled.rules).as(text.written()).isEqualTo(expected);
            }
        }
    }

    /** Of at-least only the decision is compared: Lucene loses its last spans (see {@link ChainsTest}). */
    @Property(tries = 150)
    void theSameSpansAreFoundAsByIntervals(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<RandomRules.Rule> rules = rules(random);
        RuleSet compiled = compile(rules);
        Reading reading = new Reading(compiled.vocabulary(), Language.OTHER.morphology(), compiled.sharedSets());
        Text words = new Text(Language.OTHER);
        for (int i = 0; i < TEXTS; i++) {
            RandomText text = new RandomText(random);
            words.read("", text.written());
            reading.read(words);
            for (int rule = 0; rule < rules.size(); rule++) {
                if (compiled.condition(rule) instanceof Condition.Found found
                        && !(found.finder() instanceof Finder.AtLeast)) {
                    assertThat(spans(found.finder().find(reading), rules.get(rule), text, words))
                            .as("%s in %s", rules.get(rule).query(), text.written())
                            .isEqualTo(spans(rules.get(rule), text.document()));
                }
            }
        }
    }

    private static List<RandomRules.Rule> rules(Random random) {
        RandomRules generator = new RandomRules(random);
        List<RandomRules.Rule> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            rules.add(generator.next());
        }
        return rules;
    }

    private static RuleSet compile(List<RandomRules.Rule> rules) {
        RuleSet.Builder builder = new RuleSet.Builder(Language.OTHER);
        for (RandomRules.Rule rule : rules) {
            Expression expression = QueryParser.query(rule.query()).match(parsed -> parsed, error -> {
                throw new AssertionError(error.message() + " in " + rule.query());
            });
            assertThat(builder.rule(expression, Names.NONE)).isEmpty();
        }
        return builder.build();
    }

    /** Our positions, as Lucene has them in the field that the rule is looked for in. */
    private static List<String> spans(Hits hits, RandomRules.Rule rule, RandomText text, Text words) {
        List<String> spans = new ArrayList<>();
        for (int i = 0; i < hits.count(); i++) {
            spans.add(position(words.wordAt(hits.start(i)), rule, text) + "-"
                    + position(words.wordAt(hits.end(i)), rule, text));
        }
        return spans;
    }

    private static int position(int word, RandomRules.Rule rule, RandomText text) {
        return switch (rule.field()) {
            case RandomRules.SENTENCES -> text.positionInSentences(word);
            case RandomRules.PARAGRAPHS -> text.positionInParagraphs(word);
            default -> word;
        };
    }

    private static List<String> spans(RandomRules.Rule rule, Document document) throws IOException {
        MemoryIndex index = MemoryIndex.fromDocument(document, new KeywordAnalyzer());
        LeafReaderContext leaf =
                index.createSearcher().getIndexReader().leaves().get(0);
        List<String> spans = new ArrayList<>();
        IntervalIterator intervals = rule.source().intervals(rule.field(), leaf);
        if (intervals != null && intervals.nextDoc() != IntervalIterator.NO_MORE_DOCS) {
            while (intervals.nextInterval() != IntervalIterator.NO_MORE_INTERVALS) {
                spans.add(intervals.start() + "-" + intervals.end());
            }
        }
        return spans;
    }

    private static final class Fulfilled implements RuleMatcher.Listener {

        private final TreeSet<String> rules = new TreeSet<>();

        @Override
        public void fulfilled(int rule, List<Passage> passages) {
            assertThat(passages).isNotEmpty();
            rules.add(String.valueOf(rule));
        }

        @Override
        public void failed(int rule, RuntimeException cause) {
            throw new AssertionError("rule " + rule, cause);
        }
    }
}
