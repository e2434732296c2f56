package org.wirewatch.article;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
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
import org.wirewatch.model.Page;

/**
 * What extraction costs beside the bare parse of the same bytes, in milliseconds for all pages of a folder ({@code
 * *.html.gz}). From the repository's root:
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
 * java -cp target/test-classes:target/classes:$(cat target/test.classpath) org.openjdk.jmh.Main ExtractionBenchmark -p pages=DIR
 * }</pre>
 *
 * <p>{@code extract} is everything that the job does with a page, the parse included, but without recognising the
 * language; {@code extractWithLanguage} is with it. The figure to look at is the ratio to {@code parse}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(
        value = 2,
        jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class ExtractionBenchmark {

    @Param("")
    public String pages;

    private final List<Page> read = new ArrayList<>();
    private Extractor withLanguage;
    private Extractor withoutLanguage;

    @Setup
    public void readPages() throws IOException {
        if (pages.isEmpty()) {
            throw new IllegalArgumentException("name a folder of *.html.gz: -p pages=DIR");
        }
        try (Stream<Path> files = Files.list(Path.of(pages))) {
            for (Path file : files.sorted().toList()) {
                read.add(ExtractCorpus.page(file, "https://example.org/" + file.getFileName()));
            }
        }
        withLanguage = new Extractor();
        withoutLanguage = new Extractor((body, declared) -> declared, SiteRules.NONE);
    }

    @Benchmark
    public void parse(Blackhole sink) throws IOException {
        for (Page page : read) {
            Document document = Jsoup.parse(new ByteArrayInputStream(page.body()), page.charset(), page.finalUrl());
            sink.consume(document);
        }
    }

    @Benchmark
    public void extract(Blackhole sink) {
        for (Page page : read) {
            sink.consume(withoutLanguage.extract(page));
        }
    }

    @Benchmark
    public void extractWithLanguage(Blackhole sink) {
        for (Page page : read) {
            sink.consume(withLanguage.extract(page));
        }
    }
}
