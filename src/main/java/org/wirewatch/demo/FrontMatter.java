package org.wirewatch.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text file of this package's resources: {@code key: value} lines, a line {@code ---}, then paragraphs separated by
 * blank lines. The lines of a paragraph are joined with blanks.
 */
final class FrontMatter {

    private final String name;
    private final Map<String, String> values;
    private final List<String> paragraphs;

    private FrontMatter(String name, Map<String, String> values, List<String> paragraphs) {
        this.name = name;
        this.values = values;
        this.paragraphs = paragraphs;
    }

    static FrontMatter load(String resource) {
        return parse(resource, text(resource));
    }

    static FrontMatter parse(String name, String text) {
        String[] parts = text.split("(?m)^---\\R", 2);
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : parts[0].lines().filter(l -> !l.isBlank()).toList()) {
            int colon = line.indexOf(":");
            if (colon < 1) {
                throw new IllegalStateException(name + ": not a line of the form 'key: value': " + line);
            }
            values.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        List<String> paragraphs = parts.length == 1
                ? List.of()
                : Arrays.stream(parts[1].strip().split("\\R\\s*\\R"))
                        .map(paragraph ->
                                paragraph.replaceAll("\\s*\\R\\s*", " ").strip())
                        .filter(paragraph -> !paragraph.isEmpty())
                        .toList();
        return new FrontMatter(name, values, paragraphs);
    }

    /** The lines of a list, without blank ones and comments that start with {@code #}. */
    static List<String> lines(String resource) {
        return text(resource)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    static String text(String resource) {
        try (InputStream in = FrontMatter.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the newsroom's file " + resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the newsroom's file " + resource + " cannot be read", e);
        }
    }

    String required(String key) {
        return optional(key).orElseThrow(() -> new IllegalStateException(name + ": '" + key + "' is missing"));
    }

    Optional<String> optional(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The parts of a value that is separated by commas. */
    List<String> list(String key) {
        return optional(key)
                .map(value -> Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    boolean flag(String key) {
        return optional(key).map("yes"::equals).orElse(false);
    }

    Map<String, String> values() {
        return values;
    }

    List<String> paragraphs() {
        return paragraphs;
    }
}
