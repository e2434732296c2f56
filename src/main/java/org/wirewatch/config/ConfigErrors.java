package org.wirewatch.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the mistakes of a whole configuration, so that people see all of them at once. For one thread. */
public final class ConfigErrors {

    private final List<ConfigError> errors = new ArrayList<>();

    public void add(Place place, String message, String advice) {
        errors.add(new ConfigError(place, message, advice));
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** All so far, by file, line and column. */
    public List<ConfigError> list() {
        return errors.stream().sorted(Comparator.comparing(ConfigError::place)).toList();
    }

    /** @throws ConfigException that lists all of them, if there are any */
    public void throwIfAny() throws ConfigException {
        if (!errors.isEmpty()) {
            throw new ConfigException(list());
        }
    }
}
