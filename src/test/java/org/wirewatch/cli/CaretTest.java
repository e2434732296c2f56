package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.config.Place;

class CaretTest {

    @TempDir
    Path folder;

    private String below(String text, int line, int column) throws IOException {
        Path file = Files.writeString(folder.resolve("f.yaml"), text);
        return Caret.below(new Place(file.toString(), line, column), 60).orElse("");
    }

    @Test
    void theCaretStandsUnderTheCharacter() throws IOException {
        assertThat(below("a: 1\n  query: sentence(@aliance)\n", 2, 19))
                .isEqualTo("    query: sentence(@aliance)\n                    ^\n");
    }

    @Test
    void wideSignsBeforeItCount() throws IOException {
        assertThat(below("q: 北約 x\n", 1, 7)).isEqualTo("    q: 北約 x\n            ^\n");
    }

    @Test
    void inALongLineThePartAroundItIsShown() throws IOException {
        String shown = below("query: " + "word ".repeat(100) + "@wrong " + "word ".repeat(100), 1, 508);
        assertThat(shown.lines().findFirst().orElseThrow())
                .hasSize(60)
                .contains("@wrong")
                .endsWith("…");
        assertThat(shown.lines().toList().get(0).indexOf('@'))
                .isEqualTo(shown.lines().toList().get(1).indexOf('^'));
    }

    @Test
    void thePlaceBehindTheLastCharacterIsShown() throws IOException {
        assertThat(below("q: (a\n", 1, 6)).isEqualTo("    q: (a\n         ^\n");
    }

    @Test
    void aFileThatIsGoneOrOtherThanItWasShowsNothing() throws IOException {
        assertThat(below("a: 1\n", 7, 1)).isEmpty();
        assertThat(below("a: 1\n", 1, 50)).isEmpty();
        assertThat(Caret.below(new Place(folder.resolve("none").toString(), 1, 1), 60))
                .isEmpty();
    }
}
