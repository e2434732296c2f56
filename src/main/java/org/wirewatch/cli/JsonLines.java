package org.wirewatch.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads JSON lines of any number, one at a time; of each object only some text fields are kept. */
final class JsonLines implements AutoCloseable {

    /** Longer lines are reported and passed over. */
    static final int MAX_LINE_BYTES = 32 * 1024 * 1024;

    private final JsonFactory factory = new JsonFactory();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1 << 12);
    private final byte[] block = new byte[1 << 16];
    private final InputFile file;
    private final InputStream in;
    private final Set<String> wanted;
    private int blockLength;
    private int blockAt;
    private int number;

    static JsonLines of(InputFile file, Set<String> wanted) throws UnreadableException {
        return new JsonLines(file, file.open(), wanted);
    }

    JsonLines(InputFile file, InputStream in, Set<String> wanted) {
        this.file = file;
        this.in = in;
        this.wanted = wanted;
    }

    /**
     * One line.
     *
     * @param number from 1; empty lines are passed over and counted
     * @param fields the wanted fields that are there; numbers as their text
     * @param error why it is no object, else null
     */
    record Line(
            int number,
            Map<String, String> fields,
            @Nullable String error) {}

    /** The next line that is not empty, null at the end. */
    @Nullable
    Line next() throws UnreadableException {
        while (true) {
            buffer.reset();
            Ended ended = readLine();
            if (ended == Ended.END && buffer.size() == 0) {
                return null;
            }
            number++;
            if (ended == Ended.TOO_LONG) {
                return new Line(number, Map.of(), "the line is longer than " + MAX_LINE_BYTES + " bytes");
            }
            byte[] bytes = buffer.toByteArray();
            if (!isBlank(bytes)) {
                return parse(bytes);
            }
        }
    }

    private enum Ended {
        LINE,
        END,
        TOO_LONG
    }

    private Ended readLine() throws UnreadableException {
        boolean tooLong = false;
        while (true) {
            if (blockAt == blockLength) {
                blockLength = Math.max(0, readBlock());
                blockAt = 0;
                if (blockLength == 0) {
                    return tooLong ? Ended.TOO_LONG : Ended.END;
                }
            }
            int end = blockAt;
            while (end < blockLength && block[end] != '\n') {
                end++;
            }
            if (buffer.size() + end - blockAt > MAX_LINE_BYTES) {
                tooLong = true;
                buffer.reset();
            }
            if (!tooLong) {
                buffer.write(block, blockAt, end - blockAt);
            }
            boolean complete = end < blockLength;
            blockAt = complete ? end + 1 : end;
            if (complete) {
                return tooLong ? Ended.TOO_LONG : Ended.LINE;
            }
        }
    }

    private int readBlock() throws UnreadableException {
        try {
            return in.read(block);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private Line parse(byte[] bytes) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = factory.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new Line(number, Map.of(), "the line is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (wanted.contains(name) && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    fields.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return new Line(number, Map.copyOf(fields), null);
        } catch (JsonProcessingException e) {
            return new Line(number, Map.copyOf(fields), "the line is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new Line(number, Map.copyOf(fields), "the line cannot be read: " + e.getMessage());
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws UnreadableException {
        try {
            in.close();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }
}
