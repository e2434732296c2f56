package org.wirewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("allow-networks", "allow-ports", "contact", "id", "url");

    @ParameterizedTest
    @CsvSource({
        "allow-network, allow-networks",
        "alow-networks, allow-networks",
        "allow_ports, allow-ports",
        "contcat, contact",
        "Contact, contact",
        "ulr, url",
        "uri, url",
        "ID, id"
    })
    void aTypingErrorIsRecognised(String written, String meant) {
        assertThat(Nearest.to(written, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"timeout", "xy", "networks-that-are-allowed"})
    void somethingElseIsNotGuessedAt(String written) {
        assertThat(Nearest.to(written, KNOWN)).isEmpty();
    }

    @Test
    void aWordOfAnyLengthCostsLittle() {
        assertThat(Nearest.to("x".repeat(1_000_000), KNOWN)).isEmpty();
    }
}
