package org.wirewatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schemas that editors use say what the program says. */
class TopicSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<String> mistakes(String schemaName, String yaml) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(Files.readString(Path.of("config", "schema", schemaName)));
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return schema.validate(JSON.valueToTree(loaded)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    @Test
    void everyShippedFileIsValid() throws IOException {
        for (TopicFile file : Catalogue.load(Path.of("config")).files()) {
            String schema = file.holdsSharedTerms() ? "terms.schema.json" : "topic.schema.json";
            assertThat(mistakes(schema, file.text())).as(file.name()).isEmpty();
        }
    }

    @Test
    void anUnknownKeyIsAMistake() throws IOException {
        String yaml = Topics.file("en", "nato") + "treshold: 0.2\n";
        assertThat(mistakes("topic.schema.json", yaml))
                .singleElement()
                .asString()
                .contains("treshold");
    }

    @Test
    void everyKeyThatTheProgramReadsIsKnown() throws IOException {
        String page = Files.readString(Path.of("config", "topics", "README.md"));
        String yaml = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```\n\n`terms"));
        assertThat(mistakes("topic.schema.json", yaml)).isEmpty();
    }
}
