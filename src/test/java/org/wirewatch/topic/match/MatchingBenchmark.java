package org.wirewatch.topic.match;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.query.QueryParser;

/**
 * Articles matched a second, on one thread, evidence included: our rules, the same rules as Lucene intervals in a default
 * Monitor with {@code HighlightsMatch}, and a loop over regular expressions. Articles and rules are generated, see
 * {@link GeneratedNews} and {@link GeneratedRules}; all three give the same matches (but for the regular expressions,
 * which know no sentences). To run it:
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
 * java -cp target/test-classes:target/classes:$(cat target/test.classpath) org.openjdk.jmh.Main MatchingBenchmark
 * </pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx3g", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
public class MatchingBenchmark {

    private static final int ARTICLES = 300;
    private static final long SEED = 20_261_125;

    /** Matches one article after the other. */
    interface Variant extends AutoCloseable {

        int matches(String body) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Rules and articles of one run. */
    @State(Scope.Thread)
    public static class Rules {

        @Param({"3", "100", "1000", "10000", "100000"})
        public int rules;

        @Param({"ours", "intervals", "regex"})
        public String variant = "ours";

        private List<String> articles = List.of();
        private Variant matcher = new Ours(List.of());
        private int next;
        private int matched;
        private long cpuStart;

        @Setup(Level.Trial)
        public void prepare() throws IOException {
            GeneratedNews news = new GeneratedNews(SEED, ARTICLES);
            List<GeneratedRules.Rule> generated = new GeneratedRules(SEED, news).rules(rules);
            articles = news.articles();
            long start = System.nanoTime();
            matcher = switch (variant) {
                case "ours" -> new Ours(generated);
                case "intervals" -> new IntervalsInMonitor(generated);
                case "regex" -> RegexLoop.of(generated);
                default -> throw new IllegalArgumentException(variant);
            };
            double registered = (System.nanoTime() - start) / 1e9;
            int counted = variant.equals("ours") || rules <= 1_000 && !variant.equals("regex") ? ARTICLES : 10;
            if (matcher instanceof Ours ours) {
                ours.learn(articles);
            }
            long matches = 0;
            for (String article : articles.subList(0, counted)) {
                matches += matcher.matches(article);
            }
            System.out.printf(
                    "%s, %d rules: registered in %.2f s; %.4f%% of the rules match an article%s%n",
                    variant,
                    rules,
                    registered,
                    100.0 * matches / counted / rules,
                    matcher instanceof Ours ours ? ours.candidates() : "");
        }

        /** On a machine that others use, too, the time of this thread tells more than that of the wall. */
        @Setup(Level.Iteration)
        public void startClock() {
            matched = 0;
            cpuStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        @TearDown(Level.Iteration)
        public void stopClock() {
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuStart) / 1e9;
            System.out.printf("%.1f articles a second of the thread's own time; ", matched / seconds);
        }

        @TearDown(Level.Trial)
        public void close() throws IOException {
            matcher.close();
        }

        String nextArticle() {
            matched++;
            next = (next + 1) % articles.size();
            return articles.get(next);
        }
    }

    @Benchmark
    public int article(Rules rules) throws IOException {
        return rules.matcher.matches(rules.nextArticle());
    }

    /** Our rules. */
    static final class Ours implements Variant, RuleMatcher.Listener {

        private final ArticleText text = new ArticleText(Language.of("en"));
        private final RuleMatcher matcher;
        private final int size;
        private int fulfilled;
        private int articles;
        private long tried;

        Ours(List<GeneratedRules.Rule> rules) {
            size = rules.size();
            matcher = new RuleMatcher(compile(rules));
        }

        static RuleSet compile(List<GeneratedRules.Rule> rules) {
            RuleSet.Builder builder = new RuleSet.Builder(Language.of("en"));
            for (GeneratedRules.Rule rule : rules) {
                QueryParser.query(rule.query())
                        .match(expression -> builder.rule(expression, Names.NONE), Optional::of)
                        .ifPresent(error -> {
                            throw new IllegalStateException(error.toString());
                        });
            }
            return builder.build();
        }

        @Override
        public int matches(String body) {
            fulfilled = 0;
            articles++;
            text.read("", body);
            matcher.match(text, this);
            return fulfilled;
        }

        /** Reads all articles twice, so that the rules are filed under their rarest terms. */
        void learn(List<String> all) {
            all.forEach(this::matches);
            all.forEach(this::matches);
            tried = matcher.tried();
            articles = 0;
        }

        String candidates() {
            return String.format(", %.3f%% are candidates", 100.0 * (matcher.tried() - tried) / articles / size);
        }

        @Override
        public void fulfilled(int rule, List<Passage> passages) {
            fulfilled++;
        }

        @Override
        public void failed(int rule, RuntimeException cause) {
            throw cause;
        }

        @Override
        public void close() {
            // Holds nothing but memory.
        }
    }

    /** The same as intervals. */
    private record IntervalsInMonitor(MonitorRival monitor) implements Variant {

        IntervalsInMonitor(List<GeneratedRules.Rule> rules) throws IOException {
            this(new MonitorRival(rules));
        }

        @Override
        public int matches(String body) throws IOException {
            return monitor.matches(body);
        }

        @Override
        public void close() throws IOException {
            monitor.close();
        }
    }

    /** One pattern a rule: a name, some words, a word, or the other way round. */
    private record RegexLoop(List<Pattern> patterns) implements Variant {

        static RegexLoop of(List<GeneratedRules.Rule> rules) {
            List<Pattern> patterns = new ArrayList<>();
            for (GeneratedRules.Rule rule : rules) {
                String names = set(rule.names());
                String words = set(rule.words());
                Integer distance = rule.distance();
                String between = "(?:\\W+\\w+){0," + (distance == null ? 20 : distance) + "}?\\W+";
                patterns.add(Pattern.compile(
                        names + between + words + "|" + words + between + names, Pattern.CASE_INSENSITIVE));
            }
            return new RegexLoop(patterns);
        }

        private static String set(List<String> entries) {
            return entries.stream()
                    .map(entry -> entry.replace("*", "\\w*"))
                    .collect(Collectors.joining("|", "\\b(?:", ")\\b"));
        }

        @Override
        public int matches(String body) {
            int matches = 0;
            for (Pattern pattern : patterns) {
                matches += pattern.matcher(body).find() ? 1 : 0;
            }
            return matches;
        }

        @Override
        public void close() {
            // Holds nothing but memory.
        }
    }
}
