package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.cli.ConfigSchemas.CONFIG;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.feed.FeedsFile;
import org.wirewatch.model.Feed;

class FeedsSchemaTest {

    private final ConfigSchemas schema = ConfigSchemas.of("feeds");

    @Test
    void theShippedFeedsFollowTheirSchema() throws IOException {
        assertThat(schema.mistakes(CONFIG.resolve("feeds.yaml"))).isEmpty();
    }

    @Test
    void theShippedFeedsAreReadWithoutAMistake() {
        ConfigErrors errors = new ConfigErrors();
        List<Feed> feeds = FeedsFile.read(Yaml.read(CONFIG.resolve("feeds.yaml"), errors), errors);
        assertThat(errors.list()).isEmpty();
        assertThat(feeds).hasSize(139).allSatisfy(feed -> {
            assertThat(feed.title()).isNotNull();
            assertThat(feed.language()).isNotNull();
            assertThat(feed.country()).isNotNull();
            assertThat(feed.timeZone()).isNotNull();
            assertThat(feed.tags()).isNotEmpty();
        });
    }

    @Test
    void theSchemaHasTheKeysThatAreRead() {
        assertThat(schema.keys()).containsExactlyInAnyOrderElementsOf(KnownKeys.of("", FeedsFile::read));
        assertThat(schema.keys("feeds")).containsExactlyInAnyOrderElementsOf(KnownKeys.of("feeds[]", FeedsFile::read));
        assertThat(schema.keys("feeds", "poll"))
                .containsExactlyInAnyOrderElementsOf(KnownKeys.of("feeds[].poll", FeedsFile::read));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feed: []",
                "feeds: [{title: x}]",
                "feeds: [{url: example.org/feed}]",
                "feeds: [{url: 'https://example.org/', langauge: en}]",
                "feeds: [{url: 'https://example.org/', country: Germany}]",
                "feeds: [{url: 'https://example.org/', tags: world}]",
                "feeds: [{url: 'https://example.org/', poll: {min: 60}}]",
                "feeds: [{url: 'https://example.org/', enabled: 'no'}]",
                "{tags: {world: {pol: {min: 1m}}}, feeds: []}",
                "{tags: {world: {poll: {min: 60}}}, feeds: []}",
            })
    void aMistakeIsOneForTheSchemaAndForTheReader(String yaml) {
        assertThat(schema.mistakes(yaml)).isNotEmpty();
        ConfigErrors errors = new ConfigErrors();
        FeedsFile.read(Yaml.read("feeds.yaml", yaml, errors), errors);
        assertThat(errors.list()).isNotEmpty();
    }
}
