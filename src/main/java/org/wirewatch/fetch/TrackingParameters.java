package org.wirewatch.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Query parameters that say where a reader came from and nothing about what is read. */
final class TrackingParameters {

    private final Set<String> names = new HashSet<>();
    private final Set<String> pairs = new HashSet<>();
    private final List<String> prefixes;

    private TrackingParameters(List<String> lines) {
        List<String> rules = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.toLowerCase(Locale.ROOT))
                .toList();
        for (String rule : rules) {
            if (rule.indexOf('=') >= 0) {
                pairs.add(rule);
            } else if (!rule.endsWith("*")) {
                names.add(rule);
            }
        }
        prefixes = rules.stream()
                .filter(rule -> rule.endsWith("*"))
                .map(rule -> rule.substring(0, rule.length() - 1))
                .toList();
    }

    /** The list that ships, {@code tracking-parameters.txt}. */
    static TrackingParameters shipped() {
        try (InputStream in = TrackingParameters.class.getResourceAsStream("tracking-parameters.txt")) {
            if (in == null) {
                throw new IllegalStateException("tracking-parameters.txt is missing from the program");
            }
            return new TrackingParameters(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("tracking-parameters.txt cannot be read", unreadable);
        }
    }

    boolean contains(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        return names.contains(lower)
                || prefixes.stream().anyMatch(lower::startsWith)
                || pairs.contains(lower + '=' + value.toLowerCase(Locale.ROOT));
    }
}
