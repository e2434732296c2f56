package org.wirewatch.job.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.Place;
import org.wirewatch.config.Secret;
import org.wirewatch.job.stream.Addressed;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Outage;
import org.wirewatch.notify.Subscription;

/**
 * What is to be told, as text in state: fields that a release does not know are skipped, those it misses are absent, so
 * mail that waits survives a change of the model. Of a secret there is only the reference.
 */
public final class NotifyJson {

    private final ObjectMapper json = new ObjectMapper()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .addMixIn(Letter.class, WithoutSubscription.class)
            .registerModule(texts(new SimpleModule(), Instant.class, Instant::parse))
            .registerModule(texts(new SimpleModule("zones"), ZoneId.class, ZoneId::of))
            .registerModule(texts(new SimpleModule("times"), LocalTime.class, LocalTime::parse))
            .registerModule(texts(new SimpleModule("durations"), Duration.class, Duration::parse))
            .registerModule(secrets());

    public String write(NewsItem item) {
        return text(item);
    }

    public NewsItem readItem(String text) {
        return read(text, NewsItem.class);
    }

    public String write(Subscription subscription) {
        return text(subscription);
    }

    public Subscription readSubscription(String text) {
        return read(text, Subscription.class);
    }

    public String write(Addressed addressed) {
        return text(addressed);
    }

    public Addressed readAddressed(String text) {
        return read(text, Addressed.class);
    }

    /** Without its subscription, which may have changed when it is read again. */
    public String write(Letter letter) {
        return text(letter);
    }

    /** @param subscription as it is now */
    public Letter readLetter(String text, Subscription subscription) {
        Stored stored = read(text, Stored.class);
        return new Letter(
                stored.messageId(),
                stored.kind(),
                subscription,
                stored.channel(),
                stored.recipient(),
                stored.at(),
                stored.items(),
                stored.more(),
                stored.outages(),
                stored.threadOf());
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a record of strings and numbers is always writable", bug);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "the state holds a " + type.getSimpleName() + " that this release cannot read: " + text, broken);
        }
    }

    private record Stored(
            String messageId,
            Letter.Kind kind,
            Letter.Channel channel,
            String recipient,
            Instant at,
            List<NewsItem> items,
            int more,
            List<Outage> outages,
            @Nullable String threadOf) {}

    private interface WithoutSubscription {
        @JsonIgnore
        Subscription subscription();
    }

    private record Reference(String text, String file, int line, int column) {
        @JsonCreator
        Reference(
                @JsonProperty("text") String text,
                @JsonProperty("file") String file,
                @JsonProperty("line") int line,
                @JsonProperty("column") int column) {
            this.text = text;
            this.file = file;
            this.line = line;
            this.column = column;
        }
    }

    private static SimpleModule secrets() {
        SimpleModule module = new SimpleModule("secrets");
        module.addSerializer(Secret.class, new JsonSerializer<>() {
            @Override
            public void serialize(Secret secret, JsonGenerator out, SerializerProvider provider) throws IOException {
                Place place = secret.place();
                provider.defaultSerializeValue(
                        new Reference(secret.toString(), place.file(), place.line(), place.column()), out);
            }
        });
        module.addDeserializer(Secret.class, new JsonDeserializer<>() {
            @Override
            public @Nullable Secret deserialize(JsonParser in, DeserializationContext context) throws IOException {
                Reference reference = in.readValueAs(Reference.class);
                Optional<Secret> secret = Secret.parse(
                        reference.text(), new Place(reference.file(), reference.line(), reference.column()));
                return secret.orElse(null);
            }
        });
        return module;
    }

    /** Values that are their text. */
    private static <T> SimpleModule texts(SimpleModule module, Class<T> type, Function<String, T> parser) {
        module.addSerializer(type, new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(value.toString());
            }
        });
        module.addDeserializer(type, new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return parser.apply(in.getText());
            }
        });
        return module;
    }
}
