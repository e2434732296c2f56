package org.wirewatch.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON lines: each object is one line, written in one piece when it is complete, so that a reader never sees half of one
 * and sees each as soon as it is there.
 */
final class JsonOutput {

    private final JsonFactory factory = new JsonFactory();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
    private final OutputStream out;

    JsonOutput(OutputStream out) {
        this.out = out;
    }

    /** Writes the fields of one object. */
    interface Fields {
        void write(JsonObject object) throws IOException;
    }

    /** @throws IOException if nobody takes the line any more */
    void line(Fields fields) throws IOException {
        line.reset();
        try (JsonGenerator json = factory.createGenerator(line, JsonEncoding.UTF8)) {
            new JsonObject(json).object(fields);
        }
        line.write('\n');
        line.writeTo(out);
        out.flush();
    }

    /** One object that is being written. */
    static final class JsonObject {

        private final JsonGenerator json;

        private JsonObject(JsonGenerator json) {
            this.json = json;
        }

        /** A text, or null. */
        JsonObject field(String name, @Nullable Object value) throws IOException {
            if (value == null) {
                json.writeNullField(name);
            } else {
                json.writeStringField(name, value.toString());
            }
            return this;
        }

        JsonObject number(String name, long value) throws IOException {
            json.writeNumberField(name, value);
            return this;
        }

        JsonObject number(String name, double value) throws IOException {
            json.writeNumberField(name, value);
            return this;
        }

        JsonObject texts(String name, List<String> values) throws IOException {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
            return this;
        }

        JsonObject nested(String name, Fields fields) throws IOException {
            json.writeFieldName(name);
            object(fields);
            return this;
        }

        /** Writes one element of a list. */
        interface Element<T> {
            void write(JsonObject object, T element) throws IOException;
        }

        <T> JsonObject objects(String name, List<T> elements, Element<T> writer) throws IOException {
            json.writeArrayFieldStart(name);
            for (T element : elements) {
                object(object -> writer.write(object, element));
            }
            json.writeEndArray();
            return this;
        }

        private void object(Fields fields) throws IOException {
            json.writeStartObject();
            fields.write(this);
            json.writeEndObject();
        }
    }
}
