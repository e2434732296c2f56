package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputFileTest {

    @ParameterizedTest
    @CsvSource({
        "a.html, a",
        "pages/a.html.gz, a",
        "a.b.html, a.b",
        "a.gz, a",
        "a, a",
        ".hidden, .hidden",
        "dates--iso-8601-4.xml.gz, dates--iso-8601-4",
    })
    void theIdIsTheNameWithoutItsEndings(String path, String id) {
        assertThat(new InputFile(Path.of(path)).id()).isEqualTo(id);
    }
}
