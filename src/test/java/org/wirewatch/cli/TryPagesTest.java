package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The page that shows {@code wirewatch try} in each language shows what it prints. {@code mvn test -Dtest=TryPagesTest
 * -Dgolden.rewrite=true} writes it anew.
 */
class TryPagesTest {

    private static final Path PAGE = Path.of("config", "topics", "TRY.md");
    private static final Path ARTICLES = Path.of("src/test/resources/org/wirewatch/cli/try");

    private static final Map<String, String> LANGUAGES = new LinkedHashMap<>();

    static {
        LANGUAGES.put("en", "English");
        LANGUAGES.put("ru", "Russian");
        LANGUAGES.put("uk", "Ukrainian");
        LANGUAGES.put("de", "German");
        LANGUAGES.put("fr", "French");
        LANGUAGES.put("es", "Spanish");
        LANGUAGES.put("pl", "Polish");
        LANGUAGES.put("tr", "Turkish");
    }

    private static final String HEADER = """
            # `wirewatch try` in eight languages

            One invented story, told in each language that the shipped topics know. The pages are in `%s`; the output is what
            the command prints (a test compares), with what matched between asterisks where there are no colours. Under each
            page stands what the topics that were not found lacked.
            """;

    @Test
    void eachPageIsShownAsTheCommandPrintsIt() throws IOException {
        StringBuilder page = new StringBuilder(HEADER.formatted(ARTICLES));
        for (Map.Entry<String, String> language : LANGUAGES.entrySet()) {
            Path article = ARTICLES.resolve(language.getKey() + ".html");
            CommandLineRun run = CommandLineRun.of("try", "--config", "config", article.toString());
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.out())
                    .as(language.getValue())
                    .contains("\nNATO enlargement (", "\nTroop build-up (", "\nMissile deployment (");
            page.append("\n## ")
                    .append(language.getValue())
                    .append("\n\n    $ wirewatch try ")
                    .append(article.getFileName());
            run.out()
                    .replace(article.toUri().toString(), article.getFileName().toString())
                    .lines()
                    .forEach(line ->
                            page.append(line.isEmpty() ? "\n" : "\n    ").append(line));
            page.append('\n');
        }
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(PAGE, page);
        }
        assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
    }
}
