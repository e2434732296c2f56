package org.wirewatch.article;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.wirewatch.model.Page;

/**
 * What extraction costs beside the bare parse: {@code ExtractionCost HTML_DIR [ROUNDS]}. Both read the same pages by turns on
 * one thread; the ratio of the processor times of the fastest rounds is printed.
 */
public final class ExtractionCost {

    private ExtractionCost() {}

    public static void main(String[] args) throws IOException {
        List<Page> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path file : files.sorted().toList()) {
                pages.add(ExtractCorpus.page(file, "https://example.org/" + file.getFileName()));
            }
        }
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        Extractor extractor = new Extractor();
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        long parse = Long.MAX_VALUE;
        long extract = Long.MAX_VALUE;
        long seen = 0;
        for (int round = 0; round < rounds; round++) {
            long start = cpu.getCurrentThreadCpuTime();
            for (Page page : pages) {
                seen += Jsoup.parse(new ByteArrayInputStream(page.body()), page.charset(), page.finalUrl())
                        .childNodeSize();
            }
            long middle = cpu.getCurrentThreadCpuTime();
            for (Page page : pages) {
                seen += extractor.extract(page).match(article -> article.body().length(), none -> 0);
            }
            long end = cpu.getCurrentThreadCpuTime();
            parse = Math.min(parse, middle - start);
            extract = Math.min(extract, end - middle);
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%d pages: parse %.1f ms, extract %.1f ms, ratio %.2f (%d)",
                pages.size(),
                parse / 1e6,
                extract / 1e6,
                (double) extract / parse,
                seen));
    }
}
