package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    private static List<JsonLines.Line> read(InputStream in) throws IOException {
        List<JsonLines.Line> lines = new ArrayList<>();
        try (JsonLines reader = new JsonLines(new InputFile(Path.of("a.jsonl")), in, Set.of("id", "n"))) {
            for (JsonLines.Line line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onlyTheWantedFieldsAreKept() throws IOException {
        assertThat(read(bytes("{\"id\":\"ä\",\"x\":{\"id\":[1]},\"n\":7}\r\n\n{\"id\":null}")))
                .containsExactly(
                        new JsonLines.Line(1, Map.of("id", "ä", "n", "7"), null),
                        new JsonLines.Line(3, Map.of(), null));
    }

    @Test
    void aLineThatIsNoJsonIsReportedAndTheNextOneIsRead() throws IOException {
        List<JsonLines.Line> lines = read(bytes("{\"id\":\"a\",\n{\"id\":\"b\"}\n\"c\"\n"));
        assertThat(lines).extracting(JsonLines.Line::number).containsExactly(1, 2, 3);
        assertThat(lines.get(0).error()).startsWith("the line is no JSON: ");
        assertThat(lines.get(0).fields()).containsEntry("id", "a");
        assertThat(lines.get(1).error()).isNull();
        assertThat(lines.get(2).error()).isEqualTo("the line is no JSON object");
    }

    @Test
    void aLineWithoutEndCostsBoundedMemoryAndTheNextOneIsRead() throws IOException {
        InputStream endless = new InputStream() {
            private int left = JsonLines.MAX_LINE_BYTES + 1_000;

            @Override
            public int read() {
                return left-- > 0 ? ' ' : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = Math.min(left, length);
                left -= count;
                java.util.Arrays.fill(into, offset, offset + Math.max(0, count), (byte) 'x');
                return count > 0 ? count : -1;
            }
        };
        assertThat(read(new SequenceInputStream(endless, bytes("\n{\"id\":\"b\"}"))))
                .containsExactly(
                        new JsonLines.Line(1, Map.of(), "the line is longer than 33554432 bytes"),
                        new JsonLines.Line(2, Map.of("id", "b"), null));
    }
}
