package org.wirewatch.article;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Extracts one file, for tests that watch the virtual machine: {@code ExtractOne FILE} prints the body's length. */
final class ExtractOne {

    private ExtractOne() {}

    public static void main(String[] args) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(args[0]));
        int length = new Extractor()
                .extract(ExtractorTest.page("https://example.org/large", bytes))
                .match(article -> article.body().length(), none -> 0);
        System.out.println("characters: " + length);
        System.exit(length > 0 ? 0 : 1);
    }
}
