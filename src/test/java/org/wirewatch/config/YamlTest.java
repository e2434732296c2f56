package org.wirewatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlTest {

    private final ConfigErrors errors = new ConfigErrors();

    private String onlyError() {
        assertThat(errors.list()).hasSize(1);
        return errors.list().get(0).toString();
    }

    @Nested
    class Bounds {

        @Test
        void nestingOfAnyDepthEndsWithAnErrorAndNotWithTheStack() {
            Yaml.read("deep.yaml", "a: " + "[".repeat(100_000), errors);
            assertThat(onlyError())
                    .isEqualTo("deep.yaml:1:53: nested more than 50 levels deep. Flatten it: no setting is that deep");
        }

        @Test
        void nestingOfBlocksIsBoundedToo() {
            StringBuilder yaml = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                yaml.append(" ".repeat(i)).append("a:\n");
            }
            Yaml.read("deep.yaml", yaml.toString(), errors);
            assertThat(onlyError()).contains("nested more than 50 levels deep");
        }

        @Test
        void aBombOfAliasesIsRefused() {
            StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
            for (int i = 1; i < 20; i++) {
                yaml.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "x]\n");
            }
            Yaml.read("bomb.yaml", yaml.toString(), errors);
            assertThat(onlyError()).contains("more than 100 aliases. Write the values out");
        }

        @Test
        void aMappingThatContainsItselfEndsReading() {
            Section root = Yaml.read("loop.yaml", "a: &a {b: *a}\n", errors);
            assertThat(root.section("a").section("b").keys()).containsExactly("b");
            assertThat(errors.list()).isEmpty();
        }

        @Test
        void aFewAliasesAreConvenientAndAllowed() {
            Section root = Yaml.read("f.yaml", "a: &names [x, y]\nb: *names\n", errors);
            assertThat(root.texts("b")).containsExactly("x", "y");
        }
    }

    @Nested
    class OnDisk {

        @TempDir
        Path folder;

        private String error(byte[] content) throws IOException {
            Path file = Files.write(folder.resolve("f.yaml"), content);
            Yaml.read(file, errors);
            return onlyError().replace(file.toString(), "f.yaml");
        }

        @Test
        void aFileThatIsMissingIsOneErrorAndNotOneForEachRequiredKey() {
            Section root = Yaml.read(folder.resolve("none.yaml"), errors);
            root.text("name");
            assertThat(onlyError())
                    .endsWith("none.yaml:1:1: the file does not exist. Create it, or name another folder"
                            + " with --config");
        }

        @Test
        void aFileInAnotherCharsetIsRefused() throws IOException {
            assertThat(error("name: Zürich".getBytes(StandardCharsets.ISO_8859_1)))
                    .isEqualTo("f.yaml:1:1: the file is not UTF-8. Save it in UTF-8");
        }

        @Test
        void aBinaryFileIsRefused() throws IOException {
            assertThat(error(new byte[] {'a', ':', ' ', 0, 1, 2}))
                    .isEqualTo("f.yaml:1:4: the character U+0000 is not allowed in YAML. Remove it, or write it as an"
                            + " escape in double quotes");
        }

        @Test
        void aFileOfUnusualSizeIsRefused() throws IOException {
            assertThat(error(new byte[Yaml.MAX_BYTES + 1]))
                    .isEqualTo(
                            "f.yaml:1:1: the file is larger than 33554432 bytes. Split it, or remove what it need not"
                                    + " hold");
        }

        @Test
        void anEmptyFileHasNoKeysAndNoErrors() throws IOException {
            Section root = Yaml.read(Files.writeString(folder.resolve("f.yaml"), "# nothing\n"), errors);
            assertThat(root.keys()).isEmpty();
            assertThat(errors.isEmpty()).isTrue();
        }
    }

    @Test
    void allMistakesAreReportedAtOnceInTheOrderOfTheFile() {
        Section root = Yaml.read("f.yaml", "b: x\na: y\nc: z\n", errors);
        root.integer("a", 1, 0, 9);
        root.integer("b", 1, 0, 9);
        root.done();
        assertThat(errors.list()).extracting(error -> error.place().line()).containsExactly(1, 2, 3);
        assertThatThrownBy(errors::throwIfAny)
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        f.yaml:1:4: "b" must be a whole number, but is "x". Write a number from 0 to 9
                        f.yaml:2:4: "a" must be a whole number, but is "y". Write a number from 0 to 9
                        f.yaml:3:1: unknown key "c". Did you mean "a"?""");
    }

    @Test
    void aSectionWhoseLinesAreAllCommentedOutIsEmpty() {
        Section root = Yaml.read("f.yaml", "http:\n  #contact: desk@example.org\nother: {}\n", errors);
        assertThat(root.section("http").keys()).isEmpty();
        assertThat(root.section("other").keys()).isEmpty();
        root.done();
        assertThat(errors.list()).isEmpty();
    }

    @Test
    void aSchemasOwnErrorPointsAtTheValue() {
        Section root = Yaml.read("f.yaml", "feeds:\n  - {id: a, url: nonsense}\n", errors);
        root.sections("feeds").get(0).error("url", "no address", "Write http://... or https://...");
        assertThat(onlyError()).isEqualTo("f.yaml:2:18: no address. Write http://... or https://...");
    }
}
