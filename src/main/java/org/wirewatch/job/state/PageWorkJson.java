package org.wirewatch.job.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import org.wirewatch.job.stream.PageWork;

/**
 * Pages that wait, as text in state: fields that a release does not know are skipped, those it misses are absent, so a
 * queue survives a change of the model. Instants are ISO 8601.
 */
public final class PageWorkJson {

    private final ObjectMapper json = new ObjectMapper()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, new InstantWriter())
                    .addDeserializer(Instant.class, new InstantReader()));

    public String write(PageWork work) {
        try {
            return json.writeValueAsString(work);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a record of strings and numbers is always writable", bug);
        }
    }

    public PageWork read(String text) {
        try {
            return json.readValue(text, PageWork.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the state holds a page that this release cannot read: " + text, broken);
        }
    }

    private static final class InstantWriter extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class InstantReader extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return Instant.parse(in.getText());
        }
    }
}
