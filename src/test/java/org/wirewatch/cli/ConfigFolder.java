package org.wirewatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration folder of a test. */
record ConfigFolder(Path path) {

    static final String BRIDGES = """
            id: bridges
            title: Bridges
            severity: high
            languages:
              en:
                terms:
                  bridge: [bridge, arch]
                  open: [open, opened, reopen]
                rules:
                  - id: opening
                    query: sentence(@bridge @open)
            """;

    /** One topic, one feed and no settings. */
    static ConfigFolder in(Path folder) throws IOException {
        ConfigFolder config = new ConfigFolder(Files.createDirectories(folder.resolve("config")));
        config.write("topics/bridges.yaml", BRIDGES);
        config.write("feeds.yaml", "feeds:\n  - url: https://courier.example/feed\n");
        return config;
    }

    Path write(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
