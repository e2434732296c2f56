package org.wirewatch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Section;
import org.wirewatch.config.Yaml;

/** {@code wirewatch.yaml} of a configuration folder; a folder without one has the defaults. */
final class SettingsFile {

    static final String NAME = "wirewatch.yaml";

    private SettingsFile() {}

    static Section root(Path config, ConfigErrors errors) {
        Path file = config.resolve(NAME);
        return Files.exists(file) ? Yaml.read(file, errors) : Yaml.read(file.toString(), "", errors);
    }

    /** Reads one part of it. */
    interface Part<T> {
        T read(Section root, ConfigErrors errors);
    }

    /** @throws FailedException with every mistake in that part */
    static <T> T read(Path config, Part<T> part) throws FailedException {
        ConfigErrors errors = new ConfigErrors();
        T value = part.read(root(config, errors), errors);
        if (!errors.isEmpty()) {
            throw FailedException.wrongConfig(errors.list());
        }
        return value;
    }
}
