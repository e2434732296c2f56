package org.wirewatch.cli;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Section;
import org.wirewatch.config.Yaml;

/** Which keys some code reads in a mapping: what it names when it is given one that it does not know. */
final class KnownKeys {

    private static final String UNKNOWN = "a-key-that-no-mapping-has-or-nearly-has";
    private static final String LIST = "Known here: ";

    private KnownKeys() {}

    /**
     * @param path of the mapping: {@code ""} for the root, {@code a.b} for one in another, {@code a[]} for one in a list
     * @param reader reads the root and ends it with {@link Section#done}
     */
    static Set<String> of(String path, BiConsumer<Section, ConfigErrors> reader) {
        String yaml = "{" + UNKNOWN + ": 1}";
        String[] steps = path.isEmpty() ? new String[0] : path.split("\\.");
        for (int i = steps.length - 1; i >= 0; i--) {
            boolean list = steps[i].endsWith("[]");
            String key = list ? steps[i].substring(0, steps[i].length() - 2) : steps[i];
            yaml = "{" + key + ": " + (list ? "[" + yaml + "]" : yaml) + "}";
        }
        ConfigErrors errors = new ConfigErrors();
        reader.accept(Yaml.read("f.yaml", yaml, errors), errors);
        return errors.list().stream()
                .filter(error ->
                        error.message().contains(UNKNOWN) && error.advice().startsWith(LIST))
                .<Set<String>>map(error -> new TreeSet<>(
                        Set.of(error.advice().substring(LIST.length()).split(", "))))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not read: " + errors.list()));
    }
}
