package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.cli.ConfigSchemas.CONFIG;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Section;
import org.wirewatch.notify.SubscriptionsFile;

class SubscriptionsSchemaTest {

    private static final BiConsumer<Section, ConfigErrors> READER =
            (root, errors) -> SubscriptionsFile.read(root, null, errors);

    private final ConfigSchemas schema = ConfigSchemas.of("subscriptions");

    @Test
    void theShippedFileAndItsExampleFollowTheSchemaAndAreReadWithoutAMistake() throws IOException {
        String shipped = Files.readString(CONFIG.resolve("subscriptions.yaml"));
        String example = shipped.replace("subscriptions: []", "subscriptions:")
                .lines()
                .map(line -> line.startsWith("#  ") ? line.substring(1) : line)
                .collect(Collectors.joining("\n"));
        for (String yaml : new String[] {shipped, example}) {
            ConfigErrors errors = new ConfigErrors();
            SubscriptionsFile.Contents contents = SubscriptionsFile.parse("subscriptions.yaml", yaml, null, errors);
            assertThat(errors.list()).isEmpty();
            assertThat(schema.mistakes(yaml)).isEmpty();
            assertThat(contents.subscriptions()).hasSize(yaml.equals(example) ? 1 : 0);
        }
    }

    @Test
    void theSchemaHasTheKeysThatAreRead() {
        assertThat(schema.keys()).containsExactlyInAnyOrderElementsOf(KnownKeys.of("", READER));
        assertThat(schema.keys("subscriptions"))
                .containsExactlyInAnyOrderElementsOf(KnownKeys.of("subscriptions[]", READER));
        for (String inner : new String[] {"when", "webhook"}) {
            assertThat(schema.keys("subscriptions", inner))
                    .containsExactlyInAnyOrderElementsOf(KnownKeys.of("subscriptions[]." + inner, READER));
        }
        assertThat(schema.keys("subscriptions", "mute"))
                .containsExactlyInAnyOrderElementsOf(KnownKeys.of("subscriptions[].mute[]", READER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscription: []",
                "subscriptions: [{addresses: [a@example.org], topics: ['*']}]",
                "subscriptions: [{id: A b, addresses: [a@example.org], topics: ['*']}]",
                "subscriptions: [{id: a, addresses: [nobody], topics: ['*']}]",
                "subscriptions: [{id: a, addresses: [a@example.org], topics: ['*'], when: {at-most-per-hour: 0}}]",
                "subscriptions: [{id: a, addresses: [a@example.org], topics: ['*'], when: {digest-at: ['8:00']}}]",
                "subscriptions: [{id: a, addresses: [a@example.org], topics: ['*'], mute: [{topic: x}]}]",
                "subscriptions: [{id: a, webhook: {url: 'ftp://x.example'}, topics: ['*']}]",
            })
    void aMistakeIsOneForTheSchemaAndForTheReader(String yaml) {
        assertThat(schema.mistakes(yaml)).isNotEmpty();
        ConfigErrors errors = new ConfigErrors();
        SubscriptionsFile.parse("subscriptions.yaml", yaml, null, errors);
        assertThat(errors.list()).isNotEmpty();
    }
}
