/**
 * Finds which of many rules a text fulfils, and where.
 *
 * <p>Every term of the rules has a number ({@link org.wirewatch.topic.match.Vocabulary}). A text is looked up word by word
 * once ({@link org.wirewatch.topic.match.Reading}), and what a word as it is written gives is remembered, so that stemming and
 * wildcards cost once a word and not once an occurrence. From then on only numbers and positions are compared:
 *
 * <ol>
 *   <li>{@link org.wirewatch.topic.match.RuleIndex} leads from a term to its candidates: each rule is filed under the rarest
 *       of the sets that it cannot do without. How rare terms are is learned from the articles themselves; that changes how
 *       many rules are tried, never which match.
 *   <li>{@link org.wirewatch.topic.match.Finder} and {@link org.wirewatch.topic.match.Condition} decide. What a function
 *       finds is a sorted array of spans ({@link org.wirewatch.topic.match.Hits}), computed once an article where a set is
 *       shared; proximity is one sweep over such arrays ({@link org.wirewatch.topic.match.Chains}).
 *   <li>Sentences are looked for only when a candidate or its evidence asks.
 * </ol>
 *
 * <h2>Why not Lucene's Monitor</h2>
 *
 * <p>Monitor with intervals was the plan and is still the oracle: {@code IntervalsOracleTest} registers random rules of all
 * functions in a Monitor that tries every query and asks for the same rules and the same spans; {@code ChainsTest} and
 * {@code ExclusionsTest} compare with trying all combinations, which also covers what intervals get wrong (one word in two
 * sets, the last spans of at-least, phrases that hide behind their first word). The index of our own is 60 lines, has
 * no expansion limits, and took its place for these figures (articles of 800 words matched in a second of one thread's own
 * time, evidence included; {@code MatchingBenchmark}, where 3.2% of the rules are candidates and 0.13% match an article; JDK 17,
 * two cores shared with others):
 *
 * <pre>
 * rules                                        3     100   1,000   10,000   100,000
 * this package                            15,200  11,400   8,000    3,400       270
 * intervals, Monitor, HighlightsMatch      3,050     830     137     14.5
 * one regular expression a rule              870      26
 * </pre>
 *
 * <p>To measure again: the Javadoc of {@code MatchingBenchmark} and of {@code CatalogueBenchmark} has the commands.
 *
 * <p>58 times the intervals at 1,000 rules and 235 times at 10,000; from 100 to 10,000 rules an article costs 3.4 times as
 * much. Registering 100,000 rules of 50 words each from 60 MB of YAML takes 8 s of one thread's time, replacing ten of
 * them until an article has been matched by the new ones 22 ms ({@code CatalogueBenchmark}). An earlier trial with Monitor for the candidates and the same evaluation behind it reached 40% of the own index's
 * speed at 10,000 rules, and its registration took five to ten times as long, because every commit rebuilds its filter of all terms.
 */
@NullMarked
package org.wirewatch.topic.match;

import org.jspecify.annotations.NullMarked;
