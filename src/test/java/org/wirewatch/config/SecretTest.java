package org.wirewatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

    private static final Place PLACE = new Place("wirewatch.yaml", 7, 13);

    @TempDir
    Path folder;

    private static Secret secret(String reference) {
        return Secret.parse(reference, PLACE).orElseThrow();
    }

    @Test
    void aVariableIsLookedUpWhenItIsUsed() throws ConfigException {
        assertThat(secret("${SMTP_PASSWORD}").reveal(Map.of("SMTP_PASSWORD", "open sesame")))
                .isEqualTo("open sesame");
    }

    @Test
    void aFileIsReadWithoutTheLineBreakThatEditorsAdd() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), " open sesame \r\n");
        assertThat(secret("${file:" + file + "}").reveal()).isEqualTo(" open sesame ");
    }

    @Test
    void whatIsMissingIsNamedWithThePlaceThatAsksForIt() {
        assertThatThrownBy(() -> secret("${SMTP_PASSWORD}").reveal(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "wirewatch.yaml:7:13: the environment variable SMTP_PASSWORD is not set or empty. Set it for"
                                + " the process that runs Wirewatch");
        Path file = folder.resolve("none");
        assertThatThrownBy(() -> secret("${file:" + file + "}").reveal())
                .hasMessage("wirewatch.yaml:7:13: the secret's file " + file
                        + " does not exist. Create it, or correct the path");
    }

    @Test
    void anEmptyOrEnormousFileIsNoSecret() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        assertThatThrownBy(() -> secret("${file:" + empty + "}").reveal()).hasMessageContaining("is empty");
        Path large = Files.write(folder.resolve("large"), new byte[70_000]);
        assertThatThrownBy(() -> secret("${file:" + large + "}").reveal())
                .hasMessageContaining("is larger than 65536 bytes");
    }

    @Test
    void onlyTheReferenceTravelsAndIsPrinted() throws Exception {
        Secret secret = secret("${PATH}");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(secret);
        assertThat(secret.reveal()).isEqualTo(System.getenv("PATH"));
        assertThat(bytes.toString(java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain(System.getenv("PATH"));
        Secret read = (Secret) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(read).hasToString("${PATH}");
        assertThat(read.reveal()).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void aValueBesideAReferenceIsNoReference() {
        assertThat(Secret.parse("x${NAME}", PLACE)).isEmpty();
        assertThat(Secret.parse("${NAME", PLACE)).isEmpty();
        assertThat(Secret.parse("${file:}", PLACE)).isEmpty();
        assertThat(Secret.parse("${1NAME}", PLACE)).isEmpty();
    }
}
