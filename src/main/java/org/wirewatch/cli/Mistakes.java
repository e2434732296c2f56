package org.wirewatch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.wirewatch.config.ConfigError;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Place;

/** Mistakes with the paths of their files as the user of a terminal would write them. */
final class Mistakes {

    private Mistakes() {}

    /** By file and place. Topic files are named from the configuration folder on, the others already from here. */
    static List<ConfigError> in(Path folder, ConfigErrors errors) {
        return errors.list().stream()
                .map(error -> new ConfigError(located(folder, error.place()), error.message(), error.advice()))
                .sorted(Comparator.comparing(ConfigError::place))
                .toList();
    }

    private static Place located(Path folder, Place place) {
        Path file = folder.resolve(place.file());
        return !Files.exists(Path.of(place.file())) && Files.exists(file)
                ? new Place(file.toString(), place.line(), place.column())
                : place;
    }
}
