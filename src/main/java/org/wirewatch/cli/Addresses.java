package org.wirewatch.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where files came from: what {@code --urls} names, JSON lines with {@code id} and {@code url}. */
final class Addresses {

    private final Map<String, String> urls;

    private Addresses(Map<String, String> urls) {
        this.urls = urls;
    }

    static Addresses none() {
        return new Addresses(Map.of());
    }

    /** @throws FailedException at the first line that is no such object */
    static Addresses read(@Nullable Path path) throws FailedException {
        if (path == null) {
            return none();
        }
        InputFile file = new InputFile(path);
        Map<String, String> urls = new HashMap<>();
        try (JsonLines lines = JsonLines.of(file, Set.of("id", "url"))) {
            for (JsonLines.Line line = lines.next(); line != null; line = lines.next()) {
                String id = line.fields().get("id");
                String url = line.fields().get("url");
                if (line.error() != null) {
                    throw wrong(path, line, line.error());
                }
                if (id == null) {
                    throw wrong(path, line, "\"id\" is missing");
                }
                if (url != null) {
                    urls.put(id, url);
                }
            }
        } catch (UnreadableException e) {
            throw FailedException.wrongUse(e.getMessage());
        }
        return new Addresses(urls);
    }

    private static FailedException wrong(Path path, JsonLines.Line line, String what) {
        return FailedException.wrongUse(path + ":" + line.number() + ": " + what
                + ". Each line must be an object such as {\"id\": \"page\", \"url\": \"https://example.org/page\"}");
    }

    Optional<String> of(InputFile file) {
        return Optional.ofNullable(urls.get(file.id()));
    }
}
