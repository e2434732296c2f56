package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.wirewatch.model.Validators;

class PollMemoryTest {

    @Test
    void theLargestMemoryTakesThreeHundredBytesAndComesBackEqual() throws IOException {
        PollMemory memory = memory(
                "\"" + "e".repeat(PollMemory.MAX_ETAG_BYTES - 2) + "\"",
                "m".repeat(PollMemory.MAX_LAST_MODIFIED_BYTES));

        byte[] bytes = written(memory);

        assertThat(bytes).hasSizeLessThanOrEqualTo(PollMemory.MAX_BYTES);
        assertThat(PollMemory.readFrom(new DataInputStream(new ByteArrayInputStream(bytes))))
                .isEqualTo(memory);
    }

    @Test
    void aValidatorThatIsTooLongIsNotRemembered() {
        assertThat(memory("e".repeat(PollMemory.MAX_ETAG_BYTES + 1), "yesterday")
                        .validators())
                .isEqualTo(new Validators(null, "yesterday"));
    }

    private static PollMemory memory(String etag, String modified) {
        return new PollMemory(
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                Long.MIN_VALUE,
                8,
                9,
                new Validators(etag, modified),
                true,
                new PublisherHints(1, 2, 3),
                new Rhythm(1.5f, 1, 2, 3, 4));
    }

    private static byte[] written(PollMemory memory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        memory.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
