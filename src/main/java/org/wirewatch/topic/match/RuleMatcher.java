package org.wirewatch.topic.match;

import java.util.ArrayList;
import java.util.List;

/**
 * Matches articles against the rules of one language. Learns how frequent their terms are in the articles it sees and files
 * the rules again under their rarest terms from time to time: this changes how many rules are tried, never which match.
 * For one thread.
 */
public final class RuleMatcher {

    /** A rule that stands at more places says nothing more by them. */
    private static final int MAX_PASSAGES = 100;

    /** The rules are filed again after so many articles, and whenever eight times as many have been seen. */
    private static final int FIRST_REFILING = 64;

    private static final int REFILING_FACTOR = 8;

    /** What the articles say outweighs the guess from as many of them as this. */
    private static final double GUESS_WEIGHT = 8;

    private final RuleSet rules;
    private final Reading reading;
    private final int[] articlesWithTerm;
    private final int[] lastTried;
    private RuleIndex index;
    private int articles;
    private int nextRefiling = FIRST_REFILING;
    private long tried;

    /** Told of each rule that an article fulfils. */
    public interface Listener {

        void fulfilled(int rule, List<Passage> passages);

        /** A rule could not be tried; the others were. */
        void failed(int rule, RuntimeException cause);
    }

    public RuleMatcher(RuleSet rules) {
        this.rules = rules;
        this.reading = new Reading(rules.vocabulary(), rules.language().morphology(), rules.sharedSets());
        this.articlesWithTerm = new int[rules.vocabulary().size()];
        this.lastTried = new int[rules.size()];
        this.index = RuleIndex.of(rules, rules.vocabulary()::guess);
    }

    /** Tries an article's candidates, in the order of the rules' numbers where they share a term. */
    public void match(ArticleText article, Listener listener) {
        reading.read(article.text());
        articles++;
        for (int i = 0; i < reading.seenTerms(); i++) {
            int term = reading.seenTerm(i);
            articlesWithTerm[term]++;
            for (int rule : index.rules(term)) {
                if (lastTried[rule] != articles) {
                    lastTried[rule] = articles;
                    tried++;
                    attempt(rule, article, listener);
                }
            }
        }
        if (articles >= nextRefiling) {
            index = RuleIndex.of(rules, this::share);
            nextRefiling =
                    articles > Integer.MAX_VALUE / REFILING_FACTOR ? Integer.MAX_VALUE : articles * REFILING_FACTOR;
        }
    }

    /** What an article lacks for each rule, by the rule's number; for explanations, as it looks at every rule. */
    public List<Shortfall> shortfalls(ArticleText article) {
        reading.read(article.text());
        List<Shortfall> shortfalls = new ArrayList<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            shortfalls.add(Shortfall.of(rules.condition(rule), reading));
        }
        return shortfalls;
    }

    /** How many rules have been tried on all articles so far: the cost. */
    public long tried() {
        return tried;
    }

    private double share(int term) {
        return (articlesWithTerm[term] + GUESS_WEIGHT * rules.vocabulary().guess(term)) / (articles + GUESS_WEIGHT);
    }

    private void attempt(int rule, ArticleText article, Listener listener) {
        try {
            Condition condition = rules.condition(rule);
            if (condition.holds(reading)) {
                Hits.Builder places = new Hits.Builder();
                condition.evidence(reading, places);
                listener.fulfilled(rule, passages(places.build(), article));
            }
        } catch (RuntimeException cause) {
            listener.failed(rule, cause);
        }
    }

    private static List<Passage> passages(Hits places, ArticleText article) {
        List<Passage> passages = new ArrayList<>();
        for (int i = 0; i < Math.min(MAX_PASSAGES, places.count()); i++) {
            passages.add(article.passage(places.start(i), places.end(i)));
        }
        return passages;
    }
}
