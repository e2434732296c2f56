package org.wirewatch.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;

/** Settings for tests, written as operators write them. */
final class Settings {

    private Settings() {}

    /** The lines stand below {@code http:}. */
    static HttpSettings http(String... lines) {
        ConfigErrors errors = new ConfigErrors();
        HttpSettings settings =
                HttpSettings.read(Yaml.read("test.yaml", String.join("\n", lines) + "\n", errors), errors);
        assertThat(errors.list()).isEmpty();
        return settings;
    }
}
