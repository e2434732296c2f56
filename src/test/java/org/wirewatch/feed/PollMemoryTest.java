package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wirewatch.model.Validators;

class PollMemoryTest {

    private static final String ETAG = "\"" + "e".repeat(PollMemory.MAX_ETAG_BYTES - 2) + "\"";
    private static final String MODIFIED = "m".repeat(PollMemory.MAX_LAST_MODIFIED_BYTES);

    @Test
    void theLargestMemoryTakesThreeHundredBytesAndComesBackEqual() throws IOException {
        PollMemory memory = memory(ETAG, MODIFIED, new Move(null, Long.MIN_VALUE, 2));

        byte[] bytes = written(memory);

        assertThat(bytes).hasSizeLessThanOrEqualTo(PollMemory.MAX_BYTES);
        assertThat(read(bytes, 2)).isEqualTo(memory);
    }

    @Test
    void aRememberedAddressComesOnTop() throws IOException {
        PollMemory memory = memory(ETAG, MODIFIED, new Move("https://" + "é".repeat(Move.MAX_BYTES / 2 - 4), 0, 0));

        byte[] bytes = written(memory);

        assertThat(bytes).hasSizeLessThanOrEqualTo(PollMemory.MAX_BYTES + Move.MAX_BYTES + 1);
        assertThat(read(bytes, 2)).isEqualTo(memory);
    }

    @Test
    void aMemoryOfTheFirstVersionIsReadAsOneThatNeverMoved() throws IOException {
        byte[] bytes = written(memory("\"v\"", null, Move.NONE));
        byte[] first = Arrays.copyOf(bytes, bytes.length - 11);

        PollMemory memory = read(first, 1);

        assertThat(memory.move()).isEqualTo(Move.NONE);
        assertThat(memory.gone()).isFalse();
        assertThat(memory.validators()).isEqualTo(new Validators("\"v\"", null));
    }

    private static PollMemory read(byte[] bytes, int version) throws IOException {
        return PollMemory.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)), version);
    }

    @Test
    void aValidatorThatIsTooLongIsNotRemembered() {
        assertThat(memory("e".repeat(PollMemory.MAX_ETAG_BYTES + 1), "yesterday", Move.NONE)
                        .validators())
                .isEqualTo(new Validators(null, "yesterday"));
    }

    private static PollMemory memory(String etag, @Nullable String modified, Move move) {
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
                new Rhythm(1.5f, 1, 2, 3, 4),
                move,
                true);
    }

    private static byte[] written(PollMemory memory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        memory.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
