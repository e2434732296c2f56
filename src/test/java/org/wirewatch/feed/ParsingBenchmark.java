package org.wirewatch.feed;

import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.wirewatch.model.Feed;

/**
 * All feeds of a folder that bare ROME reads, read once by bare ROME and once by {@link FeedParser}. To run it:
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
 * java -cp target/test-classes:target/classes:$(cat target/test.classpath) org.openjdk.jmh.Main ParsingBenchmark -p folder=DIR
 * </pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@State(Scope.Thread)
public class ParsingBenchmark {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Feed FEED =
            new Feed("f", "https://speed.example/feed", null, null, null, null, List.of(), 60_000, 3_600_000);

    /** Feed files, gzipped or not. */
    @Param("feeds")
    public String folder = "feeds";

    private final FeedParser parser = new FeedParser();
    private final List<byte[]> bodies = new ArrayList<>();

    @Setup
    public void read() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] body = bytes(file);
                if (rome(body) > 0) {
                    bodies.add(body);
                }
            }
        }
        System.out.println(bodies.size() + " feeds, "
                + bodies.stream().mapToLong(body -> body.length).sum() / 1_000 + " kB");
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return in.readAllBytes();
        }
    }

    @Benchmark
    public void bareRome(Blackhole out) {
        bodies.forEach(body -> out.consume(rome(body)));
    }

    @Benchmark
    public void feedParser(Blackhole out) {
        bodies.forEach(body -> out.consume(parser.parse(body, null, FEED.url(), FEED, NOW)));
    }

    /** How many entries; 0 where ROME gives up. */
    private static int rome(byte[] body) {
        try (XmlReader reader = new XmlReader(new ByteArrayInputStream(body))) {
            return new SyndFeedInput().build(reader).getEntries().size();
        } catch (FeedException | IOException | RuntimeException refused) {
            return 0;
        }
    }
}
