package org.wirewatch.topic.match;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.CompiledTopics;
import org.wirewatch.topic.TopicCompiler;
import org.wirewatch.topic.TopicFile;
import org.wirewatch.topic.TopicMatcher;

/**
 * What it costs to register 100,000 rules from their YAML (1,000 files of 100 rules each), and to replace the 10 rules of one
 * further file, until a matcher has matched an article by them. Runs like {@link MatchingBenchmark}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx4g", "-XX:+UseParallelGC"})
public class CatalogueBenchmark {

    private static final int FILES = 1_000;
    private static final int RULES_PER_FILE = 100;
    private static final int REPLACED_RULES = 10;

    /** Files of generated rules. */
    @State(Scope.Thread)
    public static class Files {

        private GeneratedNews news = new GeneratedNews(1, 300);
        private GeneratedRules generator = new GeneratedRules(1, news);
        private List<TopicFile> files = new ArrayList<>();
        private long cpuStart;
        private int round;

        @Setup(Level.Trial)
        public void write() {
            for (int i = 0; i < FILES; i++) {
                files.add(file(i, RULES_PER_FILE));
            }
        }

        private TopicFile file(int number, int count) {
            StringBuilder yaml = new StringBuilder("id: t" + number + "\ntitle: T\nlanguages:\n  en:\n    rules:\n");
            for (GeneratedRules.Rule rule : generator.rules(count)) {
                yaml.append("      - {id: r")
                        .append(round++)
                        .append(", query: '")
                        .append(rule.query())
                        .append("'}\n");
            }
            return new TopicFile("topics/t" + number + ".yaml", yaml.toString());
        }

        Catalogue catalogue(int rulesOfLast) {
            List<TopicFile> all = new ArrayList<>(files);
            all.add(file(FILES, rulesOfLast));
            return new Catalogue(all);
        }

        @Setup(Level.Invocation)
        public void startClock() {
            cpuStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        @TearDown(Level.Invocation)
        public void stopClock() {
            System.out.printf(
                    "%.1f ms of the thread's own time; ",
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuStart) / 1e6);
        }
    }

    /** A catalogue that is in use. */
    @State(Scope.Thread)
    public static class InUse {

        private CompiledTopics topics = nothing();
        private TopicMatcher matcher = new TopicMatcher(topics);
        private Catalogue next = new Catalogue(List.of());

        @Setup(Level.Trial)
        public void register(Files files) {
            topics = compile(topics, files.catalogue(REPLACED_RULES));
            matcher = new TopicMatcher(topics);
            files.news.articles().forEach(article -> matcher.match("", article, "en"));
        }

        @Setup(Level.Invocation)
        public void change(Files files) {
            next = files.catalogue(REPLACED_RULES);
        }
    }

    private static CompiledTopics nothing() {
        return new TopicCompiler().compile(new Catalogue(List.of()), new ConfigErrors());
    }

    private static CompiledTopics compile(CompiledTopics last, Catalogue catalogue) {
        ConfigErrors errors = new ConfigErrors();
        CompiledTopics topics = new TopicCompiler().recompile(last, catalogue, errors);
        if (!errors.isEmpty()) {
            throw new IllegalStateException(errors.list().toString());
        }
        return topics;
    }

    @Benchmark
    @Warmup(iterations = 1)
    @Measurement(iterations = 2)
    public CompiledTopics register(Files files) {
        return compile(nothing(), files.catalogue(REPLACED_RULES));
    }

    @Benchmark
    @Warmup(iterations = 3)
    @Measurement(iterations = 10)
    public Object replaceTen(Files files, InUse inUse) {
        inUse.topics = compile(inUse.topics, inUse.next);
        inUse.matcher.use(inUse.topics);
        return inUse.matcher.match("", files.news.articles().get(0), "en");
    }
}
